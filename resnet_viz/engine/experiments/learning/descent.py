"""Stochastic gradient descent with momentum and weight decay, as `torch.optim.SGD` has it.

PyTorch's own class imports its compiler at the first use, which takes most of a second.
"""

from collections.abc import Sequence

import torch
from torch import Tensor

from resnet_viz.core.experiments.setting import LEARNING_RATE, MOMENTUM, WEIGHT_DECAY


class Descent:
    """Parameters on their way down, and the velocity of each."""

    def __init__(self, parameters: Sequence[Tensor]) -> None:
        self._parameters = parameters
        self._velocities: list[Tensor] = []

    def step(self) -> None:
        """v = momentum · v + (gradient + decay · weight), from v = 0 on; weight −= rate · v."""
        with torch.no_grad():
            moved = [each for each in self._parameters if each.grad is not None]
            gradients = [each.grad for each in moved if each.grad is not None]
            forces = torch._foreach_add(gradients, moved, alpha=WEIGHT_DECAY)
            if self._velocities:
                torch._foreach_mul_(self._velocities, MOMENTUM)
                torch._foreach_add_(self._velocities, forces)
            else:
                self._velocities = list(forces)
            torch._foreach_add_(moved, self._velocities, alpha=-LEARNING_RATE)

    def go_on_from(self, other: "Descent") -> None:
        """Takes over another's velocities; they stay the other's as they are."""
        self._velocities = [each.clone() for each in other._velocities]
