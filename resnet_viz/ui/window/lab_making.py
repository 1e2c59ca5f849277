"""How the features of the Compare workspace are made, after the first paint."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from resnet_viz.ui.canvas.actions import DiagramFeature
    from resnet_viz.ui.history.actions import HistoryFeature
    from resnet_viz.ui.lab.actions import CompareFeature
    from resnet_viz.ui.lab.blocks.actions import BlocksFeature
    from resnet_viz.ui.lab.cards.actions import CardsFeature
    from resnet_viz.ui.lab.cards.measures_actions import MeasuresFeature
    from resnet_viz.ui.lab.charts.actions import ChartsFeature
    from resnet_viz.ui.lab.elsewhere import ElsewhereFeature
    from resnet_viz.ui.lab.files.actions import LabFilesFeature
    from resnet_viz.ui.lab.pictures.actions import PicturesFeature
    from resnet_viz.ui.lab.pictures.differs_actions import DiffersFeature
    from resnet_viz.ui.lab.stored_runs import StoredRunsFeature
    from resnet_viz.ui.lab.sweeps.actions import SweepsFeature
    from resnet_viz.ui.lab.turns import TurnsFeature
    from resnet_viz.ui.timing.actions import RunFeature
    from resnet_viz.ui.window.making import Ground


class LabFeatures(NamedTuple):
    """The features of the pages of a comparison, in the order in which they come in their menus."""

    cards: "CardsFeature"
    pictures: "PicturesFeature"
    differs: "DiffersFeature"
    turns: "TurnsFeature"
    stored: "StoredRunsFeature"
    measures: "MeasuresFeature"
    blocks: "BlocksFeature"
    charts: "ChartsFeature"
    files: "LabFilesFeature"
    sweeps: "SweepsFeature"
    elsewhere: "ElsewhereFeature"


def make_lab(
    on: "Ground",
    run: "RunFeature",
    history: "HistoryFeature",
    compare: "CompareFeature",
    diagram: "DiagramFeature",
) -> LabFeatures:
    """All of them; `run` shows how a timed run goes, `diagram` is that of the network on screen."""
    turns = make_turns(on, run)
    pictures = make_pictures(on, diagram)
    return LabFeatures(
        make_cards(on, compare, turns),
        pictures,
        make_differs(on, pictures),
        turns,
        make_stored_runs(on, history),
        make_measures(on, turns),
        make_blocks(on),
        make_charts(on),
        make_files(on, turns),
        make_sweeps(on, run),
        make_elsewhere(on, run),
    )


def make_turns(on: "Ground", run: "RunFeature") -> "TurnsFeature":
    """Networks timed in turn."""
    from resnet_viz.ui.lab.turns import TurnsFeature

    return TurnsFeature(on.session, on.runs, run, on.say)


def make_stored_runs(on: "Ground", history: "HistoryFeature") -> "StoredRunsFeature":
    """Which stored run of each network is compared."""
    from resnet_viz.ui.lab.stored_runs import StoredRunsFeature

    return StoredRunsFeature(on.session, history, on.panels.lab.compare.runs)


def make_cards(on: "Ground", compare: "CompareFeature", turns: "TurnsFeature") -> "CardsFeature":
    """The networks of the comparison."""
    from resnet_viz.ui.lab.cards.actions import CardsFeature
    from resnet_viz.ui.window.controls import show_controls

    cards = CardsFeature(on.session, on.panels.lab.cards, on.appearance, on.say)
    cards.controls_asked.connect(partial(show_controls, on.panels))
    cards.match_asked.connect(compare.match)
    cards.latency_asked.connect(turns.match_latency)
    return cards


def make_pictures(on: "Ground", diagram: "DiagramFeature") -> "PicturesFeature":
    """The diagrams of a comparison, drawn next to that of the network on screen."""
    from resnet_viz.ui.lab.pictures.actions import PicturesFeature
    from resnet_viz.ui.processes.drawing import Drawing, ValuesOf
    from resnet_viz.ui.window.cards import put_before_crumb

    def make(lane: str, values_of: ValuesOf) -> Drawing:
        return Drawing(on.draw, on.window, lane=lane, values_of=values_of)

    panels, panel = on.panels, on.panels.lab.pictures
    put_before_crumb(panels.crumb_row, panel.letter)
    return PicturesFeature(on.session, panel, make, on.appearance, diagram, panels.canvas)


def make_differs(on: "Ground", pictures: "PicturesFeature") -> "DiffersFeature":
    """What differs between the base and the network on screen."""
    from resnet_viz.ui.lab.pictures.differs_actions import DiffersFeature

    panel = on.panels.lab.differs
    return DiffersFeature(on.session, panel, pictures, on.appearance, on.say)


def make_measures(on: "Ground", turns: "TurnsFeature") -> "MeasuresFeature":
    """The table of all measures."""
    from resnet_viz.ui.lab.cards.measures_actions import MeasuresFeature

    return MeasuresFeature(on.session, on.panels.lab.compare, turns, on.appearance)


def make_blocks(on: "Ground") -> "BlocksFeature":
    """One basic block against one bottleneck block."""
    from resnet_viz.ui.lab.blocks.actions import BlocksFeature

    page = on.panels.lab.blocks
    return BlocksFeature(on.session, page, on.draw, on.appearance, on.say, on.window)


def make_charts(on: "Ground") -> "ChartsFeature":
    """The charts of what is compared."""
    from resnet_viz.ui.lab.charts.actions import ChartsFeature

    return ChartsFeature(on.session, on.panels.lab.charts, on.appearance, on.say)


def make_files(on: "Ground", turns: "TurnsFeature") -> "LabFilesFeature":
    """Charts and reports that leave the window."""
    from resnet_viz.ui.lab.files.actions import LabFilesFeature, ShownChart, ShownRows

    lab = on.panels.lab
    charts, sweep, measures = lab.charts, lab.sweep, lab.compare
    chart = ShownChart(lambda: charts.part() is not None, charts.data)
    cloud = ShownChart(lambda: sweep.chart.has_points, sweep.chart.data)
    rows = ShownRows(lambda: sweep.sweep.uuid, sweep.where_text)
    files = LabFilesFeature(on.session, chart, cloud, rows, turns, on.window)
    sweep.save.clicked.connect(files.save_sweep)
    sweep.axes.export.clicked.connect(files.export_sweep)
    charts.choices.export.clicked.connect(files.export_chart)
    measures.report_asked.connect(files.save_report)
    return files


def make_sweeps(on: "Ground", run: "RunFeature") -> "SweepsFeature":
    """Sweeps over the networks of a recipe."""
    from resnet_viz.ui.lab.charts.sweep_link import SweepLink
    from resnet_viz.ui.lab.sweeps.actions import SweepsFeature
    from resnet_viz.ui.processes.sweeps import Sweeps

    sweeps = Sweeps(on.file_thread, on.window)
    SweepLink(on.panels.lab.charts, on.panels.lab.sweep)
    page = on.panels.lab.sweep
    feature = SweepsFeature(on.session, page, sweeps, on.runs, on.appearance, on.say)
    run.turned.connect(feature.show_run)
    return feature


def make_elsewhere(on: "Ground", run: "RunFeature") -> "ElsewhereFeature":
    """Timed runs on other machines."""
    from resnet_viz.ui.lab.elsewhere import ElsewhereFeature

    return ElsewhereFeature(on.session, on.runs, run, on.say)
