"""Which of the diagram's menu entries are ticked."""

from collections.abc import Callable
from typing import Protocol

from resnet_viz.core.graph.graph import Graph
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.ui.parts.action import ActionState, Method, action

KeyOf = Callable[[Graph, View, str], str]
NOTHING_SELECTED = "Select a stage, a block or a layer of one first"
SO_ALREADY = "The diagram shows that already"


class Viewed(Protocol):
    """What has a view."""

    @property
    def view(self) -> View: ...

    @property
    def shown_view(self) -> View: ...

    def key_by(self, find: KeyOf) -> str: ...


def level_action(
    level: Level, text: str, tip: str, *, starts_group: bool = False
) -> Callable[[Method], Method]:
    """Declares a method as the one that shows a level, marked while it is shown."""

    def state(feature: Viewed) -> ActionState:
        return ActionState(is_on=feature.view.level is level)

    keys = f"Ctrl+{list(Level).index(level) + 1}"
    return action("View", text, tip, keys, starts_group=starts_group, group="level", state=state)


def is_folded(feature: Viewed) -> ActionState:
    """Whether equal blocks are merged."""
    return ActionState(is_on=feature.view.is_folded)


def flows_right(feature: Viewed) -> ActionState:
    """Whether data flows to the right."""
    return ActionState(is_on=feature.view.direction is Direction.LEFT_TO_RIGHT)


def is_to_scale(feature: Viewed) -> ActionState:
    """Whether boxes are to scale."""
    return ActionState(is_on=feature.view.is_to_scale)


def opens(feature: Viewed) -> ActionState:
    """Whether what is selected can be unfolded or folded."""
    return ActionState(is_enabled=bool(selected_key(feature)), reason=NOTHING_SELECTED)


def closes(feature: Viewed) -> ActionState:
    """Whether what is selected is part of something that can be folded."""
    return ActionState(is_enabled=bool(outer_key(feature)), reason=NOTHING_SELECTED)


def is_all(view: View) -> Callable[[Viewed], ActionState]:
    """Possible unless the diagram is folded as this view is, in level and in what is open."""

    def state(feature: Viewed) -> ActionState:
        wanted = view.level, view.is_folded, view.toggled
        views = feature.view, feature.shown_view
        is_other = any((now.level, now.is_folded, now.toggled) != wanted for now in views)
        return ActionState(is_enabled=is_other, reason=SO_ALREADY)

    return state


def selected_key(feature: Viewed) -> str:
    """What to toggle to unfold or fold what is selected, '' for nothing."""
    from resnet_viz.diagram.cells.keys import key_of  # not before the first paint

    return feature.key_by(key_of)


def outer_key(feature: Viewed) -> str:
    """What to toggle to fold what the selected is part of, '' for nothing."""
    from resnet_viz.diagram.cells.keys import outer_key_of  # not before the first paint

    return feature.key_by(outer_key_of)
