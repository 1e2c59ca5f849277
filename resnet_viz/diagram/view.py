"""What of a network a picture shows, and how: the choices of one drawing."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much one box stands for."""

    NETWORK = "network"
    STAGE = "stage"
    BLOCK = "block"
    LAYER = "layer"


class Direction(StrEnum):
    """Where the data flows within a stage."""

    TOP_TO_BOTTOM = "TB"
    LEFT_TO_RIGHT = "LR"


@dataclass(frozen=True, slots=True)
class View:
    """Level, folding of equal neighbours, direction, and whether boxes are to scale.

    Only boxes of layers and blocks are ever to scale.
    """

    level: Level = Level.BLOCK
    is_folded: bool = False
    direction: Direction = Direction.TOP_TO_BOTTOM
    is_to_scale: bool = False
