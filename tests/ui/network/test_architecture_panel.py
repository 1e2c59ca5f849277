"""The controls of the architecture."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.look.fonts import load_fonts
from resnet_viz.ui.network.architecture_panel import ArchitecturePanel
from resnet_viz.ui.parts.field import Field
from resnet_viz.ui.parts.message_line import MessageLine
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.window.frame import LEFT_LEAST

SCROLL_BAR = 10  # pixels, of the style sheet


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return Session(new_document("resnet50"))


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> ArchitecturePanel:
    made = ArchitecturePanel(session)
    made.furnish()
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


def said(panel: ArchitecturePanel) -> str:
    """What the message lines say, help and errors."""
    return " ".join(filter(None, (line.text() for line in panel.findChildren(MessageLine))))


def take(panel: ArchitecturePanel, text: str) -> None:
    """Clicks the nearest legal value of that text."""
    line = next(each for each in panel.findChildren(MessageLine) if f">{text}</a>" in each.text())
    line.linkActivated.emit(text)


def depth_of(panel: ArchitecturePanel) -> QSpinBox:
    return next(each for each in panel.findChildren(QSpinBox) if each.accessibleName() == "Depth")


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


def test_a_preset_is_the_published_network_with_its_images_and_classes(
    panel: ArchitecturePanel, session: Session, edits: list[ResNetSpec]
) -> None:
    mine = "resnet50,input=1x64x96,classes=10,stride_in=1x1"
    session.open(new_document(mine))
    click(panel, "34")
    assert edits == [parse("resnet34")]
    session.undo()
    assert spec_of(session.shown.network) == parse(mine)


def test_an_illegal_depth_marks_its_field_and_leaves_the_network(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    depth_of(panel).setValue(51)
    assert edits == []
    assert depth_of(panel).property("state") == "bad"
    assert said(panel) == (
        "Depth 51 isn't possible with bottleneck blocks (2 + 3 per block). "
        'Nearest: <a href="50">50</a>, <a href="53">53</a>'
    )


def test_clicking_a_nearest_depth_takes_it(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    depth_of(panel).setValue(51)
    take(panel, "53")
    assert [spec.depth for spec in edits] == [53]
    assert said(panel) == "Not a published depth. 17 blocks, distributed as in ResNet-50."


def test_the_arrows_of_depth_step_over_illegal_depths(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    control = depth_of(panel)
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
    fields = field(panel, "Stages").control.findChildren(QSpinBox)
    fields[1].setValue(0)
    assert edits == []
    assert said(panel) == (
        'Each stage needs at least 1 block (1000 in total). Nearest: <a href="3-1-6-3">3-1-6-3</a>'
    )
    assert [each.property("state") == "bad" for each in fields[:4]] == [False, True, False, False]


@pytest.mark.parametrize("text", ["0", "abc", "3x224", "99999", "-5", "3x224x224x1"])
def test_a_wrong_input_is_refused_unless_it_reads_as_height_by_width(
    panel: ArchitecturePanel, edits: list[ResNetSpec], text: str
) -> None:
    image = field(panel, "Input")
    assert isinstance(image.control, QLineEdit)
    image.control.selectAll()
    QTest.keyClicks(image.control, text)
    assert (image.control.property("state") == "bad") is (text != "3x224")


def test_a_good_edit_takes_the_marks_away(panel: ArchitecturePanel) -> None:
    depth_of(panel).setValue(51)
    click(panel, "101")
    assert said(panel) == ""
    assert depth_of(panel).value() == 101


def test_stride_on_can_only_be_chosen_for_bottlenecks(panel: ArchitecturePanel) -> None:
    assert field(panel, "Stride on").control.isEnabled()
    click(panel, "Basic")
    assert not field(panel, "Stride on").control.isEnabled()


def test_esc_goes_back_to_the_network_on_screen(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    depth_of(panel).setFocus()
    depth_of(panel).setValue(51)
    QTest.keyClick(depth_of(panel), Qt.Key.Key_Escape)
    assert depth_of(panel).value() == 50
    assert said(panel) == ""
    image = field(panel, "Input").control
    assert isinstance(image, QLineEdit)
    QTest.keyClicks(image, "abc")
    assert "Enter 224" in said(panel)
    QTest.keyClick(image, Qt.Key.Key_Escape)
    assert image.text() == "3 × 224 × 224"
    assert edits == []


def test_an_emptied_depth_is_not_wrong_any_more_and_comes_back_when_it_is_left(
    panel: ArchitecturePanel,
) -> None:
    depth = depth_of(panel)
    depth.setFocus()
    depth.setValue(51)
    depth.selectAll()
    QTest.keyClick(depth, Qt.Key.Key_Backspace)
    assert said(panel) == ""
    assert depth.property("state") != "bad"
    depth.editingFinished.emit()
    assert depth.value() == 50


def geometries(panel: ArchitecturePanel) -> dict[str, QRect]:
    """Where each control is whose place may not depend on what is shown."""
    controls = [each for each in panel.findChildren(Field) if each.isVisible()]
    steps = [button(panel, "−"), button(panel, "+")]
    placed: list[tuple[str, QWidget]] = [(each.control.accessibleName(), each) for each in controls]
    placed += [(each.text(), each) for each in steps]
    return {name: QRect(each.mapTo(panel, QPoint()), each.size()) for name, each in placed}


def test_nothing_moves_with_errors_notes_and_stages(
    panel: ArchitecturePanel, session: Session, qapp: QApplication
) -> None:
    panel.resize(300, 800)
    qapp.processEvents()
    before = geometries(panel)
    depth_of(panel).setValue(51)
    qapp.processEvents()
    assert geometries(panel) == before
    depth_of(panel).setValue(53)
    qapp.processEvents()
    assert geometries(panel) == before
    for count in range(1, 9):
        session.open(new_document(f"resnet,stages={'-'.join('2' * count)}"))
        qapp.processEvents()
        assert geometries(panel) == before


@pytest.mark.parametrize(("text", "stages"), [("+", 8), ("−", 1)])
def test_ten_clicks_at_one_place_are_ten_clicks_of_one_button(
    panel: ArchitecturePanel, session: Session, qapp: QApplication, text: str, stages: int
) -> None:
    panel.resize(300, 800)
    qapp.processEvents()
    step = button(panel, text)
    place = step.mapTo(panel, step.rect().center())
    for _ in range(10):
        assert panel.childAt(place) is step
        QTest.mouseClick(step, Qt.MouseButton.LeftButton)
        qapp.processEvents()
    assert len(spec_of(session.shown.network).stages) == stages


def test_tab_goes_through_the_panel_in_reading_order(
    panel: ArchitecturePanel, session: Session, qapp: QApplication
) -> None:
    session.open(new_document("resnet50,width=32"))
    panel.resize(340, 1000)
    qapp.processEvents()
    chain: list[QWidget] = [depth_of(panel)]
    while (after := chain[-1].nextInFocusChain()) not in (None, chain[0]):
        assert after
        chain.append(after)
    stops = [
        each
        for each in chain
        if each.isVisible()
        and each.isEnabled()
        and panel.isAncestorOf(each)
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
    ]
    places = [each.mapTo(panel, each.rect().center()) for each in stops]
    rows = [(round(place.y() / 14), place.x()) for place in places]
    start = rows.index(min(rows))
    assert rows[start:] + rows[:start] == sorted(rows)
    assert len(stops) > 20


def test_it_fits_into_the_narrowest_column(
    qtbot: QtBot, session: Session, qapp: QApplication
) -> None:
    load_fonts()
    appearance = Appearance(qapp)
    panel = ArchitecturePanel(session)
    panel.furnish()
    qtbot.addWidget(panel)
    appearance.dress()
    panel.show()
    assert panel.minimumSizeHint().width() <= LEFT_LEAST - SCROLL_BAR
    qapp.setStyleSheet("")
