"""Work without a formula: in the table of layers, the card of costs, the selection."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from resnet_viz.core.cost.measure import WHY_NOT_COUNTED
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.layer_row import rows_of
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.scene.scene import Item, Rect
from resnet_viz.ui.costs.cost_panel import CostPanel
from resnet_viz.ui.costs.layer_rows import COLUMNS
from resnet_viz.ui.costs.layer_table import LayerTable
from resnet_viz.ui.selection.describe import card_text
from resnet_viz.ui.selection.subject import subject_of
from tests.samples.graphs import network_with_uncounted

TITLES = [column.title for column in COLUMNS]
REPORT = report_of(network_with_uncounted("resnet18", "conv1"))
ROWS = rows_of(REPORT, ())


def box(*members: str) -> Item:
    return Item("box", "block", Rect(0, 0, 1, 1), (), members)


@pytest.fixture
def table(qtbot: QtBot) -> LayerTable:
    made = LayerTable()
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    return made


def test_the_table_says_not_counted_and_sorts_it_below_zero(table: LayerTable) -> None:
    for title in ("MACs (paper)", "Activations", "FLOPs/byte"):
        place = TITLES.index(title)
        cell = table.model().index(0, place)
        assert cell.data() == "not counted"
        assert cell.data(Qt.ItemDataRole.ToolTipRole) == WHY_NOT_COUNTED
        table.sortByColumn(place, Qt.SortOrder.DescendingOrder)
        assert table.shown_paths()[-1] == "conv1"
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert table.model().index(0, TITLES.index("Parameters")).data() == "9\u202f408"


def test_a_copy_leaves_it_empty(table: LayerTable) -> None:
    table.copy_rows()
    heads, first, *_ = (
        line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()
    )
    cells = dict(zip(heads, first, strict=True))
    assert (cells["MACs (paper)"], cells["Share"], cells["Parameters"]) == ("", "", "9408")


def test_the_card_says_at_least_and_no_change_from_what_is_whole(qtbot: QtBot) -> None:
    panel = CostPanel()
    qtbot.addWidget(panel)
    panel.show_costs(REPORT, report_of(network_named("resnet18")))
    texts = [label.text() for label in panel.findChildren(QLabel)]
    assert "at least 1.70 G" in texts
    assert texts.count("= vs base") == 2  # parameters and peak memory
    by_text = {label.text(): label for label in panel.findChildren(QLabel)}
    assert by_text["11.69 M"].toolTip() == "11\u202f689\u202f512\nTrainable parameters"


def test_the_selection_says_what_is_not_counted_and_what_is_more() -> None:
    alone = card_text(REPORT.network.graph, box("conv1"), ROWS)
    assert "MACs not counted" in alone
    several = card_text(REPORT.network.graph, box("conv1", "bn1", "relu"), ROWS)
    assert "Parameters 9.54 k" in several
    rows = [row for row in ROWS if row.cost.path in ("conv1", "bn1", "relu")]
    figures = subject_of(REPORT.network.graph, "", 1, rows, lambda path: {}).further
    texts = {figure.name: figure.text for figure in figures}
    assert texts["All operations"] == "at least 2\u202f408\u202f448"
