"""Which two blocks are compared: what a session has of the page of blocks."""

from dataclasses import dataclass
from enum import StrEnum


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
