"""The layer table."""

import csv
import io
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.cost.worked import layer_formulas
from resnet_viz.core.graph.naming import full_name
from resnet_viz.core.lab.layer_row import rows_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of
from resnet_viz.core.timing.measurement import LayerTime
from resnet_viz.core.wording import NONE
from resnet_viz.ui.costs.layer_rows import COLUMNS, Needs
from resnet_viz.ui.costs.layer_table import LayerTable

TITLES = [column.title for column in COLUMNS]
REPORT = report_of(network_named("resnet18"))
COSTS = REPORT.layers
TIMES = tuple(
    LayerTime(cost.path, cost.op, place + 1.0, 0.0, 0.0, 1 / len(COSTS), 1.0)
    for place, cost in enumerate(COSTS)
)


@pytest.fixture
def table(qtbot: QtBot) -> LayerTable:
    graph = graph_of(parse("resnet18"))
    made = LayerTable(lambda path: layer_formulas(graph, REPORT, path))
    qtbot.addWidget(made)
    made.set_rows(rows_of(REPORT, ()))
    made.resize(900, 400)
    made.show()
    return made


def shown_paths(table: LayerTable) -> list[str]:
    model = table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _noted(notes: list[str], path: str) -> str:
    notes.append(path)
    return "stage_name"


def test_it_starts_in_the_order_of_the_data_flow(table: LayerTable) -> None:
    assert shown_paths(table) == [cost.path for cost in COSTS]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Parameters", "params"),
        ("MACs (paper)", "macs"),
        ("All operations", "flops"),
        ("Activations", "activations"),
        ("FLOPs/byte", "intensity"),
        ("Receptive field", "receptive_field"),
    ],
)
def test_it_sorts_by_the_number_and_not_by_its_text(
    table: LayerTable, title: str, name: str
) -> None:
    table.sortByColumn(TITLES.index(title), Qt.SortOrder.DescendingOrder)
    figures = {cost.path: getattr(cost, name) for cost in COSTS}
    ordered = [figures[path] for path in shown_paths(table)]
    assert ordered == sorted(figures.values(), reverse=True)


def test_a_person_selecting_a_row_is_told_once(table: LayerTable, qtbot: QtBot) -> None:
    told: list[tuple[str, ...]] = []
    table.layers_selected.connect(told.append)
    table.selectRow(3)
    assert told == [("maxpool",)]


def test_selecting_from_outside_tells_nobody(table: LayerTable) -> None:
    told: list[tuple[str, ...]] = []
    table.layers_selected.connect(told.append)
    table.sortByColumn(TITLES.index("Parameters"), Qt.SortOrder.DescendingOrder)
    table.select(["layer2.0.conv1"])
    assert table.selected_path() == "layer2.0.conv1"
    assert told == []


def test_selecting_nothing_clears_the_selection(table: LayerTable) -> None:
    table.select(["fc"])
    table.select([])
    assert table.selected_path() == ""


def test_columns_of_times_show_once_there_are_times(table: LayerTable) -> None:
    place = TITLES.index("Time, ms")
    assert table.isColumnHidden(place)
    table.set_rows(rows_of(REPORT, TIMES))
    assert not table.isColumnHidden(place)
    assert table.model().index(0, place).data() == "1.000"


def test_times_keep_the_selection(table: LayerTable) -> None:
    table.select(["layer2.0.conv1"])
    table.set_rows(rows_of(REPORT, TIMES))
    assert table.selected_path() == "layer2.0.conv1"


def test_the_filter_leaves_the_layers_that_contain_the_text(table: LayerTable) -> None:
    table.filter_by("LAYER3.1")
    expected = [cost.path for cost in COSTS if cost.path.startswith("layer3.1")]
    assert shown_paths(table) == expected


def test_filtering_chooses_no_other_layer_and_brings_the_chosen_one_back(
    table: LayerTable,
) -> None:
    told: list[tuple[str, ...]] = []
    table.selectRow(len(COSTS) - 1)
    table.layers_selected.connect(told.append)
    table.filter_by("layer3")
    assert (table.selected_path(), told) == ("", [])
    table.filter_by("")
    assert (table.selected_path(), told) == ("fc", [])


def test_the_copy_has_a_line_a_layer_and_a_cell_a_column(table: LayerTable) -> None:
    table.copy_rows()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == len(COSTS) + 1
    assert lines[1].split("\t")[:2] == ["conv1", "Conv2d 7×7/2"]
    assert len({line.count("\t") for line in lines}) == 1


def test_the_copy_has_numbers_as_a_spreadsheet_reads_them(table: LayerTable) -> None:
    table.set_convention(Convention.ALL)
    table.copy_rows()
    rows = list(csv.DictReader(io.StringIO(QGuiApplication.clipboard().text()), delimiter="\t"))
    assert sum(int(row["Parameters"]) for row in rows) == 11_689_512
    assert sum(int(row["All operations"]) for row in rows) == REPORT.totals.flops
    assert sum(float(row["Share"]) for row in rows) == pytest.approx(1)
    assert "MACs (paper)" not in rows[0]


@pytest.mark.parametrize("convention", Convention)
def test_work_is_shown_under_the_name_of_its_convention(
    table: LayerTable, convention: Convention
) -> None:
    table.set_convention(convention)
    shown = [place for place in range(len(COLUMNS)) if not table.isColumnHidden(place)]
    works = [COLUMNS[place].title for place in shown if COLUMNS[place].convention]
    assert works == [convention.label, "Share"]
    first = table.model().index(0, TITLES.index(convention.label)).data()
    assert first == ("118.01 M" if convention is Convention.MACS else "236.03 M")


@pytest.mark.parametrize(
    ("path", "title", "words"),
    [
        (
            "conv1",
            "MACs (paper)",
            "7·7·3·64 weights × 112·112 places\n6.51% of the network: 118013952 ÷ 1814073344",
        ),
        ("conv1", "Share", "6.51% of the network: 118013952 ÷ 1814073344"),
        ("conv1", "FLOPs/byte", "236027904 operations ÷ 3851008 bytes"),
        ("maxpool", "Receptive field", "7 of its input + 2·2 rows between neighbours"),
        ("maxpool", "Parameters", None),
    ],
)
def test_a_number_unfolds_to_its_formula_where_one_points_at_it(
    table: LayerTable, path: str, title: str, words: str | None
) -> None:
    index = table.model().index(shown_paths(table).index(path), TITLES.index(title))
    assert index.data(Qt.ItemDataRole.ToolTipRole) == words


def test_every_number_that_is_no_time_unfolds(table: LayerTable) -> None:
    model = table.layers
    numbers = [
        place
        for place, each in enumerate(COLUMNS)
        if each.is_number and each.needs is Needs.NOTHING
    ]
    for row in range(model.rowCount()):
        for place in numbers:
            index = model.index(row, place)
            is_shown = str(index.data()) != NONE
            assert is_shown == bool(index.data(Qt.ItemDataRole.ToolTipRole)), (row, place)


@pytest.mark.parametrize("arch", ["resnet50", "resnet1202", "preact1001", "resnext101_64x4d"])
def test_no_figure_is_cut_and_nothing_scrolls_in_the_room_of_a_small_window(
    qtbot: QtBot, arch: str
) -> None:
    table = LayerTable()
    qtbot.addWidget(table)
    table.resize(620, 240)
    table.show()
    table.set_rows(rows_of(report_of(network_named(arch)), ()))
    shown, metrics = table.columns.shown(), table.fontMetrics()
    assert {"Layer", "MACs (paper)", "Parameters"} <= {TITLES[place] for place in shown}
    assert table.horizontalHeader().length() <= table.viewport().width()
    for place in shown[1:]:
        texts = {COLUMNS[place].text(row) for row in table.layers.rows}
        widest = max(map(metrics.horizontalAdvance, texts))
        assert widest + 16 <= table.columnWidth(place), TITLES[place]


def test_chosen_columns_are_shown_in_their_order_and_told(table: LayerTable, qtbot: QtBot) -> None:
    told: list[tuple[str, ...]] = []
    table.columns.columns_chosen.connect(told.append)
    table.columns.show_choice(["activations", "params", "no such column"])
    assert [TITLES[place] for place in table.columns.shown()] == [
        "Layer",
        "Activations",
        "Parameters",
    ]
    assert told == []
    table.columns.toggle(TITLES.index("Type"))
    assert told == [("layer", "activations", "params", "type")]
    table.horizontalHeader().moveSection(3, 1)
    assert told[-1] == ("layer", "type", "activations", "params")


def test_the_head_that_rows_are_sorted_by_says_so(table: LayerTable) -> None:
    place = TITLES.index("Parameters")
    table.sortByColumn(place, Qt.SortOrder.DescendingOrder)
    heads = [table.layers.headerData(at, Qt.Orientation.Horizontal) for at in range(len(COLUMNS))]
    assert heads[place] == "Parameters ▾"
    assert sum("▾" in head for head in heads) == 1


def test_a_stage_is_found_by_either_of_its_names(qtbot: QtBot) -> None:
    graph = graph_of(parse("resnet18"))
    table = LayerTable(name_of=lambda path: full_name(graph, path))
    qtbot.addWidget(table)
    table.set_rows(rows_of(REPORT, ()))
    expected = [cost.path for cost in COSTS if cost.path.startswith("layer3.")]
    for text in ("conv4_x", "layer3"):
        table.filter_by(text)
        assert shown_paths(table) == expected


def test_several_rows_are_told_together_and_copied(table: LayerTable) -> None:
    told: list[tuple[str, ...]] = []
    table.layers_selected.connect(told.append)
    table.select(["conv1", "fc"])
    assert told == []
    assert table.selected_paths() == ("conv1", "fc")
    table.copy_rows(table.selected_paths())
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Layer", "conv1", "fc"]


def test_other_figures_are_sorted_again_and_the_selection_goes_with_its_layer(
    table: LayerTable,
) -> None:
    table.set_rows(rows_of(REPORT, TIMES))
    table.sortByColumn(TITLES.index("Time, ms"), Qt.SortOrder.DescendingOrder)
    table.select(["layer2.0.conv1"])
    turned = tuple(
        replace(time, median_ms=other.median_ms)
        for time, other in zip(TIMES, reversed(TIMES), strict=True)
    )
    table.set_rows(rows_of(REPORT, turned))
    assert shown_paths(table) == [cost.path for cost in COSTS]
    assert table.selected_path() == "layer2.0.conv1"
    assert table.currentIndex().row() == shown_paths(table).index("layer2.0.conv1")


def test_other_figures_are_searched_again(table: LayerTable) -> None:
    table.set_rows(rows_of(REPORT, TIMES))
    table.select(["conv1"])
    table.filter_by("1.000")
    assert "conv1" in shown_paths(table)
    later = tuple(replace(time, median_ms=time.median_ms + 0.5) for time in TIMES)
    table.set_rows(rows_of(REPORT, later))
    assert "conv1" not in shown_paths(table)
    table.filter_by("")
    assert table.selected_path() == "conv1"


def test_what_is_left_by_a_search_is_sorted_and_equal_layers_stay_in_order(
    table: LayerTable,
) -> None:
    table.filter_by("relu")
    table.sortByColumn(TITLES.index("Parameters"), Qt.SortOrder.DescendingOrder)
    natural = [cost.path for cost in COSTS if "relu" in cost.path]
    assert shown_paths(table) == natural
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert shown_paths(table) == natural[::-1]


def test_words_of_layers_are_put_together_once_and_before_they_are_typed(qtbot: QtBot) -> None:
    report = report_of(network_named("resnet1202"))
    named: list[str] = []
    table = LayerTable(name_of=lambda path: _noted(named, path))
    qtbot.addWidget(table)
    table.set_rows(rows_of(report, ()))
    assert named == []
    table.prepare_search()
    qtbot.waitUntil(lambda: len(named) == len(report.layers))
    for text in ("s", "stage_", "stage_n", "conv2", ""):
        table.filter_by(text)
    assert named == [cost.path for cost in report.layers]
    assert shown_paths(table) == named
