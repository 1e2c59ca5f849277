"""Which of the diagram's menu entries are ticked."""

from collections.abc import Callable
from typing import Protocol

from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.ui.parts.action import ActionState


class Viewed(Protocol):
    """What has a view."""

    @property
    def view(self) -> View: ...


def is_at(level: Level) -> Callable[[Viewed], ActionState]:
    """Whether one level is shown."""
    return lambda feature: ActionState(is_on=feature.view.level is level)


def is_folded(feature: Viewed) -> ActionState:
    """Whether equal blocks are merged."""
    return ActionState(is_on=feature.view.is_folded)


def flows_right(feature: Viewed) -> ActionState:
    """Whether data flows to the right."""
    return ActionState(is_on=feature.view.direction is Direction.LEFT_TO_RIGHT)


def is_to_scale(feature: Viewed) -> ActionState:
    """Whether boxes are to scale."""
    return ActionState(is_on=feature.view.is_to_scale)
