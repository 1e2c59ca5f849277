"""Directions in the space of weights, each filter as long as the network's own.

Li et al. 2018, "Visualizing the Loss Landscape of Neural Nets", section 4: filter normalisation.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

Direction = Mapping[str, Tensor]
"""By the names of parameters; those that are missing stay where they are."""


def direction_of(net: nn.Module, seed: int) -> Direction:
    """A random direction: one filter of it is as long as that filter of the network.

    A filter is what gives one channel, or one class. Batch norms and biases get no direction, which
    leaves weights of at least two sides.
    """
    generator = torch.Generator().manual_seed(seed)
    return {
        name: _normalised(torch.randn(weight.shape, generator=generator), weight.detach())
        for name, weight in net.named_parameters()
        if weight.dim() > 1
    }


def _normalised(drawn: Tensor, weight: Tensor) -> Tensor:
    sides = (-1, *[1] * (weight.dim() - 1))
    lengths: Tensor = weight.flatten(1).norm(dim=1) / drawn.flatten(1).norm(dim=1)
    return drawn * lengths.reshape(sides)


class Moved:
    """A network's own weights, and the network moved away from them by steps along directions."""

    def __init__(self, net: nn.Module, directions: tuple[Direction, ...]) -> None:
        self.net = net
        self._directions = directions
        names = set().union(*directions)
        self._moving = {name: each for name, each in net.named_parameters() if name in names}
        self._start = {name: each.detach().clone() for name, each in self._moving.items()}

    @torch.no_grad()
    def to(self, steps: tuple[float, ...]) -> nn.Module:
        """The network at the start plus these steps, one a direction; there are no more at last."""
        for name, weight in self._moving.items():
            weight.copy_(self._start[name])
            for step, direction in zip(steps, self._directions, strict=False):
                weight.add_(direction[name], alpha=step)
        return self.net
