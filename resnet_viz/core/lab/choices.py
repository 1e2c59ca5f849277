"""What a person chooses in a comparison, as a session has it: what is varied, which blocks."""

from dataclasses import dataclass
from enum import StrEnum


class Varied(StrEnum):
    """What a measure is drawn against, by the keys of axes.

    The depth, the width of the first stage, or the height of the image.
    """

    DEPTH = "depth"
    WIDTH = "width"
    INPUT = "input"


class Same(StrEnum):
    """What both blocks have in common.

    `OUTPUT` is the size of the stage's output, height and width, as the two networks have it;
    `WIDTH` is the channels too: the basic block works on all that the bottleneck carries.
    """

    OUTPUT = "output"
    WIDTH = "width"


class BlockPlace(StrEnum):
    """Which block of the stage: the first, which changes the shape, or any after it."""

    FIRST = "first"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class PairSetup:
    """What is compared: the stage, counted from 1, which of its blocks, and what is the same."""

    stage: int = 3
    same: Same = Same.OUTPUT
    place: BlockPlace = BlockPlace.LATER
