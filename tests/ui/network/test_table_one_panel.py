"""The live table 1: its cells, its mark, and that a click opens a column's network."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.ui.network.table_one_panel import CURRENT_ROLE, TableOnePanel


@pytest.fixture
def panel(qtbot: QtBot) -> TableOnePanel:
    made = TableOnePanel()
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_network(network_named("resnet50"))
    made.show()
    return made


@pytest.fixture
def chosen(panel: TableOnePanel) -> list[ResNetSpec]:
    seen: list[ResNetSpec] = []
    panel.network_chosen.connect(lambda network: seen.append(spec_of(network)))
    return seen


def heads(panel: TableOnePanel) -> list[str]:
    items = (panel.horizontalHeaderItem(place) for place in range(panel.columnCount()))
    return [item.text() for item in items if item]


def text(panel: TableOnePanel, row: int, column: int) -> str:
    item = panel.item(row, column)
    return item.text() if item else ""


def test_it_shows_the_family_and_marks_the_network_on_screen(panel: TableOnePanel) -> None:
    assert heads(panel) == [
        "Layer", "Output", "ResNet-18", "ResNet-34", "● ResNet-50", "ResNet-101", "ResNet-152",
    ]  # fmt: skip
    assert text(panel, 1, 4) == "3×3 max pool, /2; [1×1, 64 / 3×3, 64 / 1×1, 256] × 3"
    item = panel.item(1, 4)
    assert item is not None
    assert item.data(CURRENT_ROLE) is True


def test_a_click_into_a_column_opens_its_network(
    panel: TableOnePanel, chosen: list[ResNetSpec]
) -> None:
    item = panel.item(1, 3)
    assert item is not None
    place = panel.visualItemRect(item).center()
    QTest.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=place)
    panel.horizontalHeader().sectionClicked.emit(6)
    assert chosen == [parse("resnet34"), parse("resnet152")]


def test_the_network_on_screen_and_the_names_of_rows_open_nothing(
    panel: TableOnePanel, chosen: list[ResNetSpec]
) -> None:
    for column in (0, 1, 4):
        panel.cellClicked.emit(1, column)
    assert chosen == []


def test_it_follows_the_network_on_screen(panel: TableOnePanel) -> None:
    panel.show_network(network_named("resnet20,classes=100"))
    assert heads(panel)[2:4] == ["● ResNet-20", "ResNet-32"]
    assert panel.rowCount() == 7
    panel.show_network(network_named("resnet50,se=16"))
    assert heads(panel)[2] == "● ResNet-50, SE 16"


def test_out_of_sight_it_does_nothing_until_it_is_looked_at(panel: TableOnePanel) -> None:
    panel.hide()
    panel.show_network(network_named("resnet20"))
    assert heads(panel)[2] == "ResNet-18"
    panel.show()
    assert heads(panel)[2] == "● ResNet-20"


def test_every_column_is_wide_enough_for_its_cells(panel: TableOnePanel) -> None:
    for place in range(panel.columnCount()):
        assert panel.columnWidth(place) >= panel.sizeHintForColumn(place)


def test_a_table_takes_the_place_of_another_when_scroll_bars_come_and_go(
    panel: TableOnePanel, qapp: QApplication
) -> None:
    panel.resize(800, 230)
    for arch in ("resnet20,stages=1-1-1", "resnet50", "preact164", "resnet20", "resnet18,se=4"):
        panel.show_network(network_named(arch))
        qapp.processEvents()
        assert panel.item(panel.rowCount() - 1, panel.columnCount() - 1) is not None
