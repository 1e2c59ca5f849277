"""Layouts that are filled again: what was in them ends, and the layout's own record of it too."""

from PySide6.QtWidgets import QLayout, QWidget


def empty(layout: QLayout) -> tuple[QWidget, ...]:
    """Takes every widget out of a layout and lets it end soon; gives those widgets.

    Not by `takeAt`: Qt leaves it to the caller to delete the item that it gives, and PySide has no
    way to do so. Each would stay for as long as the program runs.
    """
    taken: list[QWidget] = []
    while (item := layout.itemAt(0)) is not None:
        widget = item.widget()
        if widget is None:
            layout.removeItem(item)
            continue
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        taken.append(widget)
    return tuple(taken)
