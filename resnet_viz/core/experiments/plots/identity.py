"""Identity by construction as plots: the logits of both networks, and the loss before and after."""

from collections.abc import Iterable

from resnet_viz.core.experiments.found.identity import Growth
from resnet_viz.core.experiments.net import names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Dash, Hue, Mark, Marked, Plot, Point, Series, Side
from resnet_viz.core.experiments.plots.losses import first_seeds, loss_plot, smoothed


def plots(outcome: Outcome) -> tuple[Plot, ...]:
    """The loss until there is more, then both networks' logits and the loss of what learned on."""
    growths = _firsts(outcome.found.growth)
    trained_on = any(each.trained_on for each in growths)
    logits = tuple(map(_logits, growths))
    if logits and not trained_on:
        return logits
    return (*logits, *((_losses(outcome),) if outcome.found.training else ()))


def _firsts(growths: Iterable[Growth]) -> tuple[Growth, ...]:
    """Those of each network's first seed."""
    firsts: dict[str, Growth] = {}
    for each in growths:
        firsts.setdefault(each.net.arch, each)
    return tuple(firsts.values())


def _logits(growth: Growth) -> Plot:
    names = names_of((growth.net, growth.grown))
    return Plot(
        f"{names[growth.net]} and {names[growth.grown]}",
        Side("class"),
        Side("logit of one picture"),
        tuple(
            Series(names[net], _places(logits), hue, mark=mark)
            for net, logits, hue, mark in (
                (growth.net, growth.logits, growth.net.hue, Mark.BARS),
                (growth.grown, growth.grown_logits, Hue.NEUTRAL, Mark.DOTS),
            )
        ),
        key=f"logits {names[growth.net]}",
        note=(
            f"Largest difference of any logit: {growth.eval_difference:.2g} in evaluation, "
            f"{growth.training_difference:.2g} in training mode."
        ),
    )


def _places(logits: tuple[float, ...]) -> tuple[Point, ...]:
    return tuple((float(place), logit) for place, logit in enumerate(logits))


def _losses(outcome: Outcome) -> Plot:
    """The networks before they grew, and on from there the grown ones."""
    steps = outcome.setting.steps * (2 if outcome.setting.is_longer else 1)
    plot = loss_plot(outcome.found.training, steps)
    firsts = first_seeds(outcome.found.training)
    begin = {(each.net, each.seed): len(each.loss) for each in outcome.found.training}
    is_first = {(each.net, each.seed) for each in firsts}
    grown = [
        Series(
            growth.grown.name,
            tuple(
                (begin[growth.net, growth.seed] + step, loss)
                for step, loss in smoothed(growth.trained_on.loss)
            ),
            growth.grown.hue,
            Dash.SOLID,
            is_thin=(growth.net, growth.seed) not in is_first,
            is_broken=growth.trained_on.ended_at is not None,
        )
        for growth in outcome.found.growth
        if growth.trained_on
    ]
    if not grown:
        return plot
    shallow = tuple(each._replace(dash=Dash.DASHED) for each in plot.series)
    marked = (Marked(float(max(begin.values())), "grown"),)
    return plot._replace(series=(*shallow, *grown), marked=marked)
