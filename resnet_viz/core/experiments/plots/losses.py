"""Losses while networks learn, as curves, by depth, and what was learned."""

from collections.abc import Sequence
from statistics import fmean

from resnet_viz.core.experiments.found.training import Training
from resnet_viz.core.experiments.net import HUES, WORDS, Net, NetKind, names_of
from resnet_viz.core.experiments.plot import Level, Mark, Marked, Plot, Point, Series, Side
from resnet_viz.core.experiments.plots.dashes import dashes_of
from resnet_viz.core.experiments.plots.shares import accuracy_side, guessing_level

SMOOTHED_STEPS = 10
LOSS = Side("training loss", is_log=True)


def loss_plot(trainings: Sequence[Training], steps: int, marked: tuple[Marked, ...] = ()) -> Plot:
    """A line for each network and seed: the mean of the last 10 steps, thin for further seeds.

    The axis has room for all steps from the first on.
    """
    names = names_of(each.net for each in trainings)
    dashes = dashes_of(each.net for each in trainings)
    firsts = first_seeds(trainings)
    return Plot(
        "Training loss",
        Side("step", least=0.0, most=float(steps)),
        LOSS,
        tuple(
            Series(
                names[each.net],
                smoothed(each.loss),
                each.net.hue,
                dashes[each.net.depth],
                is_thin=each not in firsts,
                is_broken=each.ended_at is not None,
            )
            for each in trainings
        ),
        _guessing(trainings),
        key="loss",
        note="Mean of the last 10 steps.",
        marked=marked,
    )


def depth_plot(trainings: Sequence[Training]) -> Plot:
    """The final losses by depth, a dot for each network and seed."""
    return Plot(
        "Training loss by depth",
        Side("depth"),
        LOSS,
        tuple(
            Series(WORDS[kind], points, HUES[kind], mark=Mark.DOTS)
            for kind in NetKind
            if (points := _by_depth(trainings, kind))
        ),
        _guessing(trainings),
        key="depth",
        note="Mean of the last 20 steps.",
        shares_y=True,
    )


def accuracy_plot(trainings: Sequence[Training], has_batch_norm: bool) -> Plot:
    """Bars of test accuracy by depth, or by network where kind and depth don't tell them apart.

    Further seeds are dots.
    """
    tested = [each for each in trainings if each.test_accuracy is not None]
    groups = _groups_of(tested)
    places = {group: float(place) for place, group in enumerate(dict.fromkeys(groups.values()))}
    firsts = first_seeds(tested)
    series = [
        Series(
            WORDS[kind],
            tuple(
                sorted(
                    (places[groups[each.net]], each.test_accuracy or 0.0)
                    for each in tested
                    if each.net.kind is kind and (each in firsts) is is_first
                )
            ),
            HUES[kind],
            mark=Mark.BARS if is_first else Mark.DOTS,
            is_thin=not is_first,
        )
        for is_first in (True, False)
        for kind in NetKind
    ]
    return Plot(
        "Test accuracy",
        Side("depth" if _is_by_depth(tested) else "", names=tuple(places)),
        accuracy_side("share of test pictures"),
        tuple(each for each in series if each.points),
        guessing_level({1 / each.classes for each in tested}),
        key="accuracy",
        note="After batch norm's statistics were measured again." if has_batch_norm else "",
    )


def _groups_of(trainings: Sequence[Training]) -> dict[Net, str]:
    """Under which word each network's bar is."""
    names = names_of(each.net for each in trainings)
    by_depth = sorted(names, key=lambda net: net.depth)
    is_by_depth = _is_by_depth(trainings)
    return {net: str(net.depth) if is_by_depth else names[net] for net in by_depth}


def _is_by_depth(trainings: Sequence[Training]) -> bool:
    """Whether kind and depth tell all networks apart."""
    nets = {each.net for each in trainings}
    return len({(net.kind, net.depth) for net in nets}) == len(nets)


def first_seeds(trainings: Sequence[Training]) -> tuple[Training, ...]:
    """The first seed of each network."""
    firsts = {each.net: each for each in reversed(trainings)}
    return tuple(each for each in trainings if firsts[each.net] is each)


def smoothed(losses: Sequence[float]) -> tuple[Point, ...]:
    """The mean of each step and those before it, ten at most."""
    return tuple(
        (float(step), fmean(losses[max(0, step + 1 - SMOOTHED_STEPS) : step + 1]))
        for step in range(len(losses))
    )


def _by_depth(trainings: Sequence[Training], kind: NetKind) -> tuple[Point, ...]:
    points = [
        (float(each.net.depth), each.final_loss)
        for each in trainings
        if each.net.kind is kind and each.final_loss is not None
    ]
    return tuple(sorted((depth, loss) for depth, loss in points if loss is not None))


def _guessing(trainings: Sequence[Training]) -> tuple[Level, ...]:
    return tuple(Level(loss, "guessing") for loss in sorted({t.guessing_loss for t in trainings}))
