"""Undo and redo, back and forward."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from resnet_viz.core.message import translate
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.session.session import Session

Key = QKeySequence.StandardKey
REDO_KEYS = "Ctrl+Shift+Z", "Ctrl+Y"


def _undo(feature: "StepsFeature") -> ActionState:
    text = feature.session.timeline.undo_text
    words = f"Undo: {translate(text)}" if text else "Undo"
    return ActionState(words, text is not None, reason="Nothing to undo")


def _redo(feature: "StepsFeature") -> ActionState:
    text = feature.session.timeline.redo_text
    words = f"Redo: {translate(text)}" if text else "Redo"
    return ActionState(words, text is not None, reason="Nothing to redo")


def _back(feature: "StepsFeature") -> ActionState:
    is_possible = bool(feature.session.visited.earlier)
    return ActionState(is_enabled=is_possible, reason="This is the first network")


def _forward(feature: "StepsFeature") -> ActionState:
    is_possible = bool(feature.session.visited.later)
    return ActionState(is_enabled=is_possible, reason="This is the last network")


class StepsFeature(QObject):
    """Takes changes back and does them again; goes through the networks that were looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session

    @action("Edit", "Undo", "Undo the last change", Key.Undo, state=_undo)
    def undo(self) -> None:
        self.session.undo()

    @action("Edit", "Redo", "Redo the change that was undone", REDO_KEYS, state=_redo)
    def redo(self) -> None:
        self.session.redo()

    @action("View", "Back", "Go back to the previous network", "Alt+Left", state=_back)
    def go_back(self) -> None:
        self.session.go_back()

    @action("View", "Forward", "Go forward to the next network", "Alt+Right", state=_forward)
    def go_forward(self) -> None:
        self.session.go_forward()
