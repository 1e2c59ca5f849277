"""What gradient flow found: how large gradients are on their way through a network."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flow:
    """One network with one seed at its start.

    `signal` is |dL/dx| at the output of the stem and of each block, `weights` |dL/dW| of each
    convolution in the order of the branches, the stem's first, `activations` the root mean square
    at the places of `signal`.
    """

    arch: str
    seed: int
    loss: float
    signal: tuple[float, ...]
    weights: tuple[float, ...]
    activations: tuple[float, ...]
