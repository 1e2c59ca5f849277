"""What input gradients along a line between two pictures found."""

from dataclasses import dataclass

from resnet_viz.core.experiments.net import Net


@dataclass(frozen=True, slots=True)
class Shattered:
    """The gradient of one pixel at each point of the line, and how alike gradients are by lag.

    `correlation` is the mean cosine of the angle between the gradients of all pixels at two points,
    by how many points they are apart, from 0 on, where it is 1. It is empty where every gradient is
    0. `has_overflowed` where one is beyond what PyTorch's numbers reach: both are then empty.
    """

    net: Net
    seed: int
    gradient: tuple[float, ...]
    correlation: tuple[float, ...]
    has_overflowed: bool = False

    @property
    def neighbour_cosine(self) -> float | None:
        """The correlation of neighbouring points, None where there is none."""
        return self.correlation[1] if len(self.correlation) > 1 else None
