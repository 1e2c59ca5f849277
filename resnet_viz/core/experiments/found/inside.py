"""What is inside a network after each block."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inside:
    """By the stem's output and each block's: what a reader of the features gets right.

    `branch_ratio` is ‖F‖/‖x‖ and `cosine` that of the angle between F and x, by block, empty for a
    plain network.
    """

    arch: str
    seed: int
    is_trained: bool
    probe: tuple[float, ...]
    readout: tuple[float, ...]
    branch_ratio: tuple[float, ...]
    cosine: tuple[float, ...]
