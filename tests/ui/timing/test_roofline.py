"""The tab of the roofline: what it draws of a run, its words, and its step with the window."""

from dataclasses import replace
from functools import partial
from html import escape
from math import log10
from typing import Any

import pytest
from pyqtgraph import ScatterPlotItem
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolTip
from pytestqt.qtbot import QtBot

from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.bounds import (
    bound_text,
    costs_of_run,
    held_by,
    roofs_of,
    with_roofline,
)
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.requests import MeasureCeilings
from resnet_viz.core.timing.roofline import Bound, Ceilings
from resnet_viz.core.timing.what_if import WhatIf
from resnet_viz.core.wording import NONE, digits_grouped, share_text
from resnet_viz.diagram.scene.theme import DARK as DARK_PICTURE
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.costs.layer_rows import COLUMNS
from resnet_viz.ui.look.colors import DARK
from resnet_viz.ui.timing.roofline_panel import (
    BEFORE,
    TRAINING,
    WITHOUT,
    RooflinePanel,
    ceiling_rows,
)
from resnet_viz.ui.timing.roofline_plot import SMALL_PX, Placed, RooflinePlot, point_tip
from resnet_viz.ui.window.window import MainWindow
from tests.samples.runs import MADE_UP_CEILINGS, answered, made_up_timing
from tests.ui.conftest import Asked

GRAPH = network_named("resnet50").graph
REPORT = made_up_timing("resnet50")


@pytest.fixture
def panel(qtbot: QtBot) -> RooflinePanel:
    made = RooflinePanel()
    qtbot.addWidget(made)
    made.resize(1000, 300)
    made.show_run(REPORT)
    made.show()
    return made


def ringed(plot: RooflinePlot) -> list[str]:
    """The paths of the layers whose points have a ring."""
    return [each.time.path for each in plot._chosen()]


def plot_of(panel: RooflinePanel) -> RooflinePlot:
    plot = panel.findChild(RooflinePlot)
    assert plot is not None
    return plot


def drawn_points(plot: RooflinePlot) -> list[Any]:
    """The points that can be clicked on, by their scatters."""
    kinds = [item for item in plot.getPlotItem().items if isinstance(item, ScatterPlotItem)]
    return [point for kind in kinds if kind.name() for point in kind.points()]


def figures(panel: RooflinePanel) -> dict[str, str]:
    texts = panel.texts()
    return dict(zip(texts[::2], texts[1::2], strict=True))


def test_each_layer_is_a_point_at_its_intensity_and_speed(panel: RooflinePanel) -> None:
    costs = {cost.path: cost for cost in costs_of_run(REPORT, GRAPH)}
    points = {point.data().time.path: point for point in drawn_points(plot_of(panel))}
    assert set(points) == set(costs) - {"flatten"}
    for path, point in points.items():
        time = point.data().time
        assert point.pos().x() == pytest.approx(log10(costs[path].intensity))
        assert point.pos().y() == pytest.approx(log10(costs[path].flops / (time.median_ms * 1e6)))


def test_points_have_the_colours_of_their_operations_and_a_legend(panel: RooflinePanel) -> None:
    panel.set_colors(DARK)
    plot = plot_of(panel)
    for point in drawn_points(plot):
        line = DARK_PICTURE.tint_of(point.data().time.op).line
        assert point.pen().color().name() == line
    names = [label.text for _, label in plot.legend.items]
    assert names == [
        "convolution",
        "normalisation",
        "activation",
        "pooling",
        "residual sum",
        "linear",
    ]


def test_the_roofs_are_named_with_kernel_and_speed(panel: RooflinePanel) -> None:
    items = plot_of(panel).getPlotItem().items
    words = [item.toPlainText() for item in items if hasattr(item, "toPlainText")]
    assert words == [
        "main memory: 200 GB/s",
        f"cache: {digits_grouped(2000)} GB/s",
        f"compute: {digits_grouped(5000)} GFLOP/s, conv 3×3, 256 × 14 × 14, batch 8",
    ]


def test_in_a_small_plot_the_roofs_have_their_names_alone(
    qtbot: QtBot, panel: RooflinePanel
) -> None:
    panel.resize(560, 300)
    qtbot.waitUntil(lambda: plot_of(panel).width() < SMALL_PX)
    items = plot_of(panel).getPlotItem().items
    words = [item.toPlainText() for item in items if hasattr(item, "toPlainText")]
    assert words == ["main memory", "cache", "compute"]


def test_the_roofs_meet_where_memory_is_as_fast_as_compute(panel: RooflinePanel) -> None:
    items = plot_of(panel).getPlotItem().items
    memory, cache, compute = [item.getData() for item in items if hasattr(item, "getData")][:3]
    assert [memory[0][-1], memory[1][-1]] == pytest.approx([log10(5000 / 200), log10(5000)])
    assert [cache[0][-1], cache[1][-1]] == pytest.approx([log10(5000 / 2000), log10(5000)])
    assert compute[0][0] == pytest.approx(cache[0][-1])
    assert set(compute[1]) == {log10(5000)}


def test_the_figures_are_the_ceilings_and_how_much_each_holds(panel: RooflinePanel) -> None:
    shown = figures(panel)
    assert shown["Compute"] == f"{digits_grouped(5000)} GFLOP/s"
    assert shown["Cache"] == f"{digits_grouped(2000)} GB/s"
    assert shown["Main memory"] == "200 GB/s"
    for name, bound in (("Compute-bound", Bound.COMPUTE), ("Memory-bound", Bound.MEMORY)):
        held = held_by(REPORT.layers, bound)
        assert shown[name] == f"{held.count} layers, {held.time_share:.0%}"
    assert shown["Measured"].startswith("2026-0")
    assert panel.note.isHidden()


def test_views_of_a_recorded_network_are_counted_as_no_layers() -> None:
    assert REPORT.ceilings
    views = frozenset(each.path for each in REPORT.layers[:3])
    rows = {name: figure for name, figure, _ in ceiling_rows(REPORT, REPORT.ceilings, views)}
    counts = [int(rows[f"{name}-bound"].split()[0]) for name in ("Compute", "Memory")]
    assert sum(counts) == sum(each.bound is not None for each in REPORT.layers[3:])
    assert sum(counts) < sum(each.bound is not None for each in REPORT.layers)


def test_a_warning_leaves_the_facts_whole_in_a_small_window(
    qtbot: QtBot, panel: RooflinePanel
) -> None:
    panel.resize(570, 235)
    low = Ceilings((("GEMM 512", 0.01),), ((1000, 0.01),), "")
    panel.show_run(with_roofline(REPORT, costs_of_run(REPORT, GRAPH), low))
    qtbot.waitUntil(panel.note.isVisible)
    facts = [each for each in panel.rows.findChildren(QLabel) if each.isVisible()]
    for widget in (panel.note, *facts, panel.again):
        assert widget.height() >= widget.minimumSizeHint().height()
        low_end = widget.mapTo(panel, widget.rect().bottomLeft()).y()
        assert low_end < panel.height(), widget
    assert panel.note.heightForWidth(panel.note.width()) <= panel.note.height()


def test_the_legend_is_where_it_covers_fewer_points(panel: RooflinePanel) -> None:
    plot = plot_of(panel)
    x, y = plot.getViewBox().viewRange()
    first = plot._placed[0]
    assert REPORT.ceilings
    for side, at in ((0, x[1] - 0.05), (1, x[0] + 0.05)):
        roof = first.roof._replace(intensity=10**at, gflops_per_s=10 ** (y[0] + 0.05))
        plot.show_layers([*plot._placed, *[Placed(first.time, roof)] * 500], REPORT.ceilings)
        box, middle = plot.getViewBox().sceneBoundingRect(), plot.legend.sceneBoundingRect()
        assert (middle.center().x() > box.center().x()) is bool(side)
        plot.show_layers([each for each in plot._placed if each.roof is not roof], REPORT.ceilings)


def test_what_stands_above_the_ceilings_is_said(panel: RooflinePanel) -> None:
    low = Ceilings((("GEMM 512", 0.01),), ((1000, 0.01),), "")
    panel.show_run(with_roofline(REPORT, costs_of_run(REPORT, GRAPH), low))
    assert "at over 110 % of this machine's measured ceiling" in panel.note.text()
    assert panel.note.isVisible()
    assert figures(panel)["Measured"] == "unknown"
    assert len(drawn_points(plot_of(panel))) == len(REPORT.layers) - 1


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (None, BEFORE),
        (replace(REPORT, what_if=WhatIf(is_training=True)), TRAINING),
        (replace(REPORT, ceilings=None), WITHOUT),
    ],
)
def test_without_a_roofline_one_line_says_how_to_get_it(
    panel: RooflinePanel, report: TimingReport | None, words: str
) -> None:
    panel.show_run(report)
    assert panel.before.text() == words
    assert panel.before.isVisible()
    assert not panel.body.isVisible()
    panel.show_run(REPORT)
    assert panel.body.isVisible()
    assert not panel.before.isVisible()


def test_the_library_is_loaded_when_the_tab_is_looked_at_first(qtbot: QtBot) -> None:
    made = RooflinePanel()
    qtbot.addWidget(made)
    made.show_run(REPORT)
    made.select(("fc",))
    assert made.findChild(RooflinePlot) is None
    made.show()
    assert ringed(plot_of(made)) == ["fc"]


def test_a_layer_or_all_of_a_block_are_ringed(panel: RooflinePanel) -> None:
    plot = plot_of(panel)
    panel.select(("layer1.0.conv2",))
    assert ringed(plot) == ["layer1.0.conv2"]
    panel.select(("layer1.1",))
    assert len(ringed(plot)) == 10
    assert all(path.startswith("layer1.1.") for path in ringed(plot))
    panel.select(())
    assert ringed(plot) == []


def test_a_tip_tells_path_time_speed_bound_and_share() -> None:
    roofs = roofs_of(REPORT, costs_of_run(REPORT, GRAPH))
    time = REPORT.layers[0]
    words = point_tip(Placed(time, roofs[time.path]))
    assert words.startswith("conv1: 0.100 ms")
    assert "GFLOP/s of " in words
    assert "compute-bound, " in words
    assert words.endswith("% of this machine's measured ceiling")


def place_of(plot: RooflinePlot, path: str) -> QPoint:
    """Where a layer's point is in the plot's widget."""
    point = next(each for each in drawn_points(plot) if each.data().time.path == path)
    inside: QPoint = plot.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(point.pos())))
    return inside


def test_a_click_on_a_point_selects_it_in_table_diagram_and_plot(
    window: MainWindow, qtbot: QtBot
) -> None:
    plot = plot_of(shown_roofline(window))

    def is_selected_by_click(path: str) -> bool:  # once the plot has its place in the window
        QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place_of(plot, path))
        return window.panels.layers.selected_path() == path

    for path in ("conv1", "fc"):
        qtbot.waitUntil(partial(is_selected_by_click, path))
        assert window.panels.canvas.selected() == path
        assert ringed(plot) == [path]
    plot.layer_selected.emit("layer4.1.conv2")
    assert window.panels.layers.selected_path() == "layer4.1.conv2"
    assert window.panels.canvas.selected() == "layer4.1"
    assert ringed(plot) == ["layer4.1.conv2"]


def test_the_pointer_on_a_point_shows_its_tip(window: MainWindow, qtbot: QtBot) -> None:
    plot = plot_of(shown_roofline(window))

    def is_told() -> bool:
        QTest.mouseMove(plot.viewport(), QPoint(1, 1))
        QTest.mouseMove(plot.viewport(), place_of(plot, "fc"))
        return QToolTip.text().startswith("fc: ")

    qtbot.waitUntil(is_told)


def test_table_and_diagram_ring_points(window: MainWindow) -> None:
    plot = plot_of(shown_roofline(window))
    window.panels.layers.layers_selected.emit(("layer3.0.bn1",))
    assert ringed(plot) == ["layer3.0.bn1"]
    window.panels.canvas.item_selected.emit("fc")
    assert ringed(plot) == ["fc"]
    window.panels.canvas.item_selected.emit("layer1.0")
    assert "layer1.0.conv1" in ringed(plot)
    assert all(path.startswith("layer1.0.") for path in ringed(plot))
    window.panels.canvas.item_selected.emit("")
    assert ringed(plot) == []


def test_what_a_run_would_add_to_the_colours_is_there_in_grey(window: MainWindow) -> None:
    coloring = window.panels.view.coloring
    place = coloring.findText("Time (after a timed run)")
    assert place >= 0
    assert not coloring.model().flags(coloring.model().index(place, 0)) & Qt.ItemFlag.ItemIsEnabled
    window.runs._on_report(answered(REPORT))
    assert coloring.findText("Time (after a timed run)") == -1


def test_colour_by_share_of_ceiling_needs_a_run_with_ceilings(window: MainWindow) -> None:
    coloring = window.panels.view.coloring
    assert coloring.findData("ceiling") < 0
    window.runs._on_report(answered(replace(REPORT, ceilings=None)))
    assert coloring.findData("time") > 0
    assert coloring.findData("ceiling") < 0
    window.runs._on_report(answered(REPORT))
    assert coloring.findData("ceiling") > 0
    coloring.show_value("ceiling")
    coloring.activated.emit(coloring.currentIndex())
    coloring.activated.emit(coloring.currentIndex())
    heat = window.diagram.heat()
    assert heat
    assert heat.title == "Share of ceiling, measured on this machine"


def test_card_and_inspector_say_what_holds_a_box(window: MainWindow) -> None:
    shown_roofline(window)
    window.panels.canvas.item_selected.emit("layer1.0")
    inside = [each for each in REPORT.layers if each.path.startswith("layer1.0.")]
    words = bound_text(inside)
    assert words.endswith("% of this machine's measured ceiling")
    assert window.diagram.scene
    card = window.panels.canvas.describe(window.diagram.scene, "layer1.0")
    for text in (card, escape(window.panels.inspector.texts())):
        assert escape(words[1:]) in text


def test_the_table_has_bound_and_share_of_each_layer(window: MainWindow) -> None:
    shown_roofline(window)
    table, model = window.panels.layers, window.panels.layers.model()
    titles = [column.title for column in COLUMNS]
    bound, share = titles.index("Bound"), titles.index("Ceiling")
    table.columns.show_choice(["bound", "ceiling_share"])
    assert not table.isColumnHidden(bound)
    assert not table.isColumnHidden(share)
    for row, layer in enumerate(REPORT.layers):
        assert model.index(row, bound).data() == (layer.bound or NONE)
        words = share_text(layer.ceiling_share) if layer.ceiling_share else NONE
        assert model.index(row, share).data() == words


def test_measuring_again_asks_the_compute_process_and_shows_the_answer(
    window: MainWindow, asked: Asked
) -> None:
    roofline = shown_roofline(window)
    roofline.again.click()
    assert asked[-1] == MeasureCeilings(REPORT)
    assert not roofline.again.isEnabled()
    higher = replace(MADE_UP_CEILINGS, compute=(("GEMM 1024", 9e3),))
    window.roofline._on_ceilings(with_roofline(REPORT, costs_of_run(REPORT, GRAPH), higher))
    assert roofline.again.isEnabled()
    assert figures(roofline)["Compute"] == f"{digits_grouped(9000)} GFLOP/s"
    assert window.session.shown.timing == with_roofline(REPORT, costs_of_run(REPORT, GRAPH), higher)


def test_what_can_t_be_measured_again_is_said(window: MainWindow) -> None:
    roofline = shown_roofline(window)
    roofline.again.click()
    window.roofline._on_no_ceilings(Failure("this run was made elsewhere"))
    assert roofline.again.isEnabled()
    roofline.again.click()
    assert not roofline.again.isEnabled()
    window.compute.died.emit("It died.")
    assert roofline.again.isEnabled()


def shown_roofline(window: MainWindow) -> RooflinePanel:
    window.runs._on_report(answered(REPORT))
    window.arranging.front(window.panels.roofline)
    return window.panels.roofline
