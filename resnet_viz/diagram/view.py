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
    """Level, folding of equal neighbours, and direction of a picture."""

    level: Level = Level.BLOCK
    is_folded: bool = False
    direction: Direction = Direction.TOP_TO_BOTTOM
