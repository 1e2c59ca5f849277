"""The further choices of the architecture: residual block, stem and width, presets, weights."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSpinBox,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.presets import PRESETS
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.ui.network.architecture_choices import COMBOS, SPINS
from resnet_viz.ui.network.architecture_panel import ArchitecturePanel
from resnet_viz.ui.parts.field import Field
from resnet_viz.ui.parts.field_group import FieldGroup
from resnet_viz.ui.parts.message_line import MessageLine
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.session.session import Session


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


def field(panel: ArchitecturePanel, name: str) -> Field:
    return next(each for each in panel.findChildren(Field) if each.control.accessibleName() == name)


def choose(panel: ArchitecturePanel, name: str, value: str) -> None:
    """As a person does: the entry of that value in the combo box of that name."""
    combo = next(each for each in panel.findChildren(QComboBox) if each.accessibleName() == name)
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def spin(panel: ArchitecturePanel, name: str) -> QSpinBox:
    return next(each for each in panel.findChildren(QSpinBox) if each.accessibleName() == name)


def stem_width(panel: ArchitecturePanel) -> QLineEdit:
    lines = panel.findChildren(QLineEdit)
    return next(each for each in lines if each.accessibleName() == "Stem width")


def click(panel: ArchitecturePanel, text: str) -> None:
    button = next(each for each in panel.findChildren(QPushButton) if each.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def said(panel: ArchitecturePanel) -> str:
    """What the message lines say, help and errors."""
    return " ".join(filter(None, (line.text() for line in panel.findChildren(MessageLine))))


def take(panel: ArchitecturePanel, text: str) -> None:
    """Clicks the nearest legal value of that text."""
    line = next(each for each in panel.findChildren(MessageLine) if f">{text}</a>" in each.text())
    line.linkActivated.emit(text)


@pytest.mark.parametrize(
    ("name", "value", "arch"),
    [
        ("Shortcut", "A", "resnet50,shortcut=A"),
        ("Shortcut", "C", "resnet50,shortcut=C"),
        ("Order", "pre", "preact50"),
        ("Stride on", "1x1", "resnet50,stride_in=1x1"),
        ("Downsample", "avg", "resnet50,downsample=avg"),
        ("Stem", "deep", "resnet50,stem=deep"),
        ("Stem", "cifar", "resnet50,stem=cifar"),
    ],
)
def test_each_combo_box_changes_its_choice(
    panel: ArchitecturePanel, edits: list[ResNetSpec], name: str, value: str, arch: str
) -> None:
    choose(panel, name, value)
    assert edits == [parse(arch)]


@pytest.mark.parametrize(
    ("name", "value", "arch"),
    [
        ("SE", 16, "resnet50,se=16"),
        ("Width", 32, "resnet50,width=32"),
        ("Groups", 32, "resnet50,groups=32"),
        ("Group width", 128, "wide_resnet50_2"),
        ("Classes", 10, "resnet50,classes=10"),
        ("Classes", 0, "resnet50,classes=0"),
    ],
)
def test_each_number_changes_its_choice(
    panel: ArchitecturePanel, edits: list[ResNetSpec], name: str, value: int, arch: str
) -> None:
    spin(panel, name).setValue(value)
    assert edits == [parse(arch)]


def test_every_key_of_a_combo_box_and_a_number_is_shown_from_the_spec(
    panel: ArchitecturePanel,
    session: Session,
) -> None:
    spec = parse(
        "resnet50,shortcut=C,order=pre,stride_in=1x1,stem=deep,stem_width=24-32-64,downsample=avg,"
        "width=32,groups=2,group_width=48,se=8,se_min=4,classes=10"
    )
    session.open(new_document(str(spec)))
    of_network = set(panel.findChildren(QComboBox)) - {panel.weights.sets}
    combos = {each.accessibleName(): each.currentData() for each in of_network}
    assert combos == {
        "Shortcut": "C",
        "Order": "pre",
        "Stride on": "1x1",
        "Downsample": "avg",
        "Stem": "deep",
    }
    assert len(combos) == len(COMBOS)
    shown = {
        name: spin(panel, name).value()
        for name in ("SE", "SE minimum", "Width", "Groups", "Group width", "Classes")
    }
    assert shown == {
        "SE": 8,
        "SE minimum": 4,
        "Width": 32,
        "Groups": 2,
        "Group width": 48,
        "Classes": 10,
    }
    assert len(shown) == len(SPINS)
    assert stem_width(panel).text() == "24-32-64"


def test_a_deep_stem_is_typed_as_one_number_or_three(
    panel: ArchitecturePanel, session: Session, edits: list[ResNetSpec]
) -> None:
    session.open(new_document("resnet50,stem=deep"))
    line = stem_width(panel)
    assert line.text() == "32-32-64"
    line.setText("")
    QTest.keyClicks(line, "24 - 32")
    assert "three such as 24-32-64" in said(panel)
    assert line.property("state") == "bad"
    QTest.keyClicks(line, " - 64")
    assert said(panel) == ""
    assert line.text() == "24 - 32 - 64"  # what a person types stays as it is
    assert edits[-1] == parse("resnet50,stem=deep,stem_width=24-32-64")
    choose(panel, "Stem", "imagenet")
    assert edits[-1] == parse("resnet50")
    assert line.text() == "64"


def test_a_width_typed_digit_by_digit_leaves_the_stem_its_own_channels(
    panel: ArchitecturePanel, session: Session, edits: list[ResNetSpec]
) -> None:
    session.open(new_document("preact110,stages=4-4-4,shortcut=B,width=32,stem_width=16"))
    width = spin(panel, "Width")
    width.selectAll()
    QTest.keyClicks(width, "160")
    assert [each.width for each in edits] == [1, 16, 160]
    assert edits[-1].stem_channels == (16,)
    QTest.keyClick(width, Qt.Key.Key_Return)
    width.setValue(16)
    QTest.keyClick(width, Qt.Key.Key_Return)
    width.setValue(64)
    assert edits[-1].stem_channels == (64,)


def test_without_squeeze_and_excitation_its_minimum_is_greyed_and_gone(
    panel: ArchitecturePanel, session: Session, edits: list[ResNetSpec]
) -> None:
    session.open(new_document("resnet50,se=16,se_min=8"))
    assert spin(panel, "SE minimum").isEnabled()
    spin(panel, "SE").setValue(0)
    assert edits == [parse("resnet50")]
    assert not spin(panel, "SE minimum").isEnabled()


def test_a_network_without_a_last_layer_says_so_instead_of_a_number(
    panel: ArchitecturePanel, session: Session
) -> None:
    session.open(new_document("resnet50,classes=0"))
    assert spin(panel, "Classes").text() == "No fc layer"


def test_the_plain_twin_is_one_click_away_and_so_is_the_way_back(
    panel: ArchitecturePanel, session: Session, edits: list[ResNetSpec]
) -> None:
    session.open(new_document("resnet50,shortcut=C,downsample=avg"))
    click(panel, "Plain twin")
    click(panel, "With shortcuts")
    assert edits == [parse("resnet50,shortcut=none"), parse("resnet50,shortcut=C,downsample=avg")]


def test_a_cifar_chip_brings_its_small_images_along(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    click(panel, "56")
    click(panel, "152")
    assert edits == [parse("resnet56"), parse("resnet152")]


def test_the_menu_has_every_published_network(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    button = next(each for each in panel.findChildren(QToolButton) if each.text() == "…")
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    families = list(menu.findChildren(QMenu))
    entries = [action for family in families for action in family.actions()]
    assert [action.text() for action in entries] == [preset.title for preset in PRESETS]
    next(action for action in entries if action.text() == "PreAct-ResNet-164").trigger()
    assert edits == [parse("preact164")]


def test_what_the_other_choices_rule_out_is_greyed(panel: ArchitecturePanel) -> None:
    click(panel, "18")
    for name in ("Stride on", "Groups", "Group width"):
        assert not field(panel, name).control.isEnabled()
    assert field(panel, "Downsample").control.isEnabled()
    choose(panel, "Shortcut", "A")
    assert not field(panel, "Downsample").control.isEnabled()


def test_the_basic_block_drops_groups_by_itself(
    panel: ArchitecturePanel, session: Session, edits: list[ResNetSpec]
) -> None:
    session.open(new_document("resnext50_32x4d"))
    click(panel, "Basic")
    assert edits == [parse("resnet34")]


def test_a_refused_value_is_marked_where_it_can_be_mended_and_its_group_opens(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    (group,) = panel.findChildren(FieldGroup)
    assert not group.is_open()
    spin(panel, "Width").setValue(0)
    assert edits == []
    assert group.is_open()
    assert spin(panel, "Width").property("state") == "bad"
    take(panel, "1")
    assert edits == [parse("resnet50,width=1")]
    assert said(panel) == ""


def test_a_clash_of_two_choices_is_mended_without_losing_the_other(
    panel: ArchitecturePanel, session: Session, edits: list[ResNetSpec]
) -> None:
    session.open(new_document("resnet50,stem=deep"))
    spin(panel, "Width").setValue(1)
    assert field(panel, "Stem").control.property("state") == "bad"
    assert "needs a width of 2 or more" in said(panel)
    take(panel, "imagenet")
    assert edits == [parse("resnet50,width=1")]


def test_an_unpublished_depth_says_how_its_blocks_are_spread(panel: ArchitecturePanel) -> None:
    spin(panel, "Depth").setValue(53)
    assert "= 2 + 3·17" in [each.text() for each in panel.findChildren(QLabel)]
    assert said(panel) == "Not a published depth. 17 blocks, distributed as in ResNet-50."


def test_depth_steps_by_the_stages_there_are(
    panel: ArchitecturePanel, session: Session, edits: list[ResNetSpec]
) -> None:
    session.open(new_document("resnet20"))
    depth = spin(panel, "Depth")
    depth.stepBy(1)
    assert edits == [parse("resnet20,depth=22")]
    session.open(new_document("resnet20,stages=1-1-1"))
    depth.stepBy(-1)
    assert depth.value() == 8


def test_whether_a_group_is_open_is_remembered(
    qtbot: QtBot, panel: ArchitecturePanel, session: Session
) -> None:
    title = "Stem, width, groups, SE"
    heading = next(each for each in panel.findChildren(QToolButton) if each.text() == title)
    QTest.mouseClick(heading, Qt.MouseButton.LeftButton)
    again = ArchitecturePanel(session)
    qtbot.addWidget(again)
    opened = {group.title: group.is_open() for group in again.findChildren(FieldGroup)}
    assert opened == {title: True}


def test_a_panel_that_begins_with_an_unusual_network_shows_all_of_it(
    qtbot: QtBot, session: Session
) -> None:
    session.open(new_document("resnet50,stem=deep,width=32,se=8"))
    panel = ArchitecturePanel(session)
    qtbot.addWidget(panel)
    (group,) = panel.findChildren(FieldGroup)
    shown = [spin(panel, name).value() for name in ("Width", "SE", "SE minimum")]
    stem = field(panel, "Stem").control
    assert isinstance(stem, QComboBox)
    assert (group.is_open(), shown, stem.currentData()) == (True, [32, 8, 1], "deep")


def test_what_is_folded_away_is_made_once_and_shows_the_network_on_screen(
    qtbot: QtBot, session: Session
) -> None:
    session.open(new_document("resnet20"))
    panel = ArchitecturePanel(session)
    qtbot.addWidget(panel)
    before = len(panel.findChildren(Field))
    panel.furnish()
    made = len(panel.findChildren(Field))
    panel.furnish()
    assert before < made == len(panel.findChildren(Field))
    assert field(panel, "Stem").control.property("currentText") == "3×3 (CIFAR)"


def test_the_group_opens_by_itself_for_what_is_not_usual_and_can_be_closed_again(
    panel: ArchitecturePanel, session: Session
) -> None:
    (group,) = panel.findChildren(FieldGroup)
    session.open(new_document("resnet20"))
    assert not group.is_open()
    session.open(new_document("wide_resnet50_2"))
    assert group.is_open()
    group.set_open(False)
    choose(panel, "Order", "pre")
    assert not group.is_open()


def test_the_twins_are_named_by_what_they_give(
    panel: ArchitecturePanel, edits: list[ResNetSpec]
) -> None:
    click(panel, "⇄ Basic twin")
    click(panel, "⇄ Bottleneck twin")
    assert edits == [parse("resnet34"), parse("resnet50")]
