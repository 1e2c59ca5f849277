"""What removing blocks and shortcuts found."""

from dataclasses import dataclass

from resnet_viz.core.experiments.net import Net


@dataclass(frozen=True, slots=True)
class BlockLesion:
    """Accuracy without a block, with its shortcut cut, and with the next block before it.

    Each is None where that can't be done. `shortcut` is the path of the sum that it leads to, as
    the graph names it, empty in a plain network.
    """

    path: str
    shortcut: str
    is_shape_changing: bool
    dropped: float | None
    cut: float | None
    swapped: float | None


@dataclass(frozen=True, slots=True)
class RandomLesions:
    """Accuracy without so many blocks, for several sets of them drawn at random."""

    count: int
    accuracies: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Lesions:
    """One trained network: its accuracy whole, without each block, and without random ones.

    Accuracy is the share of test pictures that it names; `pictures` are how many. `chosen` are the
    paths of blocks and shortcuts that a person cut and that are in this network, `chosen_accuracy`
    is without all of them, None where one of `chosen` can't be removed.
    """

    net: Net
    seed: int
    accuracy: float
    chance: float
    pictures: int
    blocks: tuple[BlockLesion, ...] = ()
    random: tuple[RandomLesions, ...] = ()
    chosen: tuple[str, ...] = ()
    chosen_accuracy: float | None = None
