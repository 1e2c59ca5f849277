"""The picture on the clipboard, drawn by a real process and read by programs of others."""

import os
import signal
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_viz.diagram.look import look_of, view_of
from resnet_viz.diagram.requests import CopyPicture
from resnet_viz.ui.export.picture_copy import PNG, SVG, PictureCopy

PATIENCE_MS = 60_000
LONG = "resnet,block=basic,stages=250-250-250,stem=cifar,input=32"
SHOWN = CopyPicture("resnet18", look_of(view_of(is_folded=True)))


@pytest.fixture
def copy(qapp: QApplication) -> Iterator[PictureCopy]:
    parent = QObject()
    made = PictureCopy(parent)
    QGuiApplication.clipboard().clear()
    yield made
    made.close()


def test_png_and_svg_are_on_the_clipboard(copy: PictureCopy, qtbot: QtBot) -> None:
    with qtbot.waitSignal(copy.copied, timeout=PATIENCE_MS) as said:
        copy.copy(SHOWN)
    assert said.args == ["Copied the picture as PNG and SVG"]
    data = QGuiApplication.clipboard().mimeData()
    root = ElementTree.fromstring(data.data(SVG).data())
    width = float(root.get("width", "").removesuffix("pt"))
    with Image.open(BytesIO(data.data(PNG).data())) as image:
        assert image.width == pytest.approx(2 * width * 96 / 72, abs=2)
        assert len(image.getcolors(1 << 24) or []) > 50


def test_a_picture_too_large_for_pixels_is_copied_as_svg(copy: PictureCopy, qtbot: QtBot) -> None:
    many = CopyPicture(LONG, look_of(view_of("layer")))
    with qtbot.waitSignal(copy.copied, timeout=PATIENCE_MS) as said:
        copy.copy(many)
    data = QGuiApplication.clipboard().mimeData()
    assert said.args == ["Copied the picture as SVG. It is too large for PNG."]
    assert not data.hasFormat(PNG)
    assert bytes(data.data(SVG).data()).rstrip().endswith(b"</svg>")


def test_a_mistake_is_told_and_the_clipboard_is_left(copy: PictureCopy, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("kept")
    with qtbot.waitSignal(copy.failed, timeout=PATIENCE_MS) as said:
        copy.copy(CopyPicture("vgg16", look_of()))
    assert said.args is not None
    assert str(said.args[0]).startswith("The picture was not copied: no network is named 'vgg16'")
    assert QGuiApplication.clipboard().text() == "kept"


def test_a_process_that_dies_is_told_and_the_next_copy_works(
    copy: PictureCopy, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(copy.failed, timeout=PATIENCE_MS) as said:
        copy.copy(SHOWN)
        qtbot.waitUntil(lambda: copy.process_id() > 0)
        os.kill(copy.process_id(), signal.SIGKILL)
    assert said.args is not None
    assert str(said.args[0]).startswith("The drawing process was killed")
    with qtbot.waitSignal(copy.copied, timeout=PATIENCE_MS):
        copy.copy(SHOWN)


def test_a_picture_can_be_copied_again_and_again(copy: PictureCopy, qtbot: QtBot) -> None:
    for _ in range(2):
        with qtbot.waitSignal(copy.copied, timeout=PATIENCE_MS):
            copy.copy(SHOWN)


def test_a_wish_made_while_another_is_drawn_is_not_lost(copy: PictureCopy, qtbot: QtBot) -> None:
    said: list[str] = []
    copy.copied.connect(said.append)
    copy.copy(SHOWN)
    copy.copy(SHOWN)
    qtbot.waitUntil(lambda: len(said) == 2, timeout=PATIENCE_MS)
