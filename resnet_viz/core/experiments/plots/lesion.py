"""Lesions as bars by block, and as a curve over how many random blocks are gone."""

from collections.abc import Callable, Iterator
from statistics import fmean

from resnet_viz.core.experiments.found.lesion import BlockLesion, Lesions
from resnet_viz.core.experiments.net import names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Level, Mark, Plot, Series, Side
from resnet_viz.core.experiments.plots.shares import accuracy_side, guessing_level

HATCHED = "can't be removed"
Measured = Callable[[BlockLesion], float | None]


def plots(outcome: Outcome) -> tuple[Plot, ...]:
    """Accuracy without a person's choice, then without each block, each shortcut, and so on."""
    lesions = outcome.found.lesions
    if not lesions:
        return ()
    residual = tuple(each for each in lesions if each.net.is_residual)
    dropped = _bars("dropped", "Accuracy without one block", lesions, lambda block: block.dropped)
    cut = _bars("cut", "Accuracy with one shortcut cut", residual, lambda block: block.cut)
    swapped = _bars(
        "swapped",
        "Accuracy with two neighbours swapped",
        lesions,
        lambda block: block.swapped,
        x="block, swapped with the next",
    )
    without_one = dropped._replace(
        pale_text="changes the shape", hatched_text=_hatched_text(dropped.series)
    )
    return (
        *_chosen(lesions),
        without_one,
        *((cut,) if residual else ()),
        swapped,
        _random(lesions),
    )


def _bars(
    key: str, title: str, lesions: tuple[Lesions, ...], measured: Measured, x: str = "block"
) -> Plot:
    """Accuracy by block of each network: bars of its first seed, dots of further ones."""
    names = names_of(each.net for each in lesions)
    series = [_by_block(each, names[each.net], measured, key) for each in _firsts(lesions)]
    series += [
        _by_block(each, "", measured, key)._replace(mark=Mark.DOTS, is_thin=True, pale=())
        for each in lesions
        if each not in _firsts(lesions)
    ]
    side = Side(x)
    return Plot(title, side, accuracy_side(), tuple(series), _levels(lesions), key=key)


def _by_block(lesions: Lesions, name: str, measured: Measured, key: str) -> Series:
    numbered = list(enumerate(lesions.blocks, start=1))
    is_drop = key == "dropped"
    return Series(
        name,
        tuple((n, value) for n, each in numbered if (value := measured(each)) is not None),
        lesions.net.hue,
        mark=Mark.BARS,
        pale=tuple(n for n, each in numbered if is_drop and _is_pale(each)),
        hatched=tuple(n for n, each in numbered if is_drop and each.dropped is None),
    )


def _is_pale(block: BlockLesion) -> bool:
    return block.is_shape_changing and block.dropped is not None


def _levels(lesions: tuple[Lesions, ...]) -> tuple[Level, ...]:
    names = names_of(each.net for each in lesions)
    whole = [
        Level(each.accuracy, f"{names[each.net]} whole", each.net.hue) for each in _firsts(lesions)
    ]
    return (*whole, *guessing_level({each.chance for each in lesions}))


def _chosen(lesions: tuple[Lesions, ...]) -> Iterator[Plot]:
    """Each network whole and without what a person cut, hatched where that can't be measured."""
    names = names_of(each.net for each in lesions)
    cut = [each for each in _firsts(lesions) if each.chosen]
    if not cut:
        return
    series = []
    for each in cut:
        values = (each.accuracy, each.chosen_accuracy)
        points = tuple((float(x), y) for x, y in enumerate(values) if y is not None)
        hatched = () if each.chosen_accuracy is not None else (1.0,)
        name = names[each.net]
        series.append(Series(name, points, each.net.hue, mark=Mark.BARS, hatched=hatched))
    yield Plot(
        "Accuracy without your choice",
        Side("", names=("whole", "cut")),
        accuracy_side(),
        tuple(series),
        guessing_level({each.chance for each in cut}),
        key="chosen",
        hatched_text=_hatched_text(tuple(series)),
    )


def _hatched_text(series: tuple[Series, ...]) -> str:
    """What hatched bars mean, '' where there are none."""
    return HATCHED if any(each.hatched for each in series) else ""


def _random(lesions: tuple[Lesions, ...]) -> Plot:
    """Each set of k random blocks as a dot, and a line through their means."""
    names = names_of(each.net for each in lesions)
    series = []
    for each in _firsts(lesions):
        dots = [(of.count, value) for of in each.random for value in of.accuracies]
        means = [(of.count, fmean(of.accuracies)) for of in each.random if of.accuracies]
        series.append(Series("", _points(dots), each.net.hue, mark=Mark.DOTS, is_thin=True))
        line = _points([(0, each.accuracy), *means])
        series.append(Series(names[each.net], line, each.net.hue))
    return Plot(
        "Accuracy without several random blocks",
        Side("blocks removed"),
        accuracy_side(),
        tuple(series),
        guessing_level({each.chance for each in lesions}),
        key="random",
        note="Dots: one set of blocks. Line: their mean.",
    )


def _points(pairs: list[tuple[int, float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), y) for x, y in pairs)


def _firsts(lesions: tuple[Lesions, ...]) -> tuple[Lesions, ...]:
    """The first seed of each network."""
    firsts: dict[object, Lesions] = {}
    for each in lesions:
        firsts.setdefault(each.net, each)
    return tuple(firsts.values())
