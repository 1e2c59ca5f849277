"""Garbage of the window ends in the window's thread."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resnet_viz.ui.processes.collecting import Collecting, collect_due
from resnet_viz.ui.processes.file_thread import FileThread


class Knot:
    """Refers to itself: only a collection ends it."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def automatic_afterwards() -> Iterator[None]:
    yield
    gc.enable()


def knot_ending_in(ended: list[int]) -> None:
    knot = Knot()
    weakref.finalize(knot, lambda: ended.append(threading.get_ident()))


def many_objects() -> int:
    """More than Python collects after by itself, all alive at once."""
    return len([[number] for number in range(100_000)])


def test_garbage_never_ends_in_a_thread_of_files(qtbot: QtBot) -> None:
    owner = QObject()
    threads = FileThread(owner)
    ended: list[int] = []
    done: list[int] = []
    knot_ending_in(ended)
    threads.ask(many_objects, done.append)
    threads.close()
    threads.finish()
    assert ended == []
    kept = [[number] for number in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.get_ident()]
    assert kept


def test_what_a_picture_made_meanwhile_does_not_turn_collecting_on(qtbot: QtBot) -> None:
    owner = QObject()
    threads = FileThread(owner)
    assert not gc.isenabled()
    threads.ask(many_objects, lambda _: None)
    qtbot.waitUntil(lambda: not threads.is_working)
    threads.close()
    threads.finish()
    assert not gc.isenabled()


def test_little_garbage_is_left_until_there_is_more() -> None:
    owner = QObject()
    Collecting(owner)
    gc.collect()
    ended: list[int] = []
    knot_ending_in(ended)
    collect_due()
    assert ended == []
    kept = [[number] for number in range(2 * gc.get_threshold()[0])]
    collect_due()
    assert len(ended) == 1
    assert kept
