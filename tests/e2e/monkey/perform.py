"""Steps done by real events on the real windows."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from shiboken6 import isValid

from resnet_viz.ui.window.window import MainWindow
from tests.e2e.monkey.steps import Kind, Step
from tests.e2e.monkey.widgets import in_front, point_in, widget_at

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
ENDINGS = (None, Qt.Key.Key_Return, Qt.Key.Key_Tab)  # of what is typed, by a step's amount
DROPPED_AT = 300, 200
HOPS = 4  # moves of one drag
MOST_DRAG_MS = 500


def perform(step: Step, window: MainWindow, folder: Path) -> None:
    """Does a step; one that can't be taken now does nothing."""
    if not can_be_taken(step, window):
        return
    top = in_front(window)
    match step.kind:
        case Kind.ACTION:
            window.actions_by_name[step.target].trigger()
        case Kind.KEY:
            _press(step.text, top)
        case Kind.RESIZE:
            window.resize(*step.size)
        case Kind.ANSWER:
            _answer(top, folder / step.text if step.text else None)
        case Kind.LEAVE:
            _leave(top)
        case Kind.DROP:
            if top is window:  # a dialog takes no drops, and the window below it gets none
                _drop(window, folder / step.text)
        case _:
            if (widget := widget_at(step.target, top)) is not None:
                _touch(step, widget)


def can_be_taken(step: Step, window: MainWindow) -> bool:
    """Whether there is now what a step acts on: steps played again may come to another moment."""
    if step.kind is not Kind.ACTION:
        return True
    return in_front(window) is window and window.actions_by_name[step.target].isEnabled()


def _press(text: str, top: QWidget) -> None:
    """Goes to what has the keyboard in the window in front, as the system would send it."""
    keys = QKeySequence(text)[0]  # type: ignore[index]  # its stub has no way in
    focus = top.focusWidget() if top.windowType() is not Qt.WindowType.Popup else None
    QTest.keyClick(focus or top, keys.key(), keys.keyboardModifiers())


def _touch(step: Step, widget: QWidget) -> None:
    point = point_in(widget, step.at)
    match step.kind:
        case Kind.CLICK:
            _click(widget, point)
        case Kind.DOUBLE_CLICK:
            _click(widget, point)
            if isValid(widget) and widget.isVisible():
                QTest.mouseDClick(widget, LEFT, NONE, point)
        case Kind.RIGHT_CLICK:
            _click_right(widget, point)
        case Kind.DRAG:
            _drag(widget, point, point_in(widget, step.to))
        case Kind.WHEEL:
            _wheel(widget, point, step.amount)
        case Kind.TYPE:
            _type(step, widget, point)


def _click(widget: QWidget, point: QPoint) -> None:
    """Presses and releases; a widget that is gone with the press gets no release."""
    QTest.mousePress(widget, LEFT, NONE, point)
    if isValid(widget):
        QTest.mouseRelease(widget, LEFT, NONE, point)


def _click_right(widget: QWidget, point: QPoint) -> None:
    QTest.mousePress(widget, RIGHT, NONE, point)
    if isValid(widget):
        reason = QContextMenuEvent.Reason.Mouse
        event = QContextMenuEvent(reason, point, widget.mapToGlobal(point), NONE)
        QApplication.sendEvent(widget, event)
    if isValid(widget):
        QTest.mouseRelease(widget, RIGHT, NONE, point)


def _drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """With the button down all the way, whatever is below the pointer.

    Selected text that is dragged waits for the system's own pointer, which never lets go of it.
    """
    QTimer.singleShot(MOST_DRAG_MS, QDrag.cancel)
    QTest.mousePress(widget, LEFT, NONE, start)
    for hop in range(1, HOPS + 1):
        if not isValid(widget):
            return
        point = QPointF(start) + QPointF(end - start) * (hop / HOPS)
        at = QPointF(widget.mapToGlobal(point))
        move = QMouseEvent(QEvent.Type.MouseMove, point, at, Qt.MouseButton.NoButton, LEFT, NONE)
        QApplication.sendEvent(widget, move)
    if isValid(widget):
        QTest.mouseRelease(widget, LEFT, NONE, end)


def _wheel(widget: QWidget, point: QPoint, turn: int) -> None:
    at, none = QPointF(widget.mapToGlobal(point)), Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(QPointF(point), at, QPoint(), QPoint(0, turn), none, NONE, phase, False)
    QApplication.sendEvent(widget, event)


def _type(step: Step, field: QWidget, point: QPoint) -> None:
    """As an input method does it, which knows all letters."""
    _click(field, point)
    if isinstance(field, QLineEdit) and isValid(field) and field.hasFocus():
        field.selectAll()
        typed = QInputMethodEvent("", [])
        typed.setCommitString(step.text)
        QApplication.sendEvent(field, typed)
        ending = ENDINGS[step.amount]
        if ending is not None and isValid(field):
            QTest.keyClick(field, ending)


def _drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, copy = QPoint(*DROPPED_AT), Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDragEnterEvent(at, copy, data, LEFT, NONE))
    QApplication.sendEvent(window, QDropEvent(QPointF(at), copy, data, LEFT, NONE))


def _answer(dialog: QWidget, path: Path | None) -> None:
    """Answers Qt's own dialog of files, which is not ours to try, without going elsewhere."""
    if not isinstance(dialog, QFileDialog):
        return
    if path is None:
        dialog.reject()
        return
    dialog.setDirectory(str(path.parent))
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    if name is not None:
        name.setText(path.name)
        QTest.keyClick(name, Qt.Key.Key_Return)
    if isValid(dialog) and dialog.isVisible() and dialog is QApplication.activeModalWidget():
        dialog.reject()


def _leave(top: QWidget) -> None:
    """Leaves what is open, as Esc does, or by closing it."""
    if isinstance(top, QDialog):
        top.reject()
    elif top.windowType() is Qt.WindowType.Popup:
        top.close()
