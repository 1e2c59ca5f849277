"""Tips: short lines, with the key of what they explain."""

import textwrap
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import QTableWidgetItem, QToolTip, QWidget

LETTERS = 60  # a line of a tip
LONGEST_LINE = 200  # letters that stay in one line where they come so
MOST_LETTERS = 2000  # a tip is short
TRIGGERS = "triggers"  # the property that names a widget's action
Tipped = QWidget | QAction | QTableWidgetItem


def wrapped(text: str) -> str:
    """A tip in lines of at most 60 letters; what has lines of its own keeps them."""
    lines = text.splitlines()
    return "\n".join(textwrap.fill(line, LETTERS, break_long_words=False) for line in lines)


def plain_tip(text: str) -> str:
    """A tip that shows each letter as it is: what Qt would take for HTML is escaped."""
    cut = text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
    lines = (
        textwrap.fill(each, LETTERS) if len(each) > LONGEST_LINE else each
        for each in cut.split("\n")
    )
    plain = "\n".join(lines)
    return Qt.convertFromPlainText(plain) if Qt.mightBeRichText(plain) else plain


def set_tip(on: Tipped, text: str) -> None:
    """Gives a widget, an action or a cell a tip of plain text."""
    on.setToolTip(plain_tip(text))


def show_tip(place: QPoint, text: str, widget: QWidget) -> None:
    """Shows a tip of plain text at once, at a place of the screen."""
    QToolTip.showText(place, plain_tip(text), widget)


def show_card(place: QPoint, html: str, widget: QWidget) -> None:
    """The same for the program's own HTML: what comes from elsewhere has to be escaped in it."""
    QToolTip.showText(place, html, widget)


def with_keys(text: str, keys: Sequence[str]) -> str:
    """A tip in lines, its keys in brackets at the end."""
    return wrapped(f"{text} ({', '.join(keys)})" if keys else text)


def triggers(widget: QWidget, action: str) -> None:
    """Says which action a widget triggers by its name: its tip is that of the action."""
    widget.setProperty(TRIGGERS, action)


def show_tips(root: QWidget, actions: Mapping[str, QAction]) -> None:
    """Gives widgets that trigger an action its tip, and wraps the tips of all others.

    KeyError where a widget names an action that isn't there.
    """
    for widget in (root, *root.findChildren(QWidget)):
        if name := widget.property(TRIGGERS):
            _follow(widget, actions[name])
        elif tip := widget.toolTip():
            widget.setToolTip(tip if tip.startswith("<") else wrapped(tip))


def _follow(widget: QWidget, made: QAction) -> None:
    """Gives a widget the tip of the action that it triggers, now and whenever it changes."""

    def show() -> None:
        if widget.toolTip() != made.toolTip():
            widget.setToolTip(made.toolTip())
            widget.setStatusTip(made.statusTip())

    show()
    made.changed.connect(show)
