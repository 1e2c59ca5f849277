"""What input gradients along a line between two pictures found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shattered:
    """The gradient of one pixel at each point of the line, and its autocorrelation by lag."""

    arch: str
    seed: int
    gradient: tuple[float, ...]
    correlation: tuple[float, ...]
