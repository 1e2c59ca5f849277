"""Paths as three small charts: Veit et al. 2016, figure 6."""

from collections.abc import Iterable, Sequence

from resnet_viz.core.experiments.found.paths import Paths
from resnet_viz.core.experiments.net import names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Dash, Plot, Point, Series, Side

BRANCHES = Side("branches on the path")
COUNTS = "share of paths"


def plots(outcome: Outcome) -> tuple[Plot, ...]:
    """How many paths there are, what one of them carries, and what all of a length carry."""
    found = outcome.found.paths
    if not found:
        return ()
    counts = _counts(found)
    return (
        Plot("Paths by length", BRANCHES, Side(COUNTS, least=0), counts, key="counts"),
        Plot(
            "Gradient along one path",
            BRANCHES,
            Side("|dL/dx|", is_log=True),
            tuple(_series(found, gradient=True)),
            key="gradient",
        ),
        Plot(
            "Gradient by length of path",
            BRANCHES,
            Side("share of the gradient", least=0),
            (*counts, *_series(found, gradient=False)),
            key="share",
        ),
    )


def _counts(found: Iterable[Paths]) -> tuple[Series, ...]:
    """One line for each number of branches: networks of as many have the same."""
    every = dict.fromkeys(each.counts for each in found)
    name = COUNTS if len(every) == 1 else ""
    return tuple(
        Series(name or f"{COUNTS}, {len(counts) - 1} branches", _points(counts), dash=Dash.DOTTED)
        for counts in every
    )


def _series(found: Iterable[Paths], *, gradient: bool) -> Iterable[Series]:
    found = tuple(found)
    names = names_of(each.net for each in found)
    first = found[0].seed
    for each in found:
        yield Series(
            f"{names[each.net]}, {'trained' if each.is_trained else 'untrained'}",
            _points(each.gradient if gradient else each.share),
            each.net.hue,
            Dash.SOLID if each.is_trained else Dash.DASHED,
            is_thin=each.seed != first,
        )


def _points(values: Sequence[float]) -> tuple[Point, ...]:
    return tuple((float(length), value) for length, value in enumerate(values))
