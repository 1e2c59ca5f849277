"""Long lines of a child are read in a thread, in their order."""

import json

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resnet_viz.core.errors import UserError
from resnet_viz.jobs.messages import Reply, ReplyKind
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.reply_reader import LANE, MOST_READ_HERE, Found, ReplyReader


def line_of(number: int, length: int) -> bytes:
    values = {"number": number, "kind": "progress", "values": {"text": "x" * length}}
    return json.dumps(values).encode() + b"\n"


class Lines:
    """Stands in for a process."""

    def __init__(self, *lines: bytes) -> None:
        self._lines = list(lines)

    def canReadLine(self) -> bool:
        return bool(self._lines)

    def readLine(self) -> "Lines":
        return self

    def data(self) -> bytes:
        return self._lines.pop(0)


def test_lines_come_in_their_order_whichever_are_long(qtbot: QtBot) -> None:
    parent = QObject()
    thread = FileThread(parent)
    reader, found = ReplyReader(thread), list[Found]()
    process = Lines(line_of(1, 9), line_of(2, 2 * MOST_READ_HERE), line_of(3, 9), b"no json\n")

    def read() -> None:
        while (reply := reader.next(process, read)) is not None:  # type: ignore[arg-type]
            found.append(reply)

    read()
    assert len(found) == 1  # the second is read elsewhere, and the third waits for it
    read()
    assert len(found) == 1
    qtbot.waitUntil(lambda: len(found) == 4)
    replies = [each for each in found if isinstance(each, Reply)]
    assert [each.number for each in replies] == [1, 2, 3]
    assert all(each.kind is ReplyKind.PROGRESS for each in replies)
    assert isinstance(found[3], UserError)
    thread.close()
    assert thread.finish(lane=LANE)


def test_without_a_thread_all_are_read_at_once() -> None:
    reader = ReplyReader(None)
    process = Lines(line_of(1, 2 * MOST_READ_HERE))
    found = reader.next(process, lambda: None)  # type: ignore[arg-type]
    assert isinstance(found, Reply)
    assert found.number == 1
