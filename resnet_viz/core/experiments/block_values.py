"""A value for each block of a network, of what was found: what its diagram can be coloured by."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.found.inside import Inside
from resnet_viz.core.experiments.found.lesion import Lesions
from resnet_viz.core.experiments.found.training import Training
from resnet_viz.core.experiments.net import Net, names_of
from resnet_viz.core.experiments.outcome import Outcome


class BlockFigure(StrEnum):
    """What the value of a block is."""

    SIGNAL = "signal"
    BRANCH_RATIO = "branch_ratio"
    ACCURACY_LOST = "accuracy_lost"


class FigureText(NamedTuple):
    """What a figure is called in a list, and in a legend."""

    brief: str
    title: str


TEXTS: Mapping[BlockFigure, FigureText] = {
    BlockFigure.SIGNAL: FigureText("Signal", "signal |dL/dx|"),
    BlockFigure.BRANCH_RATIO: FigureText("‖F‖/‖x‖", "‖F‖/‖x‖"),
    BlockFigure.ACCURACY_LOST: FigureText("Accuracy lost", "accuracy lost when dropped"),
}


class BlockValues(NamedTuple):
    """Values by block in their order, None where one can't be measured; `stem` is the stem's."""

    figure: BlockFigure
    blocks: tuple[float | None, ...]
    stem: float | None = None

    @property
    def is_log(self) -> bool:
        """Whether values differ by factors rather than by amounts."""
        return self.figure is BlockFigure.SIGNAL

    @property
    def span(self) -> tuple[float, float] | None:
        """The least and the greatest value, None for none."""
        known = [value for value in (self.stem, *self.blocks) if value is not None]
        return (min(known), max(known)) if known else None


Measured = Flow | Training | Inside | Lesions


def nets_in(outcome: Outcome) -> Mapping[Net, str]:
    """The networks of which something was found, in the order of the run, and their names."""
    found = outcome.found
    entries = (
        *_measured(outcome),
        *found.growth,
        *found.shattered,
        *found.paths,
        *found.landscapes,
        *found.responses,
    )
    return names_of(entry.net for entry in entries)


def values_of(outcome: Outcome, net: Net, step: int | None = None) -> BlockValues | None:
    """A network's values with the first seed, None where there are none.

    `step` is that of training, the last one if it is left out.
    """
    found = [each for each in _measured(outcome) if each.net == net]
    values = [_VALUES[type(each)](each, step) for each in found]
    known = [each for each in values if each is not None and each.span is not None]
    return known[-1] if known else None


def _measured(outcome: Outcome) -> Iterable[Measured]:
    """What is known by block, of the first seed; of inside, untrained before trained."""
    found = outcome.found
    first = outcome.setting.seed
    every: tuple[Measured, ...] = (*found.flow, *found.training, *found.inside, *found.lesions)
    return [each for each in every if each.seed == first]


def _of_flow(flow: Flow, _: int | None) -> BlockValues | None:
    return _signal(flow.signal)


def _of_training(training: Training, step: int | None) -> BlockValues | None:
    records = [each for each in training.records if step is None or each.step <= step]
    return _signal(records[-1].signal) if records else None


def _signal(values: tuple[float, ...]) -> BlockValues | None:
    return BlockValues(BlockFigure.SIGNAL, values[1:], values[0]) if values else None


def _of_inside(inside: Inside, _: int | None) -> BlockValues | None:
    return BlockValues(BlockFigure.BRANCH_RATIO, inside.branch_ratio)


def _of_lesions(lesions: Lesions, _: int | None) -> BlockValues | None:
    lost = tuple(
        None if block.dropped is None else lesions.accuracy - block.dropped
        for block in lesions.blocks
    )
    return BlockValues(BlockFigure.ACCURACY_LOST, lost)


_VALUES: Mapping[type, Callable[..., BlockValues | None]] = {
    Flow: _of_flow,
    Training: _of_training,
    Inside: _of_inside,
    Lesions: _of_lesions,
}
