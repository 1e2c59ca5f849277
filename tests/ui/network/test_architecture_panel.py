"""The controls of the architecture."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.ui.network.architecture_panel import ArchitecturePanel
from resnet_viz.ui.parts.field import Field
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.session.session import Session


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return Session(new_document("resnet50"))


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> ArchitecturePanel:
    made = ArchitecturePanel(session)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def edits(session: Session) -> list[ResNetSpec]:
    seen: list[ResNetSpec] = []
    session.edited.connect(lambda _: seen.append(spec_of(session.shown.network)))
    return seen


def button(panel: ArchitecturePanel, text: str) -> QPushButton:
    return next(each for each in panel.findChildren(QPushButton) if each.text() == text)


def field(panel: ArchitecturePanel, name: str) -> Field:
    return next(each for each in panel.findChildren(Field) if each.control.accessibleName() == name)


def click(panel: ArchitecturePanel, text: str) -> None:
    QTest.mouseClick(button(panel, text), Qt.MouseButton.LeftButton)


def test_a_preset_chip_gives_its_network(panel: ArchitecturePanel, edits: list[ResNetSpec]) -> None:
    click(panel, "18")
    assert edits == [parse("resnet18")]
    assert button(panel, "18").isChecked()
    assert not button(panel, "50").isChecked()


def test_the_block_switch_keeps_the_stages(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    click(panel, "Basic")
    click(panel, "Bottleneck")
    assert edits == [parse("resnet34"), parse("resnet50")]


def test_a_preset_keeps_input_and_classes(
    panel: ArchitecturePanel, session: Session, edits: list[ResNetSpec]
) -> None:
    session.open(new_document("resnet50,input=1x64x96,classes=10"))
    click(panel, "34")
    assert edits == [parse("resnet34,input=1x64x96,classes=10")]


def test_an_illegal_depth_marks_its_field_and_leaves_the_network(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    depth = field(panel, "Depth")
    assert isinstance(depth.control, QSpinBox)
    depth.control.setValue(51)
    assert edits == []
    assert depth.wrong.isVisible()
    assert 'href="50"' in depth.wrong.text()
    assert 'href="53"' in depth.wrong.text()


def test_clicking_a_nearest_depth_takes_it(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    depth = field(panel, "Depth")
    assert isinstance(depth.control, QSpinBox)
    depth.control.setValue(51)
    depth.wrong.linkActivated.emit("53")
    assert [spec.depth for spec in edits] == [53]
    assert not depth.wrong.isVisible()


def test_the_arrows_of_depth_step_over_illegal_depths(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    control = field(panel, "Depth").control
    QTest.keyClick(control, Qt.Key.Key_Up)
    QTest.keyClick(control, Qt.Key.Key_Down)
    QTest.keyClick(control, Qt.Key.Key_Down)
    assert [spec.depth for spec in edits] == [53, 50, 47]


def test_a_stage_can_be_added_and_removed(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    click(panel, "+")
    click(panel, "−")
    assert [spec.stages for spec in edits] == [(3, 4, 6, 3, 2), (3, 4, 6, 3)]


def test_the_last_stage_and_the_ninth_are_out_of_reach(
    panel: ArchitecturePanel, session: Session
) -> None:
    session.open(new_document("resnet,stages=2"))
    assert not button(panel, "−").isEnabled()
    session.open(new_document("resnet,stages=1-1-1-1-1-1-1-1"))
    assert not button(panel, "+").isEnabled()


def test_an_empty_stage_is_refused_with_a_nearest_list(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    stages = field(panel, "Stages")
    stages.control.findChildren(QSpinBox)[0].setValue(0)
    assert edits == []
    assert 'href="1-4-6-3"' in stages.wrong.text()


@pytest.mark.parametrize("text", ["0", "abc", "3x224", "99999", "-5", "3x224x224x1"])
def test_a_wrong_input_is_refused_unless_it_reads_as_height_by_width(
    panel: ArchitecturePanel, edits: list[ResNetSpec], text: str
) -> None:
    image = field(panel, "Input")
    assert isinstance(image.control, QLineEdit)
    image.control.selectAll()
    QTest.keyClicks(image.control, text)
    assert image.wrong.isVisible() is (text != "3x224")


def test_a_good_edit_takes_the_marks_away(panel: ArchitecturePanel) -> None:
    depth = field(panel, "Depth")
    assert isinstance(depth.control, QSpinBox)
    depth.control.setValue(51)
    click(panel, "101")
    assert not depth.wrong.isVisible()
    assert depth.control.value() == 101


def test_stride_in_can_only_be_chosen_for_bottlenecks(panel: ArchitecturePanel) -> None:
    assert field(panel, "Stride in").control.isEnabled()
    click(panel, "Basic")
    assert not field(panel, "Stride in").control.isEnabled()
