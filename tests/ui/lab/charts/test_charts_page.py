"""The page of charts in the window: what each shows, and what a click on it does."""

from dataclasses import replace
from functools import partial
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.groups import groups_of
from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.lab.choices import Varied
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.chart.kinds import chart_of
from resnet_viz.diagram.chart.plot import ChartLook
from resnet_viz.diagram.files.charts.svg import chart_svg
from resnet_viz.session.chart_choice import FIRST_CHART, ChartChoice, ChartKind
from resnet_viz.session.document import with_member
from resnet_viz.session.edits import look_at
from resnet_viz.session.file import document_from, values_of
from resnet_viz.session.member import Member
from resnet_viz.ui.charts.bars import BarChart
from resnet_viz.ui.charts.lines import LineChart
from resnet_viz.ui.charts.parallel import ParallelChart
from resnet_viz.ui.charts.scatter import ScatterChart
from resnet_viz.ui.lab.charts.page import ChartsPage
from resnet_viz.ui.look.colors import DARK
from resnet_viz.ui.window.window import MainWindow
from tests.samples.runs import answered, made_up_timing

PATIENCE_MS = 30_000  # on a machine that does much else


@pytest.fixture
def page(window: MainWindow, qapp: QApplication) -> ChartsPage:
    window.session.open(with_member(window.session.document, Member("resnet34")))
    window.arranging.front(window.panels.lab.charts)
    qapp.processEvents()
    return window.panels.lab.charts


def choose(window: MainWindow, **changes: Any) -> None:
    choice = replace(window.session.document.arrangement.chart, **changes)
    window.panels.lab.charts.chosen.emit(choice)
    QApplication.processEvents()


def bars_of(page: ChartsPage) -> BarChart:
    shown = page.stack.currentWidget()
    assert isinstance(shown, BarChart)
    return shown


def report(arch: str) -> CostReport:
    return report_of(network_named(arch))


def by_stage(arch: str) -> list[int]:
    """MACs by stage, as another part of the program groups them."""
    found = report(arch)
    groups = groups_of(found.network.graph, found.layers, Grouping.STAGE)
    return [group.sums.macs for group in groups]


def test_bars_are_the_costs_of_each_stage_of_the_networks_that_are_shown(
    window: MainWindow, page: ChartsPage
) -> None:
    bars = bars_of(page)
    heights = {bar.slot: bar.top for bar in bars.bars}
    for number, arch in enumerate(("resnet50", "resnet34")):
        assert [heights[stage, number] for stage in range(6)] == by_stage(arch)
    assert [entry.text for entry in bars.legend.entries] == ["A ResNet-50", "B ResNet-34"]
    choose(window, is_stacked=True)
    tops = [max(bar.top for bar in bars.bars if bar.slot[0] == number) for number in range(2)]
    assert tops == [report(arch).totals.macs for arch in ("resnet50", "resnet34")]


def test_an_edit_is_shown_at_once(window: MainWindow, page: ChartsPage) -> None:
    window.session.edit(look_at, "resnet18")
    heights = [bar.top for bar in bars_of(page).bars if bar.slot[1] == 0]
    assert heights == by_stage("resnet18")


def test_a_bar_selects_its_stage_and_a_selected_stage_its_bars(
    window: MainWindow, page: ChartsPage
) -> None:
    bars = bars_of(page)
    bar = next(each for each in bars.bars if each.slot == (3, 1))
    at: QPointF = bars.surface.box.mapViewToScene(QPointF(bar.middle, bar.top / 2))
    QTest.mouseClick(bars.surface.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert window.session.document.arrangement.selection == "layer3"
    assert window.panels.canvas.selected() == "layer3"
    assert bars._marked == {3}
    window.session.select("layer1.0.conv1")
    assert bars._marked == {1}
    window.session.select("")
    assert bars._marked == set()


def test_time_is_offered_where_every_network_was_timed(
    window: MainWindow, page: ChartsPage
) -> None:
    measure = page.choices.measure
    assert measure.findText("Latency") < 0
    window.session.open(replace(window.session.document, networks=(Member("resnet50"),)))
    window.runs._on_report(answered(made_up_timing("resnet50")))
    assert measure.findText("Latency") >= 0
    choose(window, measure="latency_ms")
    tops = [bar.top for bar in bars_of(page).bars]
    run = made_up_timing("resnet50")
    stage = [each.median_ms for each in run.layers if each.path.startswith("layer2.")]
    glue = [ms for path, ms in run.glue if path == "layer2" or path.startswith("layer2.")]
    assert tops[2] == pytest.approx(sum(stage) + sum(glue))


def test_sums_along_the_depth_end_at_depth_and_total(window: MainWindow, page: ChartsPage) -> None:
    choose(window, kind=ChartKind.ALONG)
    lines = page.stack.currentWidget()
    assert isinstance(lines, LineChart)
    ends = [(series.xs[-1], series.ys[-1]) for series in lines._series]
    assert ends == [
        (depth, report(arch).totals.macs) for depth, arch in ((50, "resnet50"), (34, "resnet34"))
    ]


def test_both_blocks_are_drawn_against_what_is_varied(
    window: MainWindow, page: ChartsPage, qtbot: QtBot
) -> None:
    choose(window, kind=ChartKind.AGAINST, varied=Varied.INPUT)
    lines = page.stack.currentWidget()
    assert isinstance(lines, LineChart)
    qtbot.waitUntil(lambda: len(lines._series) == 2, timeout=PATIENCE_MS)
    bottleneck = lines._series[1]
    place = list(bottleneck.xs).index(128)
    assert bottleneck.ys[place] == report("resnet50,input=128").totals.macs
    lines.clicked.emit(1, place)
    assert window.session.document.member.arch == "resnet50,input=128"


def many(page: ChartsPage) -> Any:
    part = page.part()
    assert part is not None
    return part


def test_a_scatter_shows_networks_around_a_with_the_compared_ones(
    window: MainWindow, page: ChartsPage, qtbot: QtBot
) -> None:
    choose(window, kind=ChartKind.SCATTER, measure="activations", across="params")
    chart = page.stack.currentWidget()
    assert isinstance(chart, ScatterChart)
    qtbot.waitUntil(lambda: many(page).networks is not None, timeout=PATIENCE_MS)
    networks = many(page).networks
    assert len(chart._points.indices) == len(networks.indices) > 200
    index = 57
    arch = networks.arch_of(index)
    assert 10 ** chart._points.xs[index] == pytest.approx(report(arch).totals.params)
    assert 10 ** chart._points.ys[index] == pytest.approx(report(arch).totals.activations)
    assert arch in networks.words_of(index, ("params",))
    chart.clicked.emit(index)
    assert window.session.document.member.arch == str(network_named(arch).name)


def test_a_chart_that_is_shown_again_shows_what_changed_meanwhile(
    window: MainWindow, page: ChartsPage, qtbot: QtBot
) -> None:
    choose(window, kind=ChartKind.SCATTER)
    qtbot.waitUntil(lambda: many(page).networks is not None, timeout=PATIENCE_MS)
    scatter = many(page)
    choose(window, kind=ChartKind.STAGES)
    window.session.edit(look_at, "resnet20")
    choose(window, kind=ChartKind.SCATTER, across="depth")
    qtbot.waitUntil(lambda: "stem=cifar" in scatter.networks.arch_of(0), timeout=PATIENCE_MS)
    depth = report(scatter.networks.arch_of(0)).depth
    assert scatter.widget._points.xs[0] == pytest.approx(np.log10(depth or 0))


def test_parallel_axes_show_the_same_networks_and_brush_them(
    window: MainWindow, page: ChartsPage, qtbot: QtBot
) -> None:
    choose(window, kind=ChartKind.PARALLEL)
    chart = page.stack.currentWidget()
    assert isinstance(chart, ParallelChart)
    qtbot.waitUntil(lambda: many(page).networks is not None, timeout=PATIENCE_MS)
    brushed: list[Any] = []
    page.brushed.connect(brushed.append)
    chart._brush({0: (0.5, 1.0)})
    networks = many(page).networks
    bottleneck = [i for i, group in zip(networks.indices, networks.groups, strict=True) if group]
    assert brushed[-1].tolist() == bottleneck
    assert np.isfinite(chart._members[0][2]).all()


def test_the_choice_is_saved_with_the_session_and_is_no_step_to_undo(
    window: MainWindow, page: ChartsPage
) -> None:
    wanted = ChartChoice(
        ChartKind.AGAINST, "params", "macs", Varied.WIDTH, is_stacked=True, is_log=False
    )
    choose(window, **{name: getattr(wanted, name) for name in ChartChoice.__slots__})
    document = window.session.document
    assert document.arrangement.chart == wanted
    assert not window.session.timeline.undo_text
    assert document_from(values_of(document, None), None).arrangement.chart == wanted
    choose(window, kind=ChartKind.STAGES)
    window.session.open(document)
    assert page.choices.kinds.button("against").isChecked()


def test_every_choice_is_a_control_that_keys_reach_by_a_name(page: ChartsPage) -> None:
    for kind in (QPushButton, QComboBox, QCheckBox):
        for control in page.choices.findChildren(kind):
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert control.accessibleName() or getattr(control, "text", str)()


def test_figures_of_a_chart_are_copied_as_a_table(window: MainWindow, page: ChartsPage) -> None:
    window.lab.charts.copy_chart_figures()
    first, second, third = QGuiApplication.clipboard().text().splitlines()
    assert first.split("\t")[:3] == ["name", "stem", "conv2_x"]
    assert second.split("\t")[1:] == [str(macs) for macs in by_stage("resnet50")]
    assert third.startswith("B ResNet-34\t")


def test_every_chart_gives_what_files_are_made_of(
    window: MainWindow, page: ChartsPage, qtbot: QtBot
) -> None:
    for kind in ChartKind:
        choose(window, kind=kind)
        qtbot.waitUntil(lambda: page.data() is not None, timeout=PATIENCE_MS)
        data = page.data()
        assert data is not None
        table = data.table
        assert table.heads[0] == "name"
        assert len(table.rows) >= 2
        assert {len(row) for row in table.rows} == {len(table.heads)}
        svg = chart_svg(chart_of(data, ChartLook()))
        texts = "".join(ElementTree.fromstring(svg).itertext())
        assert "basic" in texts or "ResNet-50" in texts


def test_charts_take_the_colours_of_the_window(window: MainWindow, page: ChartsPage) -> None:
    light = {entry.color for entry in bars_of(page).legend.entries}
    window.appearance.choose("dark")
    assert bars_of(page).surface.backgroundBrush().color().name() == DARK.card
    assert not light & {entry.color for entry in bars_of(page).legend.entries}


def test_nothing_is_drawn_before_the_page_is_looked_at(window: MainWindow) -> None:
    assert window.panels.lab.charts.stack.count() == 1
    assert FIRST_CHART.kind is ChartKind.STAGES


def test_the_page_has_room_for_its_chart_in_a_low_place(
    window: MainWindow, page: ChartsPage, qtbot: QtBot
) -> None:
    page.setFixedSize(940, 190)
    for kind in ChartKind:
        choose(window, kind=kind)
        chart = page.stack.currentWidget()
        assert chart.height() >= 120
        assert page.choices.minimumSizeHint().width() <= 920
        qtbot.waitUntil(partial(chart.isVisible), timeout=PATIENCE_MS)
    assert QPoint(0, 0) == chart.pos()
