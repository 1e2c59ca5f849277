"""What is shown of an outcome, whatever the experiment: plots, a caption, figures of its own."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Plot
from resnet_viz.core.message import Message


class Telling(NamedTuple):
    """How one experiment is shown.

    `caption` gives sentences, each a template whose condition the outcome meets: none is claimed
    that was not measured. `plots` gives the panels from left to right and top to bottom.
    `figures` gives the entries of its networks in JSON.
    """

    plots: Callable[[Outcome], tuple[Plot, ...]]
    caption: Callable[[Outcome], tuple[Message, ...]]
    figures: Callable[[Outcome], tuple[dict[str, object], ...]]


TELLINGS: Mapping[Experiment, Telling] = {}
"""A row an experiment, put here next to its plots and captions."""
