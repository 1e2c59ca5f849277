"""Costs by groups in the window, and the switch that says how work is counted."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.paths import TOP_MARK
from resnet_viz.core.networks import network_named
from resnet_viz.ui.costs.count_switch import CountSwitch
from resnet_viz.ui.costs.groups_panel import GroupsPanel
from tests.samples.graphs import encoder_decoder
from tests.samples.runs import made_up_timing

REPORT = report_of(network_named("resnet50"))


@pytest.fixture
def panel(qtbot: QtBot) -> GroupsPanel:
    made = GroupsPanel()
    qtbot.addWidget(made)
    made.resize(1500, 400)
    made.show_report(REPORT, Convention.MACS)
    made.show()
    return made


def names(panel: GroupsPanel) -> list[str]:
    return [panel.table.word(row) for row in range(panel.table.rowCount())]


def heads(panel: GroupsPanel) -> list[str]:
    places = range(panel.table.columnCount())
    return [item.text() for place in places if (item := panel.table.horizontalHeaderItem(place))]


def test_it_begins_with_the_stages_and_their_total(panel: GroupsPanel) -> None:
    assert names(panel) == ["stem", "layer1", "layer2", "layer3", "layer4", "head", "Total"]
    place = heads(panel).index("MACs (paper)")
    assert panel.table.word(6, place) == "4.09 G"


def test_a_stage_is_called_as_everywhere_in_one_column(panel: GroupsPanel) -> None:
    shown = [item.text() for row in range(7) if (item := panel.table.item(row, 0))]
    stages = [f"conv{number + 1}_x (layer{number})" for number in range(1, 5)]
    assert shown == ["stem", *stages, "head", "Total"]
    assert heads(panel)[:3] == ["Group", "Layers", "Output"]


@pytest.mark.parametrize(
    ("button", "rows"), [("Blocks", 19), ("Kinds of layer", 9), ("Main path and shortcuts", 3)]
)
def test_other_groups_are_a_click_away(panel: GroupsPanel, button: str, rows: int) -> None:
    found = next(each for each in panel.findChildren(QPushButton) if each.text() == button)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    assert panel.table.rowCount() == rows


def test_work_is_counted_by_the_convention_that_heads_it(panel: GroupsPanel) -> None:
    panel.show_report(REPORT, Convention.ALL)
    assert "All operations" in heads(panel)
    assert "MACs (paper)" not in heads(panel)


def pointed_at(panel: GroupsPanel, group: str, title: str) -> str:
    item = panel.table.item(names(panel).index(group), heads(panel).index(title))
    assert item is not None
    place = panel.table.visualItemRect(item).center()
    help_asked = QHelpEvent(QEvent.Type.ToolTip, place, panel.mapToGlobal(place))
    QApplication.sendEvent(panel.table.viewport(), help_asked)
    return item.toolTip()


@pytest.mark.parametrize(
    ("group", "title", "words"),
    [
        ("stem", "Parameters", "9408 conv1 + 128 bn1"),
        ("stem", "Share", "118013952 ÷ 4089184256"),
        (
            "layer1",
            "MACs (paper)",
            "12845056 0.conv1 + 115605504 0.conv2 + 51380224 0.conv3 + 51380224 0.downsample.0"
            " + 436731904 in 6 more",
        ),
        ("head", "MACs (paper)", "2048000 fc"),
        ("layer1", "Shortcuts' MACs (paper)", "51380224 0.downsample.0"),
        ("layer1", "Receptive field", "35 of layer1.2.relu, its last layer"),
        ("layer1", "Group", ""),
        ("Total", "Parameters", ""),
    ],
)
def test_a_number_unfolds_to_its_formula_where_one_points_at_it(
    panel: GroupsPanel, group: str, title: str, words: str
) -> None:
    assert pointed_at(panel, group, title) == words


def test_a_row_tells_its_group(panel: GroupsPanel) -> None:
    told: list[tuple[str, ...]] = []
    panel.group_chosen.connect(told.append)
    panel.table.cellClicked.emit(2, 3)
    assert told == [("layer2",)]


def test_the_switch_offers_the_three_conventions_by_name(qtbot: QtBot) -> None:
    switch = CountSwitch()
    qtbot.addWidget(switch)
    told: list[Convention] = []
    switch.convention_chosen.connect(told.append)
    texts = [switch.choice.itemText(place) for place in range(switch.choice.count())]
    assert texts == ["MACs (paper)", "2 × MACs", "All operations"]
    labels = [convention.label for convention in Convention]
    assert all(map(str.startswith, labels, texts))
    switch.choice.setCurrentIndex(2)
    switch.choice.activated.emit(2)
    assert told == [Convention.ALL]


def test_after_a_run_each_group_has_its_time_and_the_whole_is_the_run(panel: GroupsPanel) -> None:
    timing = replace(made_up_timing("resnet50"), glue=(("", 0.5), ("layer1.0", 2.0)), glue_ms=2.5)
    timing = replace(timing, layer_sum_ms=timing.layer_sum_ms + 2.5)
    panel.show_report(REPORT, Convention.MACS, timing)
    times = heads(panel).index("Wall time, ms")
    items = [panel.table.item(row, times) for row in range(panel.table.rowCount())]
    *groups, whole = (float(item.text()) for item in items if item)
    assert len(groups) == 6
    assert sum(groups) + 0.5 == pytest.approx(whole, abs=0.01)
    assert whole == pytest.approx(timing.layer_sum_ms, abs=0.001)
    assert panel.note.words == "0.500 ms falls between groups"


def test_without_a_run_no_group_has_a_time(panel: GroupsPanel) -> None:
    panel.show_report(REPORT, Convention.MACS, made_up_timing("resnet50"))
    panel.show_report(REPORT, Convention.MACS)
    assert not any("time, ms" in head for head in heads(panel))
    assert "ms" not in panel.note.words


def test_layers_in_no_module_are_chosen_all_together(panel: GroupsPanel) -> None:
    graph = encoder_decoder()
    first, *others = graph.groups
    loose = replace(first, path=f"{TOP_MARK}{first.children[0].path}", title="")
    network = Network("net", "net", replace(graph, groups=(loose, *others)))
    told: list[tuple[str, ...]] = []
    panel.show_report(report_of(network), Convention.MACS)
    panel.group_chosen.connect(told.append)
    panel.table.cellClicked.emit(0, 0)
    panel.table.cellClicked.emit(1, 0)
    assert told == [tuple(each.path for each in loose.children), (others[0].path,)]
