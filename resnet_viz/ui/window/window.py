"""The main window: one session, the panels that show it, and the features side by side."""

from collections.abc import Callable, Generator, Iterator
from functools import partial
from inspect import GEN_CLOSED, GEN_CREATED, getgeneratorstate
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.label import title_text
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.geometry import restore_geometry, save_geometry
from resnet_viz.ui.window.panels import Panels
from resnet_viz.ui.window.status_bar import Progress
from resnet_viz.ui.window.toolbar import Toolbar

if TYPE_CHECKING:
    from resnet_viz.session.copies import Desk

MENUS = ("File", "Edit", "View", "Run", "Compare", "Learn", "Help")


class MainWindow(QMainWindow):
    """Puts session, panels and features together; what each can do is declared where it does it.

    What is painted first is made at once, the rest step by step after that: see `start_soon`.
    """

    def __init__(
        self, opening: Opening, appearance: Appearance, desk: "Desk | None" = None
    ) -> None:
        super().__init__()
        self.appearance = appearance
        folder = opening.home.path.parent if opening.home else None
        self.session = Session(opening.document, self, folder=folder, permitted=opening.permitted)
        self._opening, self._desk = opening, desk
        self.panels = Panels(self.session)
        self.toolbar = Toolbar(self.session)
        self.progress = Progress()
        self._add_widgets()
        restore_geometry(self)
        arrangement = opening.document.arrangement
        self.panels.show_arrangement(arrangement)
        self.toolbar.show_workspace(arrangement.workspace)
        self._steps = self._starting()
        self._is_asking, self._is_furnished = True, False
        appearance.dress()
        self.panels.diagram_place.setFocus()

    def start_children(self) -> None:
        """Makes all that was left for after the first paint, and starts both processes."""
        for _ in self._steps:
            pass

    def start_soon(self, then: Callable[[], None]) -> None:
        """The same in small steps, between which the window answers; calls `then` at the end."""
        from resnet_viz.ui.window.ahead import ASKED_NEXT, imported

        self._then, self._ahead = then, imported(ASKED_NEXT)
        self._next_step = QTimer(self, interval=0)
        self._next_step.timeout.connect(self._take_step)
        self._next_step.start()

    def leave(self) -> None:
        """Closes without asking: what is not in a file is offered at the next start."""
        self._is_asking = False
        self.close()

    def finish(self) -> None:
        """After the window is gone: lets the work on files end that was asked for before."""
        if self._is_furnished:
            self.file_thread.finish()

    def closeEvent(self, event: QCloseEvent) -> None:
        if getgeneratorstate(self._steps) == GEN_CREATED:
            self._steps.close()  # nobody did anything yet, and nothing begins any more
        if getgeneratorstate(self._steps) == GEN_CLOSED and not self._is_furnished:
            return
        self.start_children()
        if self._is_asking and not self.files.may_leave():
            event.ignore()
            return
        self.arranging.keep()
        save_geometry(self)
        self.costs.stop()
        self.exports.close()
        self._keepers.close(self.files, is_asked=self._is_asking)
        at_work = self.models, self.lab.sweeps, self.experiments, self.results
        for part in (*at_work, self.compute, self.draw, self.runs):
            part.close()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        is_activation = event.type() is QEvent.Type.ActivationChange
        if is_activation and self.isActiveWindow() and self._is_furnished:
            self.history.look_again()

    def _take_step(self) -> None:
        for steps in (self._steps, self._ahead):
            for _ in steps:
                return
        self._next_step.stop()
        self._then()

    def _add_widgets(self) -> None:
        column = QVBoxLayout(inside := QWidget())
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.panels, 1)
        self.setCentralWidget(inside)
        self.setStatusBar(self.progress)
        for title in MENUS:
            self.menuBar().addMenu(title)

    def _starting(self) -> Generator[None]:
        """All but the first paint. The processes are first, since they take longest."""
        from resnet_viz.ui.window import ahead

        yield from ahead.imported(ahead.FOR_PROCESSES)
        self._make_children()
        yield
        self.draw.start()
        self.compute.start()
        yield
        yield from ahead.imported(ahead.FOR_PARTS)
        yield from self._furnishing()
        yield from ahead.ready_to_draw()
        self.diagram.request_scene()
        yield
        self.runs.find_devices()
        self.costs.start()
        self.history.read_shown()
        yield
        self.networks.ask_for_permission()
        self.recovery.look()
        self.files.remember()
        if self._opening.weights:
            self.networks.read_place(self._opening.weights)
        if self._opening.model:
            self.models.begin_with(self._opening.model)
        if self._opening.said:
            self._on_file_failed(self._opening.said)

    def _furnishing(self) -> Iterator[None]:
        """Pages, features and menus."""
        from resnet_viz.ui.window import lab_making, learn_making, making

        ground = self._ground
        self.diagram = making.make_diagram(ground)
        self.zoom = making.make_zoom(ground)
        yield
        yield from self.panels.furnishing()
        self.files = making.make_files(ground, self._opening)
        yield
        self.networks = making.make_networks(ground)
        self.weighing = making.make_weighing(ground)
        yield
        self.models = making.make_models(ground)
        yield
        self.costs = making.make_costs(ground)
        yield
        self.timed = making.make_timed(ground)
        yield
        self.roofline = making.make_roofline(ground)
        yield
        self.history = making.make_history(ground)
        yield
        self.compare = making.make_compare(ground)
        yield
        self.lab = lab_making.make_lab(ground, self.timed, self.history, self.compare, self.diagram)
        self.experiments, self.results, self.cutting = learn_making.make_learn(ground)
        at_work = self.timed, self.networks, self.models, self.lab.sweeps, self.experiments
        self.stopping = making.make_stopping(*at_work, self.weighing)
        self.exports = making.make_exports(ground, self.diagram)
        yield
        for make in (self._make_keepers, self._make_ways, self._connect, self._add_menus):
            make()
            yield
        self._is_furnished = True

    def _make_children(self) -> None:
        from resnet_viz.core.request import Worker
        from resnet_viz.ui.processes.child import Child
        from resnet_viz.ui.processes.experiments import Experiments
        from resnet_viz.ui.processes.file_thread import FileThread
        from resnet_viz.ui.processes.models import Models
        from resnet_viz.ui.processes.runs import Runs
        from resnet_viz.ui.window.arranging import ArrangingFeature
        from resnet_viz.ui.window.making import Ground, make_say

        self.compute, self.draw = Child(Worker.COMPUTE, self), Child(Worker.DRAW, self)
        self.file_thread = FileThread(self)
        self.arranging = ArrangingFeature(self.session, self.panels, self.toolbar)
        models = Models(self.file_thread, self)
        experiments = Experiments(self, models)
        self.runs = Runs(self.compute, self, experiments, models)
        self._say = make_say(self.panels, self.progress, self.arranging.front)
        self.file_thread.said.connect(self._on_file_failed)
        parts = self.session, self.panels, self.toolbar, self.appearance
        children = self.compute, self.draw, models, self.runs
        self._ground = Ground(self, *parts, *children, experiments, self.file_thread, self._say)

    def _make_keepers(self) -> None:
        """What sees to it that no work is lost."""
        from resnet_viz.ui.window.document.keeping import make_keepers
        from resnet_viz.ui.window.steps import StepsFeature

        thread, files = self.file_thread, self.files
        self._keepers = make_keepers(self.session, files, thread, self._desk, self._say)
        self.keeper, self.recovery = self._keepers
        self.steps = StepsFeature(self.session)

    def _make_ways(self) -> None:
        """The features that go across: selection, search, palette, what is dropped."""
        from resnet_viz.ui.find.dropping import Dropping
        from resnet_viz.ui.find.features import find_features
        from resnet_viz.ui.find.opening_asked import OpeningAsked
        from resnet_viz.ui.find.reach import Parts, Reach
        from resnet_viz.ui.window.actions import WindowFeature
        from resnet_viz.ui.window.finding import FindingFeature
        from resnet_viz.ui.window.selection import SelectionFeature

        session, panels, search = self.session, self.panels, self.toolbar.search
        self.selection = SelectionFeature(session, panels, self.diagram)
        self.finding = FindingFeature(session, search, panels, self.selection)
        reach = Reach(
            self,
            session,
            Parts(panels.canvas, panels.layers, panels.history),
            self.diagram,
            self.networks,
            self.history,
            self.exports,
            lambda: self.menus,
            self.selection.select,
            self.files.open_path,
            self.models.open_text,
            self._say,
            self.appearance,
            lambda: self.runs.is_running,
            panels.regions,
        )
        self.finders = find_features(reach)
        self.opening = OpeningAsked(reach, self.files.open_asked)
        self.own = WindowFeature(self, panels, self.appearance)
        panels.learn.lesson.block_asked.connect(lambda _: self.arranging.explore())
        panels.learn.lesson.plan.experiment_asked.connect(self.experiments.show_page)
        Dropping(self, self.opening.open)

    def _connect(self) -> None:
        """What one feature says and another does."""
        self.panels.export.clicked.connect(self.exports.export)
        self.progress.cancelled.connect(self.stopping.cancel)
        self.timed.broken_off.connect(self.costs.check_again)
        self.costs.checks.verified.connect(lambda _: self.timed.on_compute_answered())
        self.history.run_shown.connect(self.timed.show_timing)
        self.draw.died.connect(self.diagram.on_draw_died)
        check = self.costs.check_after_crash
        self.compute.died.connect(partial(self.timed.on_compute_died, self.compute, check))
        self.files.left.connect(lambda: self.keeper.finish(keeps=self.files.home is None))
        self.files.named.connect(self._show_title)
        self.files.model_asked.connect(self.models.open_text)
        self._show_title()

    def _add_menus(self) -> None:
        from resnet_viz.ui.parts.action import add_actions
        from resnet_viz.ui.parts.tip import show_tips

        across = self.files, self.steps, self.networks, self.weighing, self.exports
        runs = self.timed, self.stopping, self.roofline
        views = self.finding, self.arranging, *runs, self.diagram, self.zoom
        labs = self.history, self.compare, *self.lab, self.experiments, self.results, self.cutting
        features = *across, *views, *labs, *self.finders, self.own
        self.menuBar().clear()
        self.menus = add_actions(self.menuBar(), MENUS, features)
        self.actions_by_name = self.menus.by_name
        others = self.session.selection_changed, self.finding.searched, self.stopping.turned
        self.menus.follow(self.session.changed, self.arranging.shown, self.diagram.drawn, *others)
        self.toolbar.show_steps(self.actions_by_name["undo"], self.actions_by_name["redo"])
        show_tips(self, self.actions_by_name)

    def _on_file_failed(self, message: str) -> None:
        from resnet_viz.ui.parts.notice import Cause, Kind

        self._say.notice(message, Kind.ERROR, Cause.FILES)

    def _show_title(self) -> None:
        title, home = title_text(self.session.shown.network.title), self.files.home
        file = f"{title_text(home.path.name)}[*] — " if home else ""
        self.setWindowTitle(f"{file}{title} — ResNet Viz")
        self.setWindowModified(home is not None and self.files.is_changed)
