"""Text of files and devices is plain text: one way to make a label, a tip, a question."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as TextKinds
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from resnet_viz.ui.parts.label import menu_text, message_box, plain_label, title_text
from resnet_viz.ui.parts.tip import MOST_LETTERS, plain_tip, set_tip

UI = Path(__file__).parent.parent.parent.parent / "resnet_viz" / "ui"
HOSTILE = "<img src='/a/fifo'> <b>b</b> &amp; <a href='x'>y</a>"
ONLY_IN = {
    r"(?<![\w.\[])QLabel\(": {"parts/label.py"},
    r"\.setToolTip\(": {"parts/tip.py"},
    r"QToolTip\.showText": {"parts/tip.py"},
    r"QMessageBox\((?!\))": {"parts/label.py", "start/crash.py"},
    r"QMessageBox\.(question|about|warning|information|critical)\(": set(),
    r"setTextFormat\(.*RichText": {"parts/label.py", "parts/message_line.py", "selection/crumb.py"},
}


@pytest.mark.parametrize("pattern", ONLY_IN)
def test_there_is_one_way_to_show_text(pattern: str) -> None:
    """A label made otherwise guesses whether its text is HTML, and loads what HTML names."""
    found = {
        str(path.relative_to(UI))
        for path in UI.rglob("*.py")
        if re.search(rf"^(?!class ).*{pattern}", path.read_text(), re.MULTILINE)
    }
    assert found <= ONLY_IN[pattern]


def test_a_label_and_a_question_show_html_as_letters(qtbot: QtBot) -> None:
    label = plain_label(HOSTILE)
    box = message_box(QMessageBox.Icon.Question, HOSTILE, HOSTILE, None)
    for widget in (label, box):
        qtbot.addWidget(widget)
    inside = [each for each in box.findChildren(QLabel) if each.text()]
    assert [each.text() for each in inside] == [HOSTILE, HOSTILE]
    assert {each.textFormat() for each in (label, *inside)} == {Qt.TextFormat.PlainText}


def test_a_tip_that_qt_would_read_as_html_is_escaped(qtbot: QtBot) -> None:
    label = plain_label()
    qtbot.addWidget(label)
    set_tip(label, HOSTILE)
    assert "<img" not in label.toolTip()
    assert "&lt;img\N{NO-BREAK SPACE}src='/a/fifo'&gt;" in label.toolTip()
    set_tip(label, "3 < 5\nand 5 > 3")
    assert label.toolTip() == "3 < 5\nand 5 > 3"
    assert not TextKinds.mightBeRichText(label.toolTip())


def test_a_tip_is_no_wider_than_a_line_and_no_longer_than_a_page() -> None:
    tip = plain_tip("x" * 100_000)
    assert len(tip) < MOST_LETTERS + 100
    assert max(map(len, tip.splitlines())) <= 60


def test_marks_of_menus_and_titles_are_letters() -> None:
    assert menu_text("a & b") == "a && b"
    assert title_text("a[*].resnetviz") == "a[*][*].resnetviz"
