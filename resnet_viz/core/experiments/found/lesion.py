"""What removing blocks and shortcuts found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BlockLesion:
    """Accuracy without a block, and with its shortcut cut, None where that can't be done."""

    path: str
    is_shape_changing: bool
    dropped: float | None
    cut: float | None


@dataclass(frozen=True, slots=True)
class Lesions:
    """One trained network: its accuracy whole, by block, and with k random blocks removed.

    `chosen` are the paths that a person cut, `chosen_accuracy` is without all of them.
    """

    arch: str
    accuracy: float
    chance: float
    blocks: tuple[BlockLesion, ...] = ()
    random: tuple[tuple[float, ...], ...] = ()
    chosen: tuple[str, ...] = ()
    chosen_accuracy: float | None = None
