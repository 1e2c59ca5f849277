"""The line that says where the selection is."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_viz.core.graph.naming import steps_to
from resnet_viz.core.networks import network_named
from resnet_viz.ui.selection.crumb import PLAIN_WITHIN, SLACK, Crumb

GRAPH = network_named("resnet50").graph


ROOMY = 1200


def plain(crumb: Crumb) -> str:
    """What is read, without links."""
    return " ".join(re.sub("<[^>]*>", "", crumb.text()).replace("&nbsp;", " ").split())


@pytest.mark.parametrize(
    "words",
    [
        "ResNet-50 ▸ conv3_x (layer2) ▸ block 0 (layer2.0) ▸ conv1",
        "ResNet-50 ▸ … ▸ block 0 (layer2.0) ▸ conv1",
        "ResNet-50 ▸ … ▸ conv1",
        "… ▸ conv1",
        "conv1",
    ],
)
def test_what_has_no_room_is_left_out_in_the_middle(qtbot: QtBot, words: str) -> None:
    crumb = Crumb()
    qtbot.addWidget(crumb)
    crumb.show()
    room = crumb.fontMetrics().horizontalAdvance(PLAIN_WITHIN.join(words.split(" ▸ ")))
    crumb.resize(room + SLACK, 30)
    crumb.show_steps("ResNet-50", steps_to(GRAPH, "layer2.0.conv1"))
    assert plain(crumb) == words
    whole = "ResNet-50 ▸ conv3_x (layer2) ▸ block 0 (layer2.0) ▸ conv1"
    assert " ".join(crumb.toolTip().split()) == ("" if words == whole else whole)
    crumb.resize(ROOMY, 30)
    assert plain(crumb) == whole


def test_it_never_makes_a_window_wider(qtbot: QtBot) -> None:
    crumb = Crumb()
    qtbot.addWidget(crumb)
    crumb.show_steps("a network with a long name" * 9, steps_to(GRAPH, "layer2.0.conv1"))
    assert crumb.minimumSizeHint().width() == 0


def test_every_part_but_the_last_is_a_link_to_its_path(qtbot: QtBot) -> None:
    crumb = Crumb()
    qtbot.addWidget(crumb)
    crumb.resize(ROOMY, 30)
    crumb.show_steps("ResNet-50", steps_to(GRAPH, "layer2.0.conv1"))
    text = crumb.text()
    for path in ("", "layer2", "layer2.0"):
        assert f'href="#{path}"' in text
    assert 'href="#layer2.0.conv1"' not in text
    assert "conv3_x (layer2)" in text
    assert "block 0 (layer2.0)" in text
    assert text.endswith("conv1")


def test_a_click_carries_the_path_and_the_network_is_no_path(qtbot: QtBot) -> None:
    crumb = Crumb()
    qtbot.addWidget(crumb)
    told: list[str] = []
    crumb.part_clicked.connect(told.append)
    crumb.show_steps("ResNet-50", steps_to(GRAPH, "layer2.0"))
    crumb.show()
    crumb.resize(ROOMY, 30)
    QTest.mouseClick(crumb, Qt.MouseButton.LeftButton, pos=QPoint(120, 15))
    crumb.linkActivated.emit("#")
    assert told == ["layer2", ""]


def test_nothing_selected_is_the_network_alone(qtbot: QtBot) -> None:
    crumb = Crumb()
    qtbot.addWidget(crumb)
    crumb.resize(ROOMY, 30)
    crumb.show_steps("A & B", ())
    assert crumb.text() == "A &amp; B"
