"""What of a network a picture shows, and how: the choices of one drawing."""

from dataclasses import dataclass, replace
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

    Only boxes of layers and blocks are ever to scale. `toggled` are the paths of groups and blocks,
    and the keys of runs (`core.graph.paths.run_key`), that are drawn the other way round: unfolded
    where the level folds them, folded where it doesn't. `values` is the word of the figure that
    boxes say (`core.lab.figures.VALUES`), '' for none.
    """

    level: Level = Level.BLOCK
    is_folded: bool = False
    direction: Direction = Direction.TOP_TO_BOTTOM
    is_to_scale: bool = False
    toggled: tuple[str, ...] = ()
    values: str = ""

    def toggling(self, key: str) -> "View":
        """The same with one more thing the other way round, or back as the level has it."""
        others = tuple(each for each in self.toggled if each != key)
        return replace(self, toggled=others if key in self.toggled else (*others, key))
