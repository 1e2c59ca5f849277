"""What gradient flow found: how large gradients are on their way through a network."""

from dataclasses import dataclass

from resnet_viz.core.experiments.net import Net


@dataclass(frozen=True, slots=True)
class Flow:
    """One network with one seed at its start.

    `signal` is |dL/dx| at the output of the stem and of each block, `weights` |dL/dW| of each
    convolution in the order of the branches, the stem's first, `activations` the root mean square
    at the places of `signal`. All are 0 or more. `has_overflowed` where one is beyond what
    PyTorch's numbers reach: the lists are then empty and the loss is 0.
    """

    net: Net
    seed: int
    loss: float
    signal: tuple[float, ...]
    weights: tuple[float, ...]
    activations: tuple[float, ...]
    has_overflowed: bool = False

    @property
    def signal_ratio(self) -> float | None:
        """The stem's signal over the last block's, None where there is nothing to divide."""
        return _first_over_last(self.signal)

    @property
    def weights_ratio(self) -> float | None:
        """The first convolution's gradient over the last one's, None as above."""
        return _first_over_last(self.weights)


def _first_over_last(values: tuple[float, ...]) -> float | None:
    return values[0] / values[-1] if values and values[-1] else None
