"""What may be said of a landscape: losses and counts, never what kind of landscape it is."""

from collections.abc import Iterator, Sequence

from resnet_viz.core.experiments.found.landscape import LOW_LOSS, MOST_LOSS, Landscape
from resnet_viz.core.experiments.net import Net, names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.message import Message
from resnet_viz.core.wording import counted

PAIR = 2


def caption(outcome: Outcome) -> tuple[Message, ...]:
    """What was counted on grids, compared first, the loss at the weights and around, and how."""
    found = outcome.found.landscapes
    if not found:
        return ()
    names = names_of(each.net for each in found)
    weights = "trained" if outcome.setting.steps else "untrained"
    slices = (message for each in found for message in _slice(each, names[each.net], weights))
    grids = (message for each in found for message in _grid(each, names[each.net]))
    return (*_compared(found, names), *grids, *slices, *_method(outcome))


def _slice(landscape: Landscape, name: str, weights: str) -> Iterator[Message]:
    """Sentences on a whole line, which has its weights in the middle."""
    at, line = landscape.at, landscape.line
    if len(line) < PAIR or at[0] + at[-1] != 0:
        return
    middle, lowest = line[len(line) // 2], min(line)
    yield Message(
        "The loss of {name} is {middle:.3g} at its {weights} weights, and {left:.3g} and "
        "{right:.3g} at the ends of the line.",
        {
            "name": name,
            "weights": weights,
            "middle": middle,
            "left": line[0],
            "right": line[-1],
        },
    )
    if lowest < middle:
        yield Message(
            "The lowest on the line is {lowest:.3g}, at {place:.2g} of the weights' length.",
            {"lowest": lowest, "place": abs(at[line.index(lowest)])},
        )


def _grid(landscape: Landscape, name: str) -> Iterator[Message]:
    if landscape.minima is None or landscape.low_cells is None:
        return
    yield Message(
        "The grid of {name} has {minima} within its edge, and {low} of its {cells} places have a "
        "loss below {loss:g}.",
        {
            "name": name,
            "minima": _minima_text(len(landscape.minima)),
            "low": landscape.low_cells,
            "cells": landscape.cells,
            "loss": LOW_LOSS,
        },
    )


def _minima_text(minima: int) -> str:
    if minima == 0:
        return "no local minimum"
    return "1 local minimum" if minima == 1 else f"{minima} local minima"


def _compared(found: Sequence[Landscape], names: dict[Net, str]) -> Iterator[Message]:
    """Which of two networks, one with shortcuts and one without, has the wider low part."""
    whole = [each for each in found if each.low_cells is not None]
    if len(whole) != PAIR or whole[0].net.is_residual == whole[1].net.is_residual:
        return
    less, more = sorted(whole, key=lambda each: each.low_cells or 0)
    if less.low_cells != more.low_cells:
        yield Message(
            "In this slice the part with a loss below {loss:g} is wider around {more} than around "
            "{less}.",
            {"loss": LOW_LOSS, "more": names[more.net], "less": names[less.net]},
        )


def _method(outcome: Outcome) -> Iterator[Message]:
    found = outcome.found.landscapes
    norms = "Batch norm takes the statistics of the same {pictures} everywhere. "
    yield Message(
        "At 1 a direction is as long as the weights, filter by filter (Li et al. 2018). "
        f"{norms if outcome.setting.has_batch_norm else ''}"
        "A slice says nothing of all other directions.",
        {"pictures": counted(found[0].pictures, "picture")},
    )
    if any(MOST_LOSS in (*each.line, *sum(each.grid, ())) for each in found):
        yield Message(
            "Losses that are not finite or above {most:g} are drawn as that.", {"most": MOST_LOSS}
        )
