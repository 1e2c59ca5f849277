"""Charts of a sweep's networks and its table: each selects and filters in the other."""

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.spec import Block
from resnet_viz.session.chart_choice import ChartKind
from resnet_viz.ui.charts.parallel import ParallelChart
from resnet_viz.ui.lab.charts.page import ChartsPage
from resnet_viz.ui.lab.sweeps.page import SweepPage
from resnet_viz.ui.window.window import MainWindow
from tests.samples.sweeps import all_points

RECIPE = "resnet18|resnet34|resnet50,width=16|32|64"
PATIENCE_MS = 30_000  # on a machine that does much else


@pytest.fixture
def swept(window: MainWindow, qtbot: QtBot) -> SweepPage:
    window.lab.sweeps.show_sweeps()
    page = window.panels.lab.sweep
    page.form.edit.setText(RECIPE)
    window.lab.sweeps.start_sweep()
    with qtbot.waitSignal(page.sweep.settled, timeout=PATIENCE_MS):
        window.lab.sweeps._sweeps.rows.emit(page.sweep.uuid, all_points(RECIPE))
    return page


@pytest.fixture
def charts(window: MainWindow, swept: SweepPage, qtbot: QtBot) -> ChartsPage:
    choice = window.session.document.arrangement.chart
    page = window.panels.lab.charts
    page.chosen.emit(replace(choice, kind=ChartKind.PARALLEL))
    window.lab.charts.show_charts()
    qtbot.waitUntil(lambda: many(page).networks is not None, timeout=PATIENCE_MS)
    return page


def many(page: ChartsPage) -> Any:
    part = page.part()
    assert part is not None
    return part


def networks_in(page: SweepPage) -> list[str]:
    rows = page.table.rows
    return [rows.data(rows.index(row, 0)) for row in range(rows.rowCount())]


def test_parallel_lines_are_the_rows_of_the_sweep_and_a_brush_filters_its_table(
    charts: ChartsPage, swept: SweepPage
) -> None:
    chart = charts.stack.currentWidget()
    assert isinstance(chart, ParallelChart)
    every = networks_in(swept)
    assert [many(charts).networks.arch_of(index) for index in chart._indices] == every
    chart._brush({0: (0.5, 1.0)})
    bottleneck = [name for name in every if spec_of(network_named(name)).block is Block.BOTTLENECK]
    assert networks_in(swept) == bottleneck
    assert swept.narrowing.text().startswith("3 selected")
    swept.narrowing.click()
    assert networks_in(swept) == every
    assert chart.brushes == {}


def test_a_row_marks_its_line_and_a_line_selects_its_row_and_opens_its_network(
    charts: ChartsPage, swept: SweepPage, window: MainWindow
) -> None:
    chart = charts.stack.currentWidget()
    assert isinstance(chart, ParallelChart)
    swept.table.selectRow(4)
    (index,) = swept.table.selection()
    assert chart._indices[chart._marked].tolist() == [index]
    chart.clicked.emit(2)
    assert swept.table.selection() == [2]
    name = swept.table.rows.arch_of(2)
    assert window.session.document.member.arch == name
    assert window.session.shown.cards[-1].card.member.arch == name


def test_rows_that_a_condition_leaves_out_are_no_lines(
    charts: ChartsPage, swept: SweepPage, qtbot: QtBot
) -> None:
    swept.choice_made.emit(replace(swept._choice, where="params<1e6"))
    qtbot.waitUntil(lambda: "1 network of" in charts.choices.note.words, timeout=PATIENCE_MS)
    assert len(many(charts).networks.indices) == len(networks_in(swept)) == 1


def test_without_a_sweep_the_networks_are_those_around_a(
    charts: ChartsPage, swept: SweepPage, qtbot: QtBot
) -> None:
    swept.forget()
    qtbot.waitUntil(lambda: "A with other" in charts.choices.note.words, timeout=PATIENCE_MS)
    assert len(many(charts).networks.indices) > 200
