"""Tips: short lines, with the key of what they explain."""

import textwrap
from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

LETTERS = 60  # a line of a tip
TRIGGERS = "triggers"  # the property that names a widget's action


def wrapped(text: str) -> str:
    """A tip in lines of at most 60 letters; what has lines of its own keeps them."""
    lines = text.splitlines()
    return "\n".join(textwrap.fill(line, LETTERS, break_long_words=False) for line in lines)


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
            widget.setToolTip(actions[name].toolTip())
            widget.setStatusTip(actions[name].statusTip())
        elif tip := widget.toolTip():
            widget.setToolTip(tip if tip.startswith("<") else wrapped(tip))
