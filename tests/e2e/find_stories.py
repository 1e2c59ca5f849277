"""Finding and doing: the palette, a menu, the sheet of keys, the frame of what is dragged."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from resnet_viz.ui.find.dropping import DropFrame
from resnet_viz.ui.find.shortcut_sheet import ShortcutSheet
from tests.e2e.person import Person
from tests.e2e.stories import Findings, heavy_modules


def story_find(person: Person) -> Findings:
    """Opens a published network by the palette, looks around, drags a session over the window."""
    window = person.window
    person.see_network("ResNet-50")
    window.panels.canvas.setFocus()
    QTest.keyClick(window.panels.canvas, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.finders.palette.palette
    assert palette is not None
    person.wait_for(palette.field.hasFocus, "the palette")
    QTest.keyClicks(palette.field, "plain 34")
    person.photograph("palette")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    person.see_network("Plain-34")
    has_keyboard = window.panels.canvas.hasFocus()
    QTest.keyClick(window.panels.canvas, Qt.Key.Key_F1)
    sheet = window.findChildren(ShortcutSheet)[-1]
    person.photograph("keys")
    rows = len(sheet.rows())
    sheet.close()
    return {
        "arch": window.session.document.member.arch,
        "has_keyboard": has_keyboard,
        "keys": rows,
        "sheet": (sheet.width(), sheet.height()),
        "menu": _menu_by_mouse(person),
        "said": _dragged(person),
        **heavy_modules(),
    }


def _menu_by_mouse(person: Person) -> list[str]:
    """What a right click on a box offers."""
    window = person.window
    assert window.diagram.scene is not None
    x, y, width, height = window.diagram.scene.items[-1].rect
    canvas = window.panels.canvas
    middle = canvas.placement.to_widget(QPointF(x + width / 2, y + height / 2)).toPoint()
    reason = QContextMenuEvent.Reason.Mouse
    asked = QContextMenuEvent(reason, middle, canvas.mapToGlobal(middle))
    QApplication.sendEvent(canvas, asked)
    person.wait_for(lambda: QApplication.activePopupWidget() is not None, "the menu of a box")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    person.photograph("menu")
    texts = [entry.text() for entry in menu.actions() if not entry.isSeparator()]
    menu.close()
    return texts


def _dragged(person: Person) -> str:
    """What the frame says of a session that is dragged over the window."""
    window = person.window
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(person.folder / "lecture.resnetviz"))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(window.rect().center(), copy, data, left, none))
    (frame,) = window.findChildren(DropFrame)
    person.photograph("drop")
    said = frame.text if frame.isVisible() else ""
    QApplication.sendEvent(window, QDragLeaveEvent())
    return said
