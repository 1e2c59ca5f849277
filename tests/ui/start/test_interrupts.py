"""An interrupt closes the window as one of Qt's events, never in the middle of something else."""

import signal
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.ui.start.interrupts import SIGNALS, close_on_interrupt


@pytest.fixture
def handlers_kept() -> Iterator[None]:
    """The signals as they were, after the test."""
    handlers, wakeup = [signal.getsignal(each) for each in SIGNALS], signal.set_wakeup_fd(-1)
    yield
    signal.set_wakeup_fd(wakeup)
    for each, handler in zip(SIGNALS, handlers, strict=True):
        signal.signal(each, handler)


@pytest.mark.usefixtures("handlers_kept")
@pytest.mark.parametrize("number", SIGNALS)
def test_what_goes_on_is_finished_before_the_window_closes(
    number: signal.Signals, qtbot: QtBot
) -> None:
    notes: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    close_on_interrupt(window, lambda: notes.append("closed"))
    signal.raise_signal(number)
    signal.raise_signal(number)
    notes.append("went on")
    qtbot.waitUntil(lambda: len(notes) > 1)
    assert notes == ["went on", "closed"]
    qtbot.wait(20)
    assert notes == ["went on", "closed"]


@pytest.mark.usefixtures("handlers_kept")
def test_a_later_signal_is_heard_too(qtbot: QtBot) -> None:
    notes: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    close_on_interrupt(window, lambda: notes.append("closed"))
    signal.raise_signal(signal.SIGTERM)
    qtbot.waitUntil(lambda: len(notes) == 1)
    signal.raise_signal(signal.SIGTERM)
    qtbot.waitUntil(lambda: len(notes) == 2)
