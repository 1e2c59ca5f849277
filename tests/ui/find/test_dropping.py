"""What is dragged over the window: what the frame says, and what dropping does."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from resnet_viz.ui.find.dropping import DropFrame
from resnet_viz.ui.window.window import MainWindow

COPY, LEFT, NONE = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)


def files(*paths: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return data


def text(words: str) -> QMimeData:
    data = QMimeData()
    data.setText(words)
    return data


def drag(window: MainWindow, data: QMimeData) -> bool:
    """Whether the window takes what comes over it."""
    event = QDragEnterEvent(QPoint(300, 200), COPY, data, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def drop(window: MainWindow, data: QMimeData) -> None:
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 200), COPY, data, LEFT, NONE))


@pytest.fixture
def frame(window: MainWindow) -> DropFrame:
    (found,) = window.findChildren(DropFrame)
    return found


@pytest.mark.parametrize(
    ("data", "words", "is_possible"),
    [
        (files("/nowhere/lecture.resnetviz"), "Open session lecture.resnetviz", True),
        (files("/nowhere/my.pth"), "Open weights my.pth", True),
        (files("/nowhere/notes.txt", "/nowhere/my.pt"), "Open weights my.pt", True),
        (files("/nowhere/net.py"), "Open model net.py", True),
        (files("/nowhere/net.pt2"), "Open model net.pt2", True),
        (files("/nowhere/notes.txt", "/nowhere/net.py"), "Open model net.py", True),
        (files("/nowhere/notes.txt"), "ResNet Viz can't open notes.txt", False),
        (text("timm:vit_tiny_patch16_224"), "Open model timm:vit_tiny_patch16_224", True),
        (text("resnet34,width=32\n"), "Open ResNet-34, width 32", True),
        (text("resnet34,width=no"), "ResNet Viz can't open resnet34,width=no", False),
    ],
)
def test_the_frame_says_what_dropping_does(
    window: MainWindow, frame: DropFrame, data: QMimeData, words: str, is_possible: bool
) -> None:
    assert drag(window, data)
    assert frame.isVisible()
    assert (frame.text, frame.is_possible) == (words, is_possible)
    assert frame.geometry() == window.rect()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not frame.isVisible()


def test_other_texts_are_let_pass(window: MainWindow, frame: DropFrame) -> None:
    assert not drag(window, text("good morning"))
    assert not frame.isVisible()


def test_a_dropped_text_opens_its_network(window: MainWindow, frame: DropFrame) -> None:
    drag(window, text("plain34"))
    drop(window, text("plain34"))
    assert window.session.document.member.arch == "plain34"
    assert not frame.isVisible()


def test_what_cant_be_opened_changes_nothing(window: MainWindow, frame: DropFrame) -> None:
    before = window.session.document
    drag(window, files("/nowhere/notes.txt"))
    drop(window, files("/nowhere/notes.txt"))
    assert window.session.document == before
    assert not frame.isVisible()


def test_dropped_weights_are_read(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(window.networks, "read_weights", lambda path, _: read.append(path))
    drag(window, files("/nowhere/my.pth"))
    drop(window, files("/nowhere/my.pth"))
    assert read == ["/nowhere/my.pth"]
