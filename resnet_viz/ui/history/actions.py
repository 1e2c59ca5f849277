"""The window's stored runs: listed, opened, renamed, deleted, carried over."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog

from resnet_viz.core.graph.network import Network
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.note import note_texts
from resnet_viz.core.timing.stored_run import StoreOutcome, searched_text
from resnet_viz.core.wording import counted, sentences
from resnet_viz.ui.canvas.actions import DiagramWindow
from resnet_viz.ui.history.panel import Listed
from resnet_viz.ui.history.thread import HistoryThread
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import action

if TYPE_CHECKING:
    from resnet_viz.history.store import StoredRow, WholeRun

FILTER = "Timed runs (*.json)"
SUGGESTED = "runs.json"


class HistoryWindow(DiagramWindow):
    """The window with the runs of this machine and of others."""

    def __init__(self, network: Network, appearance: Appearance) -> None:
        super().__init__(network, appearance)
        self.history = HistoryThread(self)
        self.history.said.connect(self._on_history_said)
        self.runs.stored.connect(self._on_stored)
        panel = self.panels.history
        panel.looked_at.connect(self.list_runs)
        panel.run_opened.connect(self.open_run)
        panel.run_renamed.connect(self.rename_run)
        panel.deletion_asked.connect(self.delete_runs)
        panel.export_asked.connect(self.export_runs)
        panel.import_asked.connect(self.import_runs)

    @action("Run", "Show runs", "All stored runs", "Ctrl+Shift+R", starts_group=True)
    def show_runs(self) -> None:
        self.panels.show_tab(self.panels.history)

    @action("Run", "Export runs…", "Save the selected runs as JSON, all when none is selected")
    def export_runs(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "Export runs", SUGGESTED, FILTER)
        if path:
            self.write_runs(Path(path), self.panels.history.selected())

    @action("Run", "Import runs…", "Take over the runs of a JSON file, from any machine")
    def import_runs(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Import runs", "", FILTER)
        if path:
            self.read_runs(Path(path))

    def list_runs(self) -> None:
        """Reads the list anew, which another window may have changed."""
        if not self.panels.history.is_editing():
            self.history.ask(_listed, self.panels.history.show_runs)

    def open_run(self, number: int) -> None:
        """Shows a stored run: its network, its batch, its times."""

        def read(path: Path) -> "WholeRun":
            from resnet_viz.history.store import read

            return read(path, number)

        self.history.ask(read, self._on_run_read)

    def rename_run(self, number: int, name: str) -> None:
        """Gives a run another name."""

        def rename(path: Path) -> None:
            from resnet_viz.history.store import rename

            rename(path, number, name)

        self.history.ask(rename, lambda _: self.list_runs())

    def delete_runs(self, numbers: Sequence[int]) -> None:
        """Takes runs away; the notice brings them back."""

        def delete(path: Path) -> "tuple[StoredRow, ...]":
            from resnet_viz.history.store import delete

            return delete(path, numbers)

        self.history.ask(delete, self._on_deleted)

    def write_runs(self, path: Path, numbers: Sequence[int]) -> None:
        """Saves runs to a file, all where none is named."""
        target = path if path.suffix else path.with_suffix(".json")

        def write(history: Path) -> int:
            from resnet_viz.core.save import save_bytes
            from resnet_viz.history.store import read_all
            from resnet_viz.history.transfer import text_of

            runs = read_all(history, numbers)
            save_bytes(target, text_of(runs).encode())
            return len(runs)

        self.history.ask(
            write, lambda count: self.progress.show_idle(f"Saved {target} ({_runs(count)})")
        )

    def read_runs(self, path: Path) -> None:
        """Takes over the runs of a file that are not here yet."""

        def read(history: Path) -> tuple[int, int]:
            from resnet_viz.history.store import add_missing
            from resnet_viz.history.transfer import runs_in

            runs = runs_in(path)
            return add_missing(history, runs), len(runs)

        self.history.ask(read, self._on_imported)

    def on_appearance_changed(self) -> None:
        super().on_appearance_changed()
        self.panels.history.set_colors(self.appearance.colors)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        is_back = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_back and self.panels.history.isVisible():
            self.list_runs()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.history.close()
        super().closeEvent(event)

    def _on_run_read(self, run: "WholeRun") -> None:
        report = run.report
        self.runs.adopt(report)
        self.batch = report.batch
        self.set_network(network_named(report.arch))
        self.show_timing()
        self.progress.show_idle(f"Stored run: {run.name}")
        if not report.trust.is_trusted:
            self.panels.notice.say(sentences(note_texts(report.trust.doubts)))

    def _on_deleted(self, deleted: "tuple[StoredRow, ...]") -> None:
        def put_back(path: Path) -> None:
            from resnet_viz.history.store import put_back

            put_back(path, deleted)

        def bring_back() -> None:
            self.history.ask(put_back, lambda _: self.list_runs())

        self.panels.notice.say(f"Deleted {_runs(len(deleted))}.", "Undo", bring_back)
        self.list_runs()

    def _on_imported(self, counts: tuple[int, int]) -> None:
        new, found = counts
        known = found - new
        rest = f"; {known} of the file's {_runs(found)} were here before" if known else ""
        self.progress.show_idle(f"Imported {_runs(new)}{rest}")
        self.list_runs()
        self.show_runs()

    def _on_stored(self, kept: StoreOutcome) -> None:
        """A run was timed here; what is said of it already stays before what is said of storing."""
        if kept.text:
            timing = self.timing()
            notes = sentences(note_texts(timing.trust.doubts)) if timing else ""
            self.panels.notice.say(f"{notes} {kept.text}".strip())
        if self.panels.history.isVisible():
            self.list_runs()

    def _on_history_said(self, sentence: str) -> None:
        self.panels.notice.say(sentence)


def _listed(path: Path) -> tuple[Listed, ...]:
    from resnet_viz.history.store import list_runs

    return tuple((run, searched_text(run)) for run in list_runs(path))


def _runs(count: int) -> str:
    return counted(count, "run")
