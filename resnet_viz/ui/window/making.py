"""How each feature is made. What it needs is imported then: after the first paint."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QMainWindow, QWidget

from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.panels import Panels
from resnet_viz.ui.window.status_bar import Progress
from resnet_viz.ui.window.toolbar import Toolbar

if TYPE_CHECKING:
    from resnet_viz.ui.canvas.actions import DiagramFeature
    from resnet_viz.ui.canvas.zoom_actions import ZoomFeature
    from resnet_viz.ui.costs.actions import CostFeature
    from resnet_viz.ui.experiments.actions import ExperimentsFeature
    from resnet_viz.ui.export.actions import ExportFeature
    from resnet_viz.ui.history.actions import HistoryFeature
    from resnet_viz.ui.lab.actions import CompareFeature
    from resnet_viz.ui.lab.sweeps.actions import SweepsFeature
    from resnet_viz.ui.models.actions import ModelsFeature
    from resnet_viz.ui.models.cover import Cover
    from resnet_viz.ui.network.actions import NetworkFeature
    from resnet_viz.ui.parts.say import Say
    from resnet_viz.ui.processes.child import Child
    from resnet_viz.ui.processes.experiments import Experiments
    from resnet_viz.ui.processes.file_thread import FileThread
    from resnet_viz.ui.processes.models import Models
    from resnet_viz.ui.processes.runs import Runs
    from resnet_viz.ui.timing.actions import RunFeature
    from resnet_viz.ui.timing.roofline_actions import RooflineFeature
    from resnet_viz.ui.weights.actions import WeightsFeature
    from resnet_viz.ui.window.document.files import FilesFeature
    from resnet_viz.ui.window.stopping import StoppingFeature


class Ground(NamedTuple):
    """What features are made of: the session, the widgets, the processes, and the voice."""

    window: QMainWindow
    session: Session
    panels: Panels
    toolbar: Toolbar
    appearance: Appearance
    compute: "Child"
    draw: "Child"
    models: "Models"
    runs: "Runs"
    experiments: "Experiments"
    file_thread: "FileThread"
    say: "Say"


def make_say(panels: Panels, progress: Progress, front: Callable[[QWidget], None]) -> "Say":
    """The voice of every feature."""
    from resnet_viz.ui.parts.say import Say

    shows = progress.show_idle, progress.show_facts, progress.show_progress
    return Say(panels.notice, *shows, front)


def make_diagram(on: Ground) -> "DiagramFeature":
    """The diagram, drawn by the drawing process."""
    from resnet_viz.ui.canvas.actions import DiagramFeature
    from resnet_viz.ui.canvas.crowding import Crowding
    from resnet_viz.ui.processes.drawing import Drawing

    drawing = Drawing(on.draw, on.window, values_of=on.session.values_of)
    diagram = DiagramFeature(on.session, on.panels.canvas, drawing, on.appearance, on.say)
    Crowding(on.session, diagram, on.file_thread, on.say)
    return diagram


def make_zoom(on: Ground) -> "ZoomFeature":
    """How large the diagram is."""
    from resnet_viz.ui.canvas.zoom_actions import ZoomFeature

    return ZoomFeature(on.panels.canvas)


def make_files(on: Ground, opening: Opening) -> "FilesFeature":
    """Session files."""
    from resnet_viz.ui.window.document.files import FilesFeature

    return FilesFeature(on.session, opening, on.say, on.window)


def make_networks(on: Ground) -> "NetworkFeature":
    """What a person opens: networks and weights."""
    from resnet_viz.ui.network.actions import NetworkFeature
    from resnet_viz.ui.processes.weights_file import WeightsFile

    weights_row, table = on.panels.architecture.family.weights, on.panels.table_one
    weights = WeightsFile(on.compute, on.window)
    return NetworkFeature(on.session, weights_row, table, weights, on.say, on.window)


def make_models(on: Ground) -> "ModelsFeature":
    """Networks of others, recorded by a process of their own."""
    from resnet_viz.ui.models.actions import ModelsFeature

    return ModelsFeature(
        on.session, on.panels.architecture, _make_cover(on), on.models, on.file_thread, on.say
    )


def _make_cover(on: Ground) -> "Cover":
    """What is over the parts that show one network, where that is not there."""
    from resnet_viz.ui.models.cover import Cover
    from resnet_viz.ui.window.workspaces import WORKSPACES

    panels, session = on.panels, on.session

    def is_wanted() -> bool:
        return WORKSPACES[session.document.arrangement.workspace].has_right

    covered = [each for place in (1, 2) if (each := panels.columns.widget(place)) is not None]
    cover = Cover(panels.frame, covered, is_wanted)
    panels.left.currentChanged.connect(lambda _: cover.refresh_soon())
    return cover


def make_weighing(on: Ground) -> "WeightsFeature":
    """The figures of weights from files."""
    from resnet_viz.ui.processes.weighing import Weighing
    from resnet_viz.ui.weights.actions import WeightsFeature

    weighing = Weighing(on.compute, on.window)
    return WeightsFeature(on.session, weighing, on.appearance, on.say, on.window)


def make_costs(on: Ground) -> "CostFeature":
    """Every part that shows costs."""
    from resnet_viz.ui.costs.actions import CostFeature, CostPanels

    panels = on.panels
    shown = CostPanels(
        panels.costs,
        panels.layers,
        panels.groups,
        panels.memory,
        panels.peers,
        panels.summary,
        panels.convention_switch,
    )
    asked = on.compute, on.models
    return CostFeature(on.session, shown, asked, on.appearance, on.say)


def make_timed(on: Ground) -> "RunFeature":
    """Timed runs."""
    from resnet_viz.ui.timing.actions import RunFeature

    panel, controls = on.panels.timing, on.toolbar.timed
    on.runs.threads_found.connect(on.panels.run_options.show_threads)
    return RunFeature(on.session, panel, controls, on.runs, on.appearance, on.say)


def make_stopping(
    timed: "RunFeature",
    networks: "NetworkFeature",
    models: "ModelsFeature",
    sweeps: "SweepsFeature",
    experiments: "ExperimentsFeature",
    weighing: "WeightsFeature",
) -> "StoppingFeature":
    """The end of whatever goes on."""
    from resnet_viz.ui.window.stopping import AtWork, StoppingFeature

    return StoppingFeature(AtWork(timed, networks, models, sweeps, experiments, weighing))


def make_roofline(on: Ground) -> "RooflineFeature":
    """The roofline of the run on screen."""
    from resnet_viz.ui.timing.roofline_actions import RooflineFeature

    panel = on.panels.roofline
    return RooflineFeature(on.session, panel, on.compute, on.runs, on.appearance, on.say)


def make_history(on: Ground) -> "HistoryFeature":
    """Stored runs."""
    from resnet_viz.ui.history.actions import HistoryFeature

    panel = on.panels.history
    return HistoryFeature(on.session, panel, on.runs, on.file_thread, on.appearance, on.say)


def make_compare(on: Ground) -> "CompareFeature":
    """The comparison, from anywhere."""
    from resnet_viz.ui.lab.actions import CompareFeature, ComparePanels

    panels = on.panels
    shown = ComparePanels(panels.lab.compare, panels.lab.pictures, panels.costs)
    return CompareFeature(on.session, shown, on.say)


def make_exports(on: Ground, diagram: "DiagramFeature") -> "ExportFeature":
    """Pictures and tables that leave the window."""
    from resnet_viz.ui.export.actions import ExportFeature

    copy_rows = on.panels.layers.copy_rows
    return ExportFeature(on.session, diagram, copy_rows, on.appearance, on.say, on.window)
