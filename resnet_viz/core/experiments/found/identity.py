"""What growing a network by blocks that change nothing found."""

from dataclasses import dataclass

from resnet_viz.core.experiments.found.training import Training
from resnet_viz.core.experiments.net import Net


@dataclass(frozen=True, slots=True)
class Growth:
    """A trained network and the deeper one that it was grown to.

    The logits are those of one picture, in evaluation; the differences are the largest over many.
    """

    net: Net
    grown: Net
    logits: tuple[float, ...]
    grown_logits: tuple[float, ...]
    eval_difference: float
    training_difference: float
    accuracy: float
    grown_accuracy: float
    trained_on: Training | None = None
