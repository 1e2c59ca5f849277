"""The cards of the Compare workspace: what they say, and every action on them undone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_viz.core import networks
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.cost.totals import totals_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.difference import Form
from resnet_viz.session import card_edits, edits
from resnet_viz.session.arrangement import Side, Workspace
from resnet_viz.session.document import Document, work_of
from resnet_viz.session.file import bytes_of, document_from
from resnet_viz.session.json_text import json_from
from resnet_viz.session.member import Member
from resnet_viz.ui.lab.cards.card import Deed, NetworkCard
from resnet_viz.ui.lab.cards.strip import CardStrip
from resnet_viz.ui.window.window import MainWindow
from tests.samples.runs import made_up_timing

CTRL = Qt.KeyboardModifier.ControlModifier
SIX = ("resnet18", "resnet34", "resnet101", "resnext50_32x4d", "resnet20")


def strip(window: MainWindow) -> CardStrip:
    return window.panels.lab.cards


def said(window: MainWindow) -> list[str]:
    """Letter and title of each card."""
    return [f"{card.letter.text()} {card.title.words}" for card in strip(window).shown()]


def archs(window: MainWindow) -> list[str]:
    return [member.arch for member in window.session.document.shown]


@pytest.fixture
def three(window: MainWindow) -> MainWindow:
    window.resize(1500, 900)
    window.compare.compare_blocks()
    window.session.edit(card_edits.add_card, "resnet101")
    QApplication.processEvents()
    assert said(window) == ["A ResNet-50", "B ResNet-34", "C ResNet-101"]
    return window


def card(window: MainWindow, place: int) -> NetworkCard:
    return strip(window).shown()[place]


def test_one_step_from_a_fresh_window_compares_basic_with_bottleneck(window: MainWindow) -> None:
    window.compare.compare_blocks()
    assert said(window) == ["A ResNet-50", "B ResNet-34"]
    assert window.arranging.workspace is Workspace.COMPARE
    first, second = strip(window).shown()
    assert first.base.isVisibleTo(first)
    assert [row[2] for row in first.figures.texts()] == ["", "", "", ""]
    rows = {row[0]: row[1:] for row in second.figures.texts()}
    assert rows["Parameters"] == ("21.80 M", "−15 %\u202f▼")
    assert rows["Activations"] == ("3.74 M", "−66 %\u202f▼")
    assert rows["Latency"] == ("–", "")
    assert "MACs: 3.66 G, −10 %, better" in second.accessibleName()
    window.steps.undo()
    assert said(window) == ["A ResNet-50"]


def test_latency_is_compared_where_both_were_timed_with_the_same_settings(
    three: MainWindow,
) -> None:
    three.session.keep_times(made_up_timing("resnet50"))
    three.session.keep_times(made_up_timing("resnet34"))
    assert card(three, 1).figures.texts()[3] == ("Latency", "100 ms", "=")
    assert card(three, 2).figures.texts()[3] == ("Latency", "–", "")


def test_six_networks_are_shown_and_a_seventh_is_refused_with_a_reason(window: MainWindow) -> None:
    window.arranging.compare()
    for arch in SIX:
        window.session.edit(card_edits.add_card, arch)
    assert [words[0] for words in said(window)] == list("ABCDEF")
    assert strip(window).add.isHidden()
    window.compare.compare_blocks()
    assert len(archs(window)) == 6
    assert "6 networks are compared, which is the most" in window.panels.notice.text()
    assert not window.actions_by_name["add_network"].isEnabled()


DEEDS: list[Callable[[MainWindow], None]] = [
    lambda window: strip(window).done.emit(Deed.DUPLICATE, 0),
    lambda window: strip(window).done.emit(Deed.REMOVE, 1),
    lambda window: strip(window).done.emit(Deed.BASE, 2),
    lambda window: strip(window).done.emit(Deed.CHOOSE, 0),
    lambda window: strip(window).done.emit(Deed.HIDE, 2),
    lambda window: strip(window).done.emit(Deed.EDIT, 1),
    lambda window: strip(window).moved.emit(0, 2),
    lambda window: strip(window).typed.emit(1, "resnet152"),
    lambda window: strip(window).add.typed.emit("resnet20"),
    lambda window: strip(window).add.chosen.emit("resnet18"),
    lambda window: strip(window).add.match_asked.emit("macs"),
    lambda window: strip(window).add.match_asked.emit("depth"),
    lambda window: strip(window).add.twin_asked.emit(),
    lambda window: window.lab.cards.move_card_left(),
    lambda window: window.lab.cards.remove_network(),
    lambda window: window.lab.cards.duplicate_network(),
    lambda window: window.lab.cards.make_base(),
    lambda window: window.compare.pin(),
    lambda window: window.compare.swap(),
]


def test_a_key_for_a_card_that_was_hidden_goes_to_none(three: MainWindow) -> None:
    last = card(three, 2)
    strip(three).done.emit(Deed.HIDE, 2)
    QTest.keyClick(last, Qt.Key.Key_Left)
    assert said(three) == ["A ResNet-50", "B ResNet-34"]


def test_every_card_action_is_one_step_to_undo(three: MainWindow) -> None:
    before, steps = three.session.document, len(three.session.timeline.done)
    for place, do in enumerate(DEEDS):
        do(three)
        after = three.session.document
        assert work_of(after) != work_of(before), place
        assert len(three.session.timeline.done) == steps + 1, place
        assert [each.facts.arch for each in strip(three).shown() if each.facts] == archs(three)
        three.steps.undo()
        three.steps.redo()
        assert work_of(three.session.document) == work_of(after), place
        three.steps.undo()
        assert work_of(three.session.document) == work_of(before), place
        assert said(three) == ["A ResNet-50", "B ResNet-34", "C ResNet-101"]


def test_all_of_it_comes_back_from_a_session_file(three: MainWindow) -> None:
    three.compare.match("macs")
    three.session.edit(card_edits.set_base, 1)
    three.session.compare_by(Form.RATIO)
    three.session.show_differing(only=True)
    document = three.session.document
    assert document_from(json_from(bytes_of(document, None), 100), None) == document
    about = [each.about.words for each in strip(three).shown()]
    three.session.open(document_from(json_from(bytes_of(document, None), 100), None))
    assert [each.about.words for each in strip(three).shown()] == about
    assert about[-1].endswith(" · nearest MACs to C")
    assert strip(three).add.only.isChecked()


def drag(window: MainWindow, source: int, target: QPoint) -> None:
    """Moves a card by the mouse to a place of the screen."""
    dragged = card(window, source)
    start = QPoint(60, 40)
    QTest.mousePress(dragged, Qt.MouseButton.LeftButton, pos=start)
    for point in (start + QPoint(30, 0), dragged.mapFromGlobal(target)):
        QTest.mouseMove(dragged, point)
        QApplication.processEvents()
    QTest.mouseRelease(dragged, Qt.MouseButton.LeftButton, pos=dragged.mapFromGlobal(target))


def test_a_card_is_dragged_to_another_place(three: MainWindow) -> None:
    drags = (
        (0, 2, ["resnet34", "resnet101", "resnet50"]),
        (2, 0, ["resnet50", "resnet34", "resnet101"]),
        (0, 0, ["resnet50", "resnet34", "resnet101"]),
    )
    for source, target, order in drags:
        goal = card(three, target)
        way = goal.width() - 20 if target > source else 20
        drag(three, source, goal.mapToGlobal(QPoint(way, 30)))
        assert archs(three) == order
        assert three.session.document.networks[three.session.document.base].arch == "resnet50"


def test_by_keyboard_only(three: MainWindow, qtbot: QtBot) -> None:
    three.lab.cards.focus_cards()
    keys = Qt.Key
    assert card(three, 2).hasFocus()
    QTest.keyClick(card(three, 2), keys.Key_Left)
    assert card(three, 1).hasFocus()
    QTest.keyClick(card(three, 1), keys.Key_Left, CTRL)
    assert archs(three) == ["resnet34", "resnet50", "resnet101"]
    assert card(three, 0).hasFocus()
    QTest.keyClick(card(three, 0), keys.Key_B)
    assert three.session.document.networks[three.session.document.base].arch == "resnet34"
    QTest.keyClick(card(three, 0), keys.Key_Return)
    assert three.session.document.member.arch == "resnet34"
    QTest.keyClick(card(three, 0), keys.Key_F2)
    edit = card(three, 0).edit
    assert edit.isVisible()
    assert edit.selectedText() == "resnet34"
    QTest.keyClicks(edit, "resnet51")
    QTest.keyClick(edit, keys.Key_Return)
    assert archs(three)[0] == "resnet34"
    assert "resnet51" in card(three, 0).about.words.lower()
    edit.setText("resnet152")
    QTest.keyClick(edit, keys.Key_Return)
    assert archs(three)[0] == "resnet152"
    assert edit.isHidden()
    QTest.keyClick(card(three, 2), keys.Key_Delete)
    assert archs(three) == ["resnet152", "resnet50"]


def test_the_left_panel_comes_where_a_card_is_edited_in_it(three: MainWindow) -> None:
    assert not three.panels.frame.is_shown(Side.LEFT)
    strip(three).done.emit(Deed.EDIT, 1)
    assert three.panels.frame.is_shown(Side.LEFT)
    assert three.session.document.member.arch == "resnet34"


def test_a_network_added_by_typing_is_refused_on_the_card_with_a_reason(three: MainWindow) -> None:
    three.lab.cards.add_network()
    add = strip(three).add
    assert add.edit.isVisible()
    add.typed.emit("nonsense")
    assert "nonsense" in add.about.words
    assert len(archs(three)) == 3
    add.typed.emit("resnet18")
    assert archs(three)[-1] == "resnet18"
    assert add.edit.isHidden()


def test_the_measures_are_of_all_cards_against_any_base(three: MainWindow) -> None:
    page = three.panels.lab.compare
    three.session.edit(card_edits.set_base, 1)
    rows = {row[0]: row[1:] for row in page.texts()}
    assert rows["Depth"] == ["50", "+47 % ▲", "34", "101", "+197 % ▲"]
    three.lab.cards.show_ratio()
    rows = {row[0]: row[1:] for row in page.texts()}
    assert rows["Depth"] == ["50", "1.47 × ▲", "34", "101", "2.97 × ▲"]
    assert "ImageNet top-1, published (timm)" in rows


def test_the_table_is_copied(three: MainWindow) -> None:
    begins = {
        "text": "Measure\tA ResNet-50\tB ResNet-34\tB against A\t",
        "csv": "measure,A ResNet-50,B ResNet-34,B against A,",
        "markdown": "| Measure | A ResNet-50 | B ResNet-34 | B against A |",
        "latex": "% Comparison.",
    }
    for form, words in begins.items():
        three.panels.lab.compare.copy_as(form)
        copied = QGuiApplication.clipboard().text()
        assert copied.startswith(words)
        assert "25" in copied
        assert "557" in copied


def test_a_network_that_can_not_be_counted_keeps_its_card_with_the_reason(
    window: MainWindow,
) -> None:
    members = (Member("resnet50"), Member("timm:convnext_tiny"), Member("resnet34"))
    window.session.open(Document(members))
    window.arranging.compare()
    assert said(window)[1] == "B convnext_tiny"
    assert card(window, 1).about.words == card(window, 1).facts.error  # type: ignore[union-attr]
    assert card(window, 1).about.words
    rows = {row[0]: row[1:] for row in window.panels.lab.compare.texts()}
    assert rows["Depth"] == ["50", "34", "−32 % ▼"]
    there = []
    for place in (1, 0):
        strip(window).done.emit(Deed.CHOOSE, place)
        there.append((window.session.document.current, window.session.shown.is_there))
    assert there == [(1, False), (0, True)]
    strip(window).done.emit(Deed.BASE, 1)
    assert window.session.document.base == 1
    assert [row[2] for row in card(window, 2).figures.texts()] == ["", "", "", ""]


def test_an_edit_counts_only_the_network_that_is_another(
    three: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[str] = []

    def report_of(network: Network, batch: int) -> CostReport:
        counted.append(network.name)
        return CostReport(network, batch, totals_of(network.graph, batch))

    monkeypatch.setattr(networks, "report_of", report_of)
    three.session.edit(edits.set_choice, "width", 63)
    assert counted == ["resnet101,width=63"]
    three.steps.undo()
    three.session.edit(card_edits.set_base, 2)
    three.session.edit(card_edits.move_card, 0, 2)
    assert counted == ["resnet101,width=63"]


def test_the_keyboard_goes_to_the_cards_as_to_any_panel(three: MainWindow) -> None:
    three.actions_by_name["previous_panel"].trigger()
    seen = []
    for _ in range(4):
        seen.append(isinstance(QApplication.focusWidget(), NetworkCard))
        three.actions_by_name["next_panel"].trigger()
    assert any(seen)
