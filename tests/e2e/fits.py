"""Whether all that is in sight can be read: words that are cut, and widgets over each other."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QWidget,
)

from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.label import MAY_BREAK

SLACK_PX = 1  # sizes are rounded to whole pixels
LEAST_SHARE = 0.5  # of a widget that has to be in sight before its words are looked at
BREAKS = rf"[\s{MAY_BREAK}]+"
SORT_SIGN_PX = 12
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def misfits(window: QWidget) -> list[str]:
    """What is cut or covered in a window as it is now, a line each."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window) and not widget.visibleRegion().isEmpty():
            found += [f"{path_of(widget, window)}: {fault}" for fault in faults_of(widget)]
    return [*found, *overlaps(window)]


def faults_of(widget: QWidget) -> Iterator[str]:
    """What of one widget can't be read."""
    yield from cut_off(widget)
    if isinstance(widget, QLabel):
        yield from faults_of_label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from too_narrow(widget, widget.text(), widget.sizeHint().width(), widget.width())
    elif isinstance(widget, QComboBox):
        room = room_in(widget).width()
        needed = widget.fontMetrics().horizontalAdvance(widget.currentText())
        yield from too_narrow(widget, widget.currentText(), needed, room)
    elif isinstance(widget, QLineEdit):
        yield from faults_of_line(widget)
    elif isinstance(widget, QTabBar):
        yield from faults_of_tabs(widget)
    elif isinstance(widget, QHeaderView):
        yield from faults_of_heads(widget)


def faults_of_label(label: QLabel) -> Iterator[str]:
    """Words wider than their label; in lines that wrap, higher, or one of them wider."""
    if isinstance(label, ElidedLabel) or not label.text():
        return
    if label.wordWrap():
        if label.textFormat() is Qt.TextFormat.PlainText:
            longest = max(re.split(BREAKS, label.text()), key=label.fontMetrics().horizontalAdvance)
            needed = label.fontMetrics().horizontalAdvance(longest)
            yield from too_narrow(label, longest, needed, label.contentsRect().width())
        needed = label.heightForWidth(label.width())
        if needed > label.height() + SLACK_PX:
            yield f"{label.text()!r} needs {needed} px of height and has {label.height()}"
    else:
        yield from too_narrow(label, label.text(), label.sizeHint().width(), label.width())
    if label.sizeHint().height() > label.height() + SLACK_PX and not label.wordWrap():
        yield f"{label.text()!r} is cut in its height"


def faults_of_line(field: QLineEdit) -> Iterator[str]:
    """A placeholder or words that are longer than the field; what a person types may scroll."""
    words = field.text() or field.placeholderText()
    margins = field.textMargins()
    room = field.width() - margins.left() - margins.right() - 12
    if field.isReadOnly() or not field.text():
        yield from too_narrow(field, words, field.fontMetrics().horizontalAdvance(words), room)


def faults_of_tabs(bar: QTabBar) -> Iterator[str]:
    """Tabs that are not whole in their bar."""
    for place in range(bar.count()):
        if bar.isTabVisible(place) and not bar.rect().contains(bar.tabRect(place)):
            yield f"tab {bar.tabText(place)!r} is not whole"


def faults_of_heads(header: QHeaderView) -> Iterator[str]:
    """Heads of columns in sight that are narrower than their words."""
    model, view = header.model(), header.parent()
    if header.orientation() is Qt.Orientation.Vertical or not isinstance(view, QTableView):
        return
    for column in range(model.columnCount(QModelIndex())):
        left, width = header.sectionViewportPosition(column), header.sectionSize(column)
        is_in_sight = left >= 0 and left + width <= header.viewport().width()
        text = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        sign = SORT_SIGN_PX if header.sortIndicatorSection() == column else 0
        needed = header.fontMetrics().horizontalAdvance(text) + sign * view.isSortingEnabled()
        if not header.isSectionHidden(column) and is_in_sight and needed > width:
            yield f"head {text!r} needs {needed} px and has {width}"


def cut_off(widget: QWidget) -> Iterator[str]:
    """A widget that reaches over the edge of what it is in, where nothing scrolls there."""
    if isinstance(widget, QAbstractScrollArea) or not has_words(widget):
        return
    parent = widget.parentWidget()
    while parent is not None and not widget.isWindow():
        corner = widget.mapTo(parent, QPoint(0, 0))
        rect = QRect(corner, widget.size())
        area = parent.parentWidget()
        if isinstance(area, QScrollArea) and parent is area.viewport():
            is_off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if area.horizontalScrollBarPolicy() == is_off and not is_within(rect, parent.width()):
                yield f"reaches over the side of its column ({rect.right()} > {parent.width()})"
            return
        if not is_within(rect, parent.width()):
            yield f"reaches over the side of {type(parent).__name__}"
            return
        if parent.isWindow():
            return
        parent = area


def is_within(rect: QRect, width: int) -> bool:
    return rect.left() >= -SLACK_PX and rect.right() <= width + SLACK_PX


def has_words(widget: QWidget) -> bool:
    kinds = (QLabel, QAbstractButton, QComboBox, QLineEdit)
    return isinstance(widget, kinds)


def overlaps(window: QWidget) -> Iterator[str]:
    """Widgets with words, next to each other in one layout, that cover each other."""
    for parent in [window, *window.findChildren(QWidget)]:
        layout = parent.layout()
        if layout is None or not parent.isVisibleTo(window):
            continue
        inside = [
            child
            for child in parent.findChildren(QWidget, options=DIRECT)
            if child.isVisibleTo(window) and has_words(child) and layout.indexOf(child) >= 0
        ]
        for place, one in enumerate(inside):
            for other in inside[place + 1 :]:
                if one.geometry().intersects(other.geometry()):
                    yield f"{path_of(one, window)} and {path_of(other, window)} overlap"


def room_in(box: QComboBox) -> QRect:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(control, option, part, box)


def too_narrow(widget: QWidget, text: str, needed: int, room: int) -> Iterator[str]:
    if text and needed > room + SLACK_PX:
        yield f"{text!r} needs {needed} px and has {room}"


def path_of(widget: QWidget, window: QWidget) -> str:
    """Where a widget is, by the kinds of what it is in, without Qt's own."""
    names: list[str] = []
    each: QWidget | None = widget
    while each is not window and each is not None:
        kind = type(each).__name__
        if not kind.startswith("Q") or each is widget:
            names.append(kind)
        each = each.parentWidget()
    return "/".join(reversed(names))
