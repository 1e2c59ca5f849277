"""What input gradients along a line between two pictures found."""

from dataclasses import dataclass

from resnet_viz.core.experiments.net import Net


@dataclass(frozen=True, slots=True)
class Shattered:
    """The gradient of one pixel at each point of the line, and its autocorrelation by lag.

    `correlation` begins at lag 0, where it is 1. It is empty where the gradient is 0 everywhere.
    `has_overflowed` where a gradient is beyond what PyTorch's numbers reach: both are then empty.
    """

    net: Net
    seed: int
    gradient: tuple[float, ...]
    correlation: tuple[float, ...]
    has_overflowed: bool = False
