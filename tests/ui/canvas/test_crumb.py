"""The line that says where the selection is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resnet_viz.core.graph.naming import steps_to
from resnet_viz.core.networks import network_named
from resnet_viz.ui.canvas.crumb import Crumb

GRAPH = network_named("resnet50").graph


def test_every_part_but_the_last_is_a_link_to_its_path(qtbot: QtBot) -> None:
    crumb = Crumb()
    qtbot.addWidget(crumb)
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
    crumb.adjustSize()
    QTest.mouseClick(crumb, Qt.MouseButton.LeftButton, pos=crumb.rect().center())
    crumb.linkActivated.emit("#")
    assert told == ["layer2", ""]


def test_nothing_selected_is_the_network_alone(qtbot: QtBot) -> None:
    crumb = Crumb()
    qtbot.addWidget(crumb)
    crumb.show_steps("A & B", ())
    assert crumb.text() == "A &amp; B"
