"""One step of an experiment that runs."""

from collections.abc import Callable
from typing import NamedTuple

from resnet_viz.core.experiments.outcome import Found


class Progressed(NamedTuple):
    """What a step did, how many of all are done, and a function that gives what was found so far.

    Between two steps a run may be stopped or paused, so a step is short: about 0.15 s at most.
    """

    doing: str
    done: int
    total: int
    found: Callable[[], Found]
