"""The layer table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from resnet_viz.core.arch import parse
from resnet_viz.core.measurement import LayerTime
from resnet_viz.core.report import report_of
from resnet_viz.ui.layer_rows import COLUMNS, rows_of
from resnet_viz.ui.layer_table import LayerTable

TITLES = [column.title for column in COLUMNS]
COSTS = report_of(parse("resnet18")).layers
TIMES = tuple(
    LayerTime(cost.path, cost.op, place + 1.0, 0.0, 0.0, 1 / len(COSTS), 1.0)
    for place, cost in enumerate(COSTS)
)


@pytest.fixture
def table(qtbot: QtBot) -> LayerTable:
    made = LayerTable()
    qtbot.addWidget(made)
    made.set_rows(rows_of(COSTS, ()))
    made.resize(900, 400)
    made.show()
    return made


def shown_paths(table: LayerTable) -> list[str]:
    model = table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_it_starts_in_the_order_of_the_data_flow(table: LayerTable) -> None:
    assert shown_paths(table) == [cost.path for cost in COSTS]


@pytest.mark.parametrize("title", ["Params", "MACs", "FLOPs", "Activations", "Receptive field"])
def test_it_sorts_by_the_number_and_not_by_its_text(table: LayerTable, title: str) -> None:
    table.sortByColumn(TITLES.index(title), Qt.SortOrder.DescendingOrder)
    name = title.lower().replace(" ", "_")
    figures = {cost.path: getattr(cost, name) for cost in COSTS}
    ordered = [figures[path] for path in shown_paths(table)]
    assert ordered == sorted(figures.values(), reverse=True)


def test_a_person_selecting_a_row_is_told_once(table: LayerTable, qtbot: QtBot) -> None:
    told: list[str] = []
    table.layer_selected.connect(told.append)
    table.selectRow(3)
    assert told == ["maxpool"]


def test_selecting_from_outside_tells_nobody(table: LayerTable) -> None:
    told: list[str] = []
    table.layer_selected.connect(told.append)
    table.sortByColumn(TITLES.index("Params"), Qt.SortOrder.DescendingOrder)
    table.select("layer2.0.conv1")
    assert table.selected_path() == "layer2.0.conv1"
    assert told == []


def test_selecting_nothing_clears_the_selection(table: LayerTable) -> None:
    table.select("fc")
    table.select("")
    assert table.selected_path() == ""


def test_columns_of_times_show_once_there_are_times(table: LayerTable) -> None:
    place = TITLES.index("Time ms")
    assert table.isColumnHidden(place)
    table.set_rows(rows_of(COSTS, TIMES))
    assert not table.isColumnHidden(place)
    assert table.model().index(0, place).data() == "1.000"


def test_times_keep_the_selection(table: LayerTable) -> None:
    table.select("layer2.0.conv1")
    table.set_rows(rows_of(COSTS, TIMES))
    assert table.selected_path() == "layer2.0.conv1"


def test_the_filter_leaves_the_layers_that_contain_the_text(table: LayerTable) -> None:
    table.filter_by("LAYER3.1")
    expected = [cost.path for cost in COSTS if cost.path.startswith("layer3.1")]
    assert shown_paths(table) == expected


def test_the_copy_has_a_line_a_layer_and_a_cell_a_column(table: LayerTable) -> None:
    table.copy_rows()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == len(COSTS) + 1
    assert lines[1].split("\t")[:2] == ["conv1", "Conv2d 7×7/2"]
    assert {line.count("\t") for line in lines} == {7}
