"""Text of files and devices, in all of the window: nothing is rendered, nothing is opened."""

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as TextKinds
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.note import Note, NoteKind
from resnet_viz.core.timing.roofline import Ceilings
from resnet_viz.history import store
from resnet_viz.history.place import history_path
from resnet_viz.ui.parts.notice import Cause, Kind
from resnet_viz.ui.window.window import MainWindow
from tests.samples.runs import made_up_timing

ARCH = "resnet18"
MARK = "Hx7"  # by which what came from here is found
RIGHT_TO_LEFT = "\u202e"
Texts = list[tuple[str, str]]


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    """HTML that opens a pipe, which stops for ever whoever reads it, and every kind of mark."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    return f"{MARK} <img src='{pipe}'><b>bold</b> &amp; &lt; <a href='file:{pipe}'>x</a> [*] %1 "


def hostile_report(text: str) -> TimingReport:
    report = made_up_timing(ARCH)
    first = replace(report.layers[0], op=text)
    return replace(
        report,
        device=replace(report.device, name=text, id=text),
        trust=replace(
            report.trust, doubts=(Note(NoteKind.TEXT, text=text), Note(NoteKind.ISOLATED))
        ),
        layers=(first, *report.layers[1:]),
        torch=text,
        system=text,
        driver=text,
        weights=f"/x/{text.replace('/', '_')}",
        ceilings=Ceilings(((text, 100.0),), ((1024, 20.0), (2**20, 10.0)), ""),
        glue=((text, 0.1),),
    )


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.file_thread._waiting)


def labels(root: QWidget) -> Iterator[QLabel]:
    for top in {root, *QApplication.topLevelWidgets()}:
        yield from top.findChildren(QLabel)


def is_html(label: QLabel) -> bool:
    kind = label.textFormat()
    guesses = kind is Qt.TextFormat.AutoText and TextKinds.mightBeRichText(label.text())
    return guesses or kind is Qt.TextFormat.RichText


def columns_of(model: QAbstractItemModel) -> range:
    if isinstance(model, QAbstractListModel):
        return range(1)
    return range(model.columnCount(QModelIndex()))


def cells(window: MainWindow) -> Texts:
    """The tips of every cell of every list and table."""
    found: Texts = []
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if model is not None:
            for row in range(min(model.rowCount(QModelIndex()), 50)):
                for column in columns_of(model):
                    tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
                    found.append((type(view).__name__, str(tip or "")))
    return found


def html_shown(window: MainWindow) -> Texts:
    """What Qt would take for HTML in the window: labels, and tips of widgets, cells, actions."""
    html = filter(is_html, labels(window))
    texts = [(each.objectName() or "label", each.text()) for each in html]
    tips = [(type(each).__name__, each.toolTip()) for each in window.findChildren(QWidget)]
    tips += [("action", each.toolTip()) for each in window.findChildren(QAction)]
    rich = [(name, tip) for name, tip in (*tips, *cells(window)) if TextKinds.mightBeRichText(tip)]
    return [*texts, *rich]


def too_wide(label: QLabel) -> bool:
    """Whether a label asks for more room than a narrow panel has."""
    least = label.minimumWidth() or label.minimumSizeHint().width()
    is_ignored = label.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
    return least > 400 and not is_ignored


def check_plain(window: MainWindow) -> int:
    """Nothing hostile is HTML; how many times it is shown as letters."""
    rich = [(name, text) for name, text in html_shown(window) if MARK in text]
    raw = [(name, text) for name, text in rich if "<img" in text or "<b>bold" in text]
    assert raw == []
    wide = [each for each in labels(window) if MARK in each.text() and too_wide(each)]
    assert [(each.parentWidget(), each.text()[:50]) for each in wide] == []
    plain = [each for each in labels(window) if MARK in each.text() and not is_html(each)]
    return len(plain) + len(rich)


@pytest.fixture
def nothing_is_loaded(hostile: str, tmp_path: Path) -> Iterator[None]:
    """A writer at the pipe's other end: whoever opened the pipe would let it go on."""
    opened: list[str] = []

    def wait_for_reader() -> None:
        with open(tmp_path / "pipe", "wb"):
            opened.append("opened")

    thread = threading.Thread(target=wait_for_reader)
    thread.start()
    yield
    assert opened == []
    os.close(os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK))
    thread.join()


@pytest.mark.usefixtures("nothing_is_loaded")
def test_a_hostile_run_is_letters_in_every_part_of_the_window(
    hostile: str, window: MainWindow, qtbot: QtBot
) -> None:
    number = store.add(history_path(), hostile_report(hostile))
    store.rename(history_path(), number, hostile[:190])
    width = window.minimumSizeHint().width()
    window.history.show_runs()
    settle(qtbot, window)
    window.history.open_run(number)
    settle(qtbot, window)
    seen = check_plain(window)
    for name in ("roofline", "timing", "history", "layers"):
        window.arranging.front(window.panels.part(name))
        QApplication.processEvents()
        window.grab()
        seen += check_plain(window)
    for workspace in (window.arranging.compare, window.arranging.time, window.arranging.learn):
        workspace()
        QApplication.processEvents()
        window.grab()
        seen += check_plain(window)
    assert seen > 5
    assert window.minimumSizeHint().width() <= width


@pytest.mark.usefixtures("nothing_is_loaded")
def test_a_hostile_notice_status_and_title_are_letters(hostile: str, window: MainWindow) -> None:
    width = window.minimumSizeHint().width()
    for number, text in enumerate((hostile, hostile + "x" * 100_000, RIGHT_TO_LEFT + hostile)):
        window._say.notice(text, list(Kind)[number], list(Cause)[number])
        window._say.status(text)
        window._say.facts(text)
        QApplication.processEvents()
        window.grab()
        assert check_plain(window) > 0
    assert window.minimumSizeHint().width() <= max(width, 1)


@pytest.mark.usefixtures("nothing_is_loaded")
def test_what_is_typed_in_the_open_dialog_is_letters(hostile: str, window: MainWindow) -> None:
    from resnet_viz.ui.find.open_dialog import OpenDialog

    for text in (hostile, hostile + ".pth", "x" * 100_000, "\0", "~nosuch/x.pth", " "):
        dialog = OpenDialog((Path(hostile),), window)
        dialog.show()
        dialog.field.setText(text)
        dialog._on_typed()
        dialog.accept()
        QApplication.processEvents()
        dialog.grab()
        assert dialog.isVisible()
        assert dialog.error.text()
        assert len(dialog.error.text()) < 700
        assert dialog.width() < 1000
        check_plain(window)
        dialog.reject()
        dialog.deleteLater()
