"""The main window: one session, the panels that show it, and the features side by side."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from resnet_viz.core.request import Worker
from resnet_viz.ui.canvas.actions import DiagramFeature
from resnet_viz.ui.costs.actions import CostFeature, CostPanels
from resnet_viz.ui.export.actions import ExportFeature
from resnet_viz.ui.find.palette_feature import PaletteFeature
from resnet_viz.ui.history.actions import HistoryFeature
from resnet_viz.ui.lab.actions import CompareFeature
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.network.actions import NetworkFeature
from resnet_viz.ui.parts.action import add_actions
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.drawing import Drawing
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.runs import Runs
from resnet_viz.ui.processes.weights_file import WeightsFile, weights_among
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.timing.actions import RunFeature
from resnet_viz.ui.timing.roofline_actions import RooflineFeature
from resnet_viz.ui.window.actions import WindowFeature
from resnet_viz.ui.window.arranging import ArrangingFeature
from resnet_viz.ui.window.files import FilesFeature, session_among
from resnet_viz.ui.window.finding import FindingFeature
from resnet_viz.ui.window.geometry import restore_places, save_places
from resnet_viz.ui.window.home import Opening
from resnet_viz.ui.window.keeper import Keeper
from resnet_viz.ui.window.panels import Panels
from resnet_viz.ui.window.recovery import RecoveryFeature
from resnet_viz.ui.window.selection import SelectionFeature
from resnet_viz.ui.window.status_bar import Progress
from resnet_viz.ui.window.steps import StepsFeature
from resnet_viz.ui.window.toolbar import Toolbar

if TYPE_CHECKING:
    from resnet_viz.session.copies import Desk

MENUS = ("File", "Edit", "View", "Run", "Compare", "Help")


class MainWindow(QMainWindow):
    """Puts session, panels and features together; what each can do is declared where it does it."""

    def __init__(
        self, opening: Opening, appearance: Appearance, desk: "Desk | None" = None
    ) -> None:
        super().__init__()
        self.appearance = appearance
        folder = opening.home.path.parent if opening.home else None
        self.session = Session(opening.document, self, folder=folder, permitted=opening.permitted)
        self._opening = opening
        self.file_thread = FileThread(self)
        self.compute, self.draw = Child(Worker.COMPUTE, self), Child(Worker.DRAW, self)
        self.runs = Runs(self.compute, self)
        self.panels = Panels(self.session)
        self.toolbar = Toolbar(self.session)
        self.progress = Progress()
        self.addToolBar(self.toolbar)
        self.setCentralWidget(self.panels)
        self.setStatusBar(self.progress)
        self._say = self._make_say()
        self.file_thread.said.connect(self._say.notice)
        restore_places(self, self.panels)
        self.files = FilesFeature(self.session, opening, self._say, self)
        self.keeper = Keeper(self.session, self.file_thread, self.files.copy, desk)
        self.recovery = RecoveryFeature(self.files, self.file_thread, self._say)
        self._make_subjects()
        self._make_ways()
        self._add_menus()
        self._is_asking = True
        self.setAcceptDrops(True)
        appearance.dress()
        self.panels.canvas.setFocus()

    def start_children(self) -> None:
        """Starts both processes and what they do first; for after the first paint."""
        self.draw.start()
        self.compute.start()
        self.runs.find_devices()
        self.diagram.request_scene()
        self.costs.start()
        self.history.read_shown()
        self.networks.ask_for_permission()
        self.recovery.look()
        self.files.remember()
        if self._opening.weights:
            self.networks.read_weights(self._opening.weights)
        if self._opening.said:
            self._say.notice(self._opening.said)

    def leave(self) -> None:
        """Closes without asking: what is not in a file is offered at the next start."""
        self._is_asking = False
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_asking and not self.files.may_leave():
            event.ignore()
            return
        save_places(self, self.panels)
        self.costs.stop()
        self.exports.close()
        self._close_files()
        self.compute.close()
        self.draw.close()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.history.look_again()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        paths = _dropped_paths(event)
        if session_among(paths) or weights_among(paths):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _dropped_paths(event)
        event.acceptProposedAction()
        if session := session_among(paths):
            self.files.open_path(Path(session))
        else:
            self.networks.read_weights(weights_among(paths))

    def _close_files(self) -> None:
        is_named = self.files.home is not None
        if self._is_asking or not is_named:
            self.keeper.close(keeps=not is_named)
        else:
            self.keeper.leave()
        self.recovery.close()
        self.files.release()

    def _make_say(self) -> Say:
        notice, progress = self.panels.notice, self.progress
        return Say(
            notice.say,
            notice.text,
            progress.show_idle,
            progress.show_facts,
            progress.show_progress,
            self.panels.show_tab,
        )

    def _make_subjects(self) -> None:
        """The features of the network, its diagram, its costs, its times."""
        session, panels, say = self.session, self.panels, self._say
        drawing, weights = Drawing(self.draw, self), WeightsFile(self.compute, self)
        appearance = self.appearance
        self.networks = NetworkFeature(
            session, panels.architecture.weights, panels.table_one, weights, say, self
        )
        self.diagram = DiagramFeature(session, panels.canvas, drawing, appearance, say)
        self.costs = CostFeature(session, _cost_panels(panels), self.compute, appearance, say)
        self.timed = RunFeature(
            session, panels.timing, self.toolbar.timed, self.runs, appearance, say
        )
        self.roofline = RooflineFeature(
            session, panels.roofline, self.compute, self.runs, appearance, say
        )
        self.history = HistoryFeature(
            session, panels.history, self.runs, self.file_thread, appearance, say
        )
        self.compare = CompareFeature(session, panels.compare, panels.costs, say)

    def _make_ways(self) -> None:
        """The features that go across: selection, search, steps, what leaves the window."""
        session, panels, appearance = self.session, self.panels, self.appearance
        self.steps = StepsFeature(session)
        self.arranging = ArrangingFeature(session, panels)
        self.selection = SelectionFeature(session, panels, self.diagram)
        self.finding = FindingFeature(session, self.toolbar.search, panels, self.selection)
        self.exports = ExportFeature(
            session, self.diagram, panels.layers.copy_rows, appearance, self._say, self
        )
        self.palette_feature = PaletteFeature(
            session, self.networks, self.history, lambda: self.menus, self.selection.select, self
        )
        self.own = WindowFeature(self, panels, appearance)
        self.toolbar.fit_clicked.connect(self.diagram.fit)
        self.toolbar.export_clicked.connect(self.exports.export)
        self.progress.cancelled.connect(self.timed.cancel)
        self.timed.broken_off.connect(self.costs.check_again)
        self.history.run_shown.connect(self.timed.show_timing)
        self.draw.died.connect(self.diagram.on_draw_died)
        self.compute.died.connect(self._on_compute_died)
        self.files.left.connect(lambda: self.keeper.finish(keeps=self.files.home is None))
        self.files.named.connect(self._show_title)
        self._show_title()

    def _add_menus(self) -> None:
        features = (
            self.files,
            self.steps,
            self.networks,
            self.exports,
            self.palette_feature,
            self.finding,
            self.timed,
            self.roofline,
            self.diagram,
            self.history,
            self.compare,
            self.own,
        )
        self.menus = add_actions(self.menuBar(), MENUS, features)
        self.actions_by_name = self.menus.by_name
        self.session.changed.connect(self.menus.refresh)

    def _on_compute_died(self, message: str) -> None:
        self.timed.on_compute_died(self.compute, self.costs.checks.check_now, message)

    def _show_title(self) -> None:
        network, home = self.session.shown.network, self.files.home
        file = f"{home.path.name}[*] — " if home else ""
        self.setWindowTitle(f"{file}{network.title} · {network.name} — ResNet Viz")
        self.setWindowModified(home is not None and self.files.is_changed)


def _cost_panels(panels: Panels) -> CostPanels:
    return CostPanels(
        panels.costs,
        panels.layers,
        panels.groups,
        panels.memory,
        panels.peers,
        panels.summary,
        panels.convention_switch,
    )


def _dropped_paths(event: QDropEvent) -> list[str]:
    return [url.toLocalFile() for url in event.mimeData().urls()]
