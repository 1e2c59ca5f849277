"""Where a further window opens."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtWidgets import QApplication, QMainWindow
from shiboken6 import isValid

from resnet_viz.ui.window.cascade import STEP, cascade

FRAME = QSize(16, 48)


@pytest.fixture
def open_at(qapp: QApplication) -> Iterator[Callable[[QRect], QMainWindow]]:
    made: list[QMainWindow] = []

    def open_one(place: QRect) -> QMainWindow:
        window = QMainWindow()
        made.append(window)
        window.setGeometry(place)
        cascade(window, FRAME)
        return window

    yield open_one
    for window in made:
        close(window)


def close(window: QMainWindow) -> None:
    """Closes a window for good."""
    if isValid(window):
        window.deleteLater()
        QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def test_each_window_is_a_step_from_the_one_before(
    open_at: Callable[[QRect], QMainWindow],
) -> None:
    windows = [open_at(QRect(50, 60, 300, 200)) for _ in range(3)]
    assert [window.x() - windows[0].x() for window in windows] == [0, STEP, 2 * STEP]
    assert [window.y() - windows[0].y() for window in windows] == [0, STEP, 2 * STEP]
    assert {window.size() for window in windows} == {QSize(300, 200)}


def test_a_window_that_fills_the_screen_stays_within_it(
    open_at: Callable[[QRect], QMainWindow],
) -> None:
    open_at(QRect(0, 0, 300, 200))
    room = open_at(QRect(0, 0, 10, 10)).screen().availableGeometry()
    window = open_at(room)
    assert room.contains(QRect(window.pos(), window.size() + FRAME))


def test_the_place_of_a_closed_window_is_free_again(
    open_at: Callable[[QRect], QMainWindow],
) -> None:
    close(open_at(QRect(50, 60, 300, 200)))
    assert open_at(QRect(50, 60, 300, 200)).x() == 50
