"""Shattered gradients as plots: one pixel's gradient along the line, and how alike they are."""

from resnet_viz.core.experiments.found.shattered import Shattered
from resnet_viz.core.experiments.net import HUES, WORDS, NetKind, names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Level, Mark, Plot, Point, Series, Side
from resnet_viz.core.experiments.plots.dashes import dashes_of

MOST_CURVES = 3  # of one pixel: those of the deepest networks
MOST_DEPTHS = 3  # of correlations: as many as there are strokes to tell them apart
UNRELATED = Level(0.0, "unrelated")


def plots(outcome: Outcome) -> tuple[Plot, ...]:
    """The deepest networks' curves, all correlations by lag, and by depth where there are some."""
    found = outcome.found.shattered
    curves = tuple(_curve(each) for each in _deepest(found))
    depths = {each.net.depth for each in found}
    by_depth = (_by_depth(found),) if len(depths) > 1 else ()
    return (*curves, _correlations(outcome), *by_depth)


def _deepest(found: tuple[Shattered, ...]) -> tuple[Shattered, ...]:
    """Those of the first seed and the greatest depth."""
    deepest = max((each.net.depth for each in found), default=0)
    first = found[0].seed if found else 0
    chosen = [each for each in found if (each.net.depth, each.seed) == (deepest, first)]
    return tuple(chosen[:MOST_CURVES])


def _curve(each: Shattered) -> Plot:
    points = tuple((float(place), value) for place, value in enumerate(each.gradient))
    return Plot(
        f"One pixel's gradient: {each.net.name}",
        Side("point on the line"),
        Side("gradient of the middle pixel"),
        (Series(each.net.name, points, each.net.hue),),
        key=f"gradient {each.net.arch}",
    )


def _correlations(outcome: Outcome) -> Plot:
    depths = sorted({each.net.depth for each in outcome.found.shattered})[-MOST_DEPTHS:]
    found = [each for each in outcome.found.shattered if each.net.depth in depths]
    first = outcome.setting.seed
    names, dashes = names_of(each.net for each in found), dashes_of(each.net for each in found)
    lines = tuple(
        Series(
            names[each.net],
            tuple((float(lag), value) for lag, value in enumerate(each.correlation)),
            each.net.hue,
            dashes[each.net.depth],
            is_thin=each.seed != first,
        )
        for each in found
    )
    return Plot(
        "How alike gradients are, by distance",
        Side("points apart"),
        Side("mean cosine", least=0, most=1),
        lines,
        levels=(UNRELATED,),
        key="correlation",
    )


def _by_depth(found: tuple[Shattered, ...]) -> Plot:
    kinds = dict.fromkeys(each.net.kind for each in found)
    return Plot(
        "Neighbouring points, by depth",
        Side("depth"),
        Side("mean cosine", least=0, most=1),
        tuple(
            Series(WORDS[kind], _by_depth_of(found, kind), HUES[kind], mark=Mark.DOTS)
            for kind in kinds
        ),
        levels=(UNRELATED,),
        key="depth",
    )


def _by_depth_of(found: tuple[Shattered, ...], kind: NetKind) -> tuple[Point, ...]:
    return tuple(
        (float(each.net.depth), each.neighbour_cosine)
        for each in sorted(found, key=lambda each: each.net.depth)
        if each.net.kind is kind and each.neighbour_cosine is not None
    )
