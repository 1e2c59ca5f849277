"""Notices: one of each cause, as long as they are worth reading, over the view and in it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.ui.parts.notice import Act, Cause, Kind, Notice
from resnet_viz.ui.parts.notice_card import STILL_READ_MS, NoticeCard
from resnet_viz.ui.parts.notice_stack import MARGIN, MOST, NoticeStack


def view_with_stack(qtbot: QtBot) -> tuple[QWidget, NoticeStack]:
    view = QWidget()
    view.resize(900, 600)
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    view.setFocus()
    stack = NoticeStack(view)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    return view, stack


def cards_of(stack: NoticeStack) -> list[NoticeCard]:
    return [card for card in stack.findChildren(NoticeCard) if not card.isHidden()]


def button_of(card: NoticeCard, text: str) -> QPushButton:
    return next(each for each in card.findChildren(QPushButton) if each.text() == text)


def error(cause: Cause, text: str = "It failed.") -> Notice:
    return Notice(text, Kind.ERROR, cause)


SAVED = Notice("Saved.", Kind.DONE, Cause.EXPORT)


def test_what_is_said_of_a_cause_takes_the_place_of_what_was_said_of_it(qtbot: QtBot) -> None:
    _, stack = view_with_stack(qtbot)
    stack.show_notice(error(Cause.RUN, "The first run failed."))
    stack.show_notice(error(Cause.WEIGHTS, "No weights."))
    stack.show_notice(error(Cause.RUN, "The second run failed."))
    assert stack.text() == "The second run failed.\nNo weights."


def test_a_notice_goes_with_its_cause_and_the_others_stay(qtbot: QtBot) -> None:
    _, stack = view_with_stack(qtbot)
    for cause in (Cause.RUN, Cause.DRAWING):
        stack.show_notice(error(cause, str(cause)))
    stack.clear(Cause.RUN)
    assert stack.text() == "drawing"
    stack.clear(Cause.DRAWING)
    assert (stack.text(), stack.isHidden()) == ("", True)


def test_of_many_notices_those_that_pass_make_room_first(qtbot: QtBot) -> None:
    _, stack = view_with_stack(qtbot)
    for notice in (error(Cause.DRAWING), SAVED, error(Cause.RUN), error(Cause.WEIGHTS)):
        stack.show_notice(notice)
    causes = [notice.cause for notice in stack.notices()]
    assert causes == [Cause.WEIGHTS, Cause.RUN, Cause.DRAWING]
    assert len(causes) == MOST


def test_what_needs_nobody_passes_by_itself_when_it_could_be_read(qtbot: QtBot) -> None:
    _, stack = view_with_stack(qtbot)
    for notice in (SAVED, error(Cause.RUN)):
        stack.show_notice(notice)
    cards = {card.notice.cause: card for card in cards_of(stack)}
    assert not cards[Cause.RUN]._reading.isActive()
    assert cards[Cause.EXPORT]._reading.remainingTime() > 5000
    cards[Cause.EXPORT]._reading.start(1)
    qtbot.waitUntil(lambda: stack.text() == "It failed.")


def test_a_long_notice_and_one_with_something_to_do_stay_longer() -> None:
    long = Notice("word " * 60, Kind.NOTE, Cause.EXPORT)
    undo = Notice("Deleted 1 run.", Kind.DONE, Cause.HISTORY, Act("Bring back", print))
    assert SAVED.reading_s >= 6
    assert long.reading_s >= 60 * 60 / 200  # at 200 words a minute
    assert undo.reading_s >= 20


def test_a_notice_with_the_focus_waits_to_be_read(qtbot: QtBot) -> None:
    view, stack = view_with_stack(qtbot)
    stack.show_notice(SAVED)
    (card,) = cards_of(stack)
    view.activateWindow()
    close = button_of(card, "×")
    close.setFocus()
    qtbot.waitUntil(close.hasFocus)
    card._reading.start(1)
    qtbot.waitUntil(lambda: card._reading.interval() == STILL_READ_MS)
    assert stack.text() == "Saved."


def test_escape_dismisses_the_notice_that_has_the_focus(qtbot: QtBot) -> None:
    view, stack = view_with_stack(qtbot)
    stack.show_notice(error(Cause.RUN, "Old."))
    (old,) = cards_of(stack)
    stack.show_notice(error(Cause.DRAWING, "New."))
    view.activateWindow()
    close = button_of(old, "×")
    close.setFocus()
    qtbot.waitUntil(close.hasFocus)
    QTest.keyClick(close, Qt.Key.Key_Escape)
    assert stack.text() == "New."


def test_what_can_be_done_is_done_when_the_notice_is_gone(qtbot: QtBot) -> None:
    _, stack = view_with_stack(qtbot)
    done: list[str] = []
    act = Act("Try again", lambda: done.append(stack.text()))
    stack.show_notice(Notice("It failed.", Kind.ERROR, Cause.RUN, act))
    button_of(cards_of(stack)[0], "Try again").click()
    assert done == [""]


def test_notices_are_inside_the_view_whatever_its_size_and_the_newest_is_seen(
    qtbot: QtBot,
) -> None:
    view, stack = view_with_stack(qtbot)
    path = "/home/somebody/" + "a-very-long-folder-name" * 6
    stack.show_notice(error(Cause.SESSION, f"{path} can't be read."))
    stack.show_notice(Notice("word " * 40, Kind.WARNING, Cause.RUN, Act("Run anyway", print)))
    stack.show_notice(error(Cause.WEIGHTS, "The newest."))
    for width, height in ((900, 600), (380, 500), (1600, 900), (300, 140)):
        view.resize(width, height)
        inside = view.rect().adjusted(MARGIN, MARGIN, -MARGIN, 0)
        assert inside.contains(stack.geometry()), (width, height)
        shown = cards_of(stack)
        assert "The newest." in {card.notice.text for card in shown}
        for card in shown:
            assert stack.rect().contains(card.geometry()), (width, height)


def test_each_kind_says_what_it_is_without_its_colour(qtbot: QtBot) -> None:
    _, stack = view_with_stack(qtbot)
    names = []
    for kind in Kind:
        stack.show_notice(Notice("It is so.", kind, Cause.RUN))
        (card,) = cards_of(stack)
        names.append(card.accessibleName())
    assert names == ["Done: It is so.", "Note: It is so.", "Warning: It is so.", "Error: It is so."]


def test_notices_go_along_to_another_view(qtbot: QtBot) -> None:
    view, stack = view_with_stack(qtbot)
    other = QWidget(view)
    other.setGeometry(0, 300, 500, 300)
    other.show()
    stack.show_notice(error(Cause.RUN))
    stack.place_over(other)
    assert stack.isVisible()
    assert stack.geometry().right() < other.width()
