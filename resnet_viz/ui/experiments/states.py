"""Which actions of the Learn workspace can be chosen now, and why others can't."""

from collections.abc import Callable
from typing import Protocol

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.session.learn_choice import LearnChoice
from resnet_viz.ui.experiments.switch import Switch, switches_for
from resnet_viz.ui.parts.action import ActionState

CHOOSE_FIRST, NOT_RUNNING = "Choose an experiment first", "No experiment is running"
NOT_HERE, NO_MORE = "This experiment doesn't use it", "There are no more pages this way"


class Learning(Protocol):
    """What these states are made of."""

    @property
    def choice(self) -> LearnChoice: ...

    @property
    def obstacle(self) -> str: ...

    @property
    def is_paused(self) -> bool: ...

    @property
    def can_stop(self) -> bool: ...


def run_state(learning: Learning) -> ActionState:
    """Of actions that start a run."""
    return ActionState(is_enabled=not learning.obstacle, reason=learning.obstacle)


def pause_state(learning: Learning) -> ActionState:
    """Of the action that pauses a run and goes on with it."""
    text = "Go on" if learning.is_paused else ""
    return ActionState(text, learning.can_stop, reason=NOT_RUNNING)


def unless_at(end: str) -> Callable[[Learning], ActionState]:
    """Of an action that leads on from every page but one."""

    def state(learning: Learning) -> ActionState:
        return ActionState(is_enabled=learning.choice.experiment != end, reason=NO_MORE)

    return state


def having(switch: Switch) -> Callable[[Learning], ActionState]:
    """Of an action that only experiments with a switch have."""

    def state(learning: Learning) -> ActionState:
        key = learning.choice.experiment
        archs = learning.choice.archs
        has = bool(key) and switch in switches_for(Experiment(key), archs)
        return ActionState(is_enabled=has, reason=NOT_HERE if key else CHOOSE_FIRST)

    return state
