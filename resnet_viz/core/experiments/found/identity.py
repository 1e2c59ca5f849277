"""What growing a network by blocks that change nothing found."""

from dataclasses import dataclass

from resnet_viz.core.experiments.found.training import Training
from resnet_viz.core.experiments.net import Net


@dataclass(frozen=True, slots=True)
class Growth:
    """A trained network and the deeper one that it was grown to by so many `added` blocks.

    The logits are those of the first test picture, in evaluation. The differences are the largest
    of any logit: in evaluation over all test pictures, in training mode over one batch. All are
    after batch norm's statistics were measured again. `trained_on` is what the grown network
    learned then, if it did.
    """

    net: Net
    grown: Net
    seed: int
    added: int
    pictures: int
    logits: tuple[float, ...]
    grown_logits: tuple[float, ...]
    eval_difference: float
    training_difference: float
    accuracy: float
    grown_accuracy: float
    trained_on: Training | None = None
