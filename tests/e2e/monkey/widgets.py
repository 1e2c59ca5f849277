"""Widgets by their places in the window in front, the same in every process."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.e2e.monkey.steps import Place

DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def in_front(window: QWidget) -> QWidget:
    """What gets keys and clicks now: an open list or menu, else a dialog, else the main window."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget() or window


def path_of(widget: QWidget, top: QWidget) -> str:
    """Kinds and numbers from the window in front down to a widget; '' for that window itself."""
    names: list[str] = []
    while widget is not top:
        parent = widget.parentWidget()
        if parent is None:
            return ""
        kind = type(widget).__name__
        children = parent.findChildren(QWidget, options=DIRECT)
        alike = [each for each in children if type(each).__name__ == kind]
        names.append(f"{kind}:{alike.index(widget)}")
        widget = parent
    return "/".join(reversed(names))


def widget_at(path: str, top: QWidget) -> QWidget | None:
    """The visible widget that has this path, if there is one now."""
    widget = top
    for name in filter(None, path.split("/")):
        kind, number = name.rsplit(":", 1)
        children = widget.findChildren(QWidget, options=DIRECT)
        alike = [each for each in children if type(each).__name__ == kind]
        if int(number) >= len(alike):
            return None
        widget = alike[int(number)]
    return widget if widget.isVisible() else None


def targets(top: QWidget) -> list[QWidget]:
    """What a person could click in a window: all that is in sight."""
    inside = [each for each in top.findChildren(QWidget) if each.isVisible()]
    seen = [each for each in inside if each.window() is top and not each.visibleRegion().isEmpty()]
    return seen or [top]


def point_in(widget: QWidget, place: Place) -> QPoint:
    """The pixel of a place in a widget."""
    return QPoint(
        min(int(widget.width() * place[0]), widget.width() - 1),
        min(int(widget.height() * place[1]), widget.height() - 1),
    )
