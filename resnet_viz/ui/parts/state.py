"""The states of a widget, which the style sheet colours."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class State(StrEnum):
    """What a widget's colour says; the words are those of the style sheet."""

    PLAIN = ""
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    CHECKING = "checking"


def set_state(widget: QWidget, state: State) -> None:
    """Lets the style sheet see a widget's state, and those of the fields inside of it."""
    for each in (widget, *widget.findChildren(QWidget)):
        if (each.property("state") or "") != state:
            each.setProperty("state", str(state))
            if each.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it comes later
                each.style().unpolish(each)
                each.style().polish(each)
