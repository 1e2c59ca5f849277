"""Which stored run of each compared network is shown: of this machine, another, or any device."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QPushButton

from resnet_viz.core.timing.host import foreign_host
from resnet_viz.core.timing.stored_run import StoredRun, listed_text, moment_text
from resnet_viz.core.wording import counted, digits_grouped
from resnet_viz.session.member import canonical, shown_network
from resnet_viz.ui.history.actions import HistoryFeature
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.label import menu_text
from resnet_viz.ui.parts.menu import Menu
from resnet_viz.ui.session.session import Session

MOST_LISTED = 12  # of a network, the newest
NONE_STORED = "No stored runs with batch {batch}"


def _chooses(feature: "StoredRunsFeature") -> ActionState:
    is_there = len(feature.archs) > 1
    return ActionState(is_enabled=is_there, reason="Compare two networks first")


class StoredRunsFeature(QObject):
    """Offers the stored runs of the compared networks, all with the batch on screen."""

    def __init__(self, session: Session, history: HistoryFeature, button: QPushButton) -> None:
        super().__init__(session)
        self._session, self._history, self._button = session, history, button
        self.menu: QMenu | None = None
        self.parts: list[QMenu] = []  # of the menu, one for each network
        button.clicked.connect(self.choose_runs)

    @property
    def archs(self) -> tuple[str, ...]:
        """The networks that are compared, each once."""
        document = self._session.document
        base = document.networks[document.base].arch
        return tuple(dict.fromkeys((base, *(member.arch for member in document.shown))))

    @action(
        "Compare",
        "Choose stored runs…",
        "Choose for each network which of its stored runs is compared, from any device",
        state=_chooses,
    )
    def choose_runs(self) -> None:
        self._history.find_runs(self._show)

    def _show(self, runs: Sequence[StoredRun]) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu, self.parts = Menu("", self._button), []
        for arch in self.archs:
            part = Menu(menu_text(shown_network(arch).title), self.menu)
            self.menu.addMenu(part)
            self.parts.append(part)
            self._fill(part, arch, runs)
        self.menu.popup(self._place())

    def _fill(self, menu: QMenu, arch: str, runs: Sequence[StoredRun]) -> None:
        """The runs of one network, the newest first, the one that is shown ticked."""
        batch, shown = self._session.document.batch, self._shown_uuid(arch)
        own = [run for run in runs if run.batch == batch and _arch_of(run) == arch]
        for run in own[:MOST_LISTED]:
            entry = menu.addAction(menu_text(run_line(run)))
            entry.setCheckable(True)
            entry.setChecked(run.uuid == shown)
            entry.triggered.connect(lambda _=False, uuid=run.uuid: self._take(uuid))
        if not own:
            text = NONE_STORED.format(batch=digits_grouped(batch))
            menu.addAction(text).setEnabled(False)

    def _shown_uuid(self, arch: str) -> str:
        document = self._session.document
        key = arch, document.batch
        return next((run.uuid for run in document.runs if (run.arch, run.batch) == key), "")

    def _take(self, uuid: str) -> None:
        self._history.read_report(uuid, lambda report: self._session.keep_times(report, uuid))

    def _place(self) -> QPoint:
        if self._button.isVisible():
            return self._button.mapToGlobal(self._button.rect().bottomLeft())
        return QCursor.pos()


def run_line(run: StoredRun) -> str:
    """`61.3 ms · A processor, fp32, 2 threads · 2026-11-27 10:00 · on lab-7`."""
    how = ", ".join(filter(None, (run.precision, run.options, counted(run.threads, "thread"))))
    host = foreign_host(run.host)
    parts = (
        f"{listed_text(run, run.median_ms, 2)} ms",
        f"{run.device}, {how}",
        moment_text(run.started_at),
        f"on {host}" if host else "",
    )
    return " · ".join(filter(None, parts))


def _arch_of(run: StoredRun) -> str:
    return canonical(run.arch)
