"""The loss around a network's weights: a slice of all networks, and contours of each."""

from collections.abc import Iterable

from resnet_viz.core.experiments.found.landscape import Landscape
from resnet_viz.core.experiments.net import names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Grid, Plot, Series, Side

FINE = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0)  # around what guessing costs
COARSE = (1.0, 2.0, 5.0)  # of other powers of ten
POWERS = range(-8, 10)
MOST_CONTOURS = 16
MOST_EVEN = 20.0  # a larger loss would leave the rest of an even axis flat
FIRST = Side("first direction")
LEAST_ROWS = 2  # of a grid that has contours


def plots(outcome: Outcome) -> tuple[Plot, ...]:
    """The slice, then the contours of each network that has a grid so far, of the same losses."""
    found = outcome.found.landscapes
    if not found:
        return ()
    largest = max((max(each.line, default=0.0) for each in found), default=0.0)
    loss = Side("loss", is_log=True) if largest > MOST_EVEN else Side("loss", least=0)
    slices = Plot("Loss along one direction", FIRST, loss, tuple(_slices(found)), key="slice")
    return (slices, *_contours([each for each in found if len(each.grid) >= LEAST_ROWS]))


def levels_of(found: Iterable[Landscape]) -> tuple[float, ...]:
    """The contours between the least and the largest loss of all grids, about even on a log scale.

    Where there would be too many, only powers of ten.
    """
    losses = [value for each in found for row in each.grid for value in row]
    every = [step * 10.0**power for power in POWERS for step in (FINE if power == 0 else COARSE)]
    between = [level for level in every if min(losses) < level < max(losses)]
    powers = [level for level in between if level in {10.0**power for power in POWERS}]
    return tuple(between if len(between) <= MOST_CONTOURS else powers)


def _slices(found: Iterable[Landscape]) -> Iterable[Series]:
    found = tuple(found)
    names = names_of(each.net for each in found)
    for each in found:
        points = tuple(zip(each.at, each.line, strict=True))
        yield Series(names[each.net], points, each.net.hue)


def _contours(found: list[Landscape]) -> Iterable[Plot]:
    levels = levels_of(found) if found else ()
    names = names_of(each.net for each in found)
    for each in found:
        grid = Grid(
            each.grid_at,
            each.grid,
            levels,
            each.net.hue,
            each.minima or (),
            "local minimum" if each.minima else "",
        )
        title = f"Loss around {names[each.net]}"
        yield Plot(title, FIRST, Side("second direction"), grid=grid, key=f"grid {each.net.arch}")
