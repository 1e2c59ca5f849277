"""Gradients while networks train: by convolution and by block, at every recorded step or one."""

from collections.abc import Callable, Sequence

from resnet_viz.core.experiments.found.training import Record, Training
from resnet_viz.core.experiments.net import names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Hue, Marked, Plot, Point, Series, Side
from resnet_viz.core.experiments.plots.dashes import dashes_of
from resnet_viz.core.experiments.plots.losses import first_seeds, loss_plot

Values = Callable[[Record], tuple[float, ...]]
WEIGHTS, SIGNAL = Side("|dL/dW|", is_log=True), Side("|dL/dx|", is_log=True)
CONVOLUTIONS, BLOCKS = Side("convolution"), Side("stem (0), then blocks")


def plots(outcome: Outcome) -> tuple[Plot, ...]:
    """The loss, then a plot a network: the weights' gradients, a line for each recorded step."""
    trainings = outcome.found.training
    if not trainings:
        return ()
    recorded = [each for each in first_seeds(trainings) if each.records]
    names = names_of(each.net for each in trainings)
    return (
        loss_plot(trainings, outcome.setting.steps),
        *(_by_step(each, names[each.net], place > 0) for place, each in enumerate(recorded)),
    )


def recorded_steps(outcome: Outcome) -> tuple[int, ...]:
    """The steps at which gradients were recorded."""
    steps = {record.step for each in outcome.found.training for record in each.records}
    return tuple(sorted(steps))


def plots_at(outcome: Outcome, step: int) -> tuple[Plot, ...]:
    """The loss with a recorded step marked, and the gradients of all networks at this step."""
    trainings = outcome.found.training
    if not trainings:
        return ()
    return (
        loss_plot(trainings, outcome.setting.steps, (Marked(float(step), f"step {step}"),)),
        _at_step("Weights' gradients", CONVOLUTIONS, WEIGHTS, trainings, step),
        _at_step("Signal", BLOCKS, SIGNAL, trainings, step),
    )


def _by_step(training: Training, name: str, shares_y: bool) -> Plot:
    last = max(len(training.records) - 1, 1)
    return Plot(
        f"{name}: weights' gradients",
        CONVOLUTIONS,
        WEIGHTS,
        tuple(
            Series(f"step {record.step}", _points(record.weights), Hue.STEPS, rank=place / last)
            for place, record in enumerate(training.records)
        ),
        key=f"weights {name}",
        note="A line for each recorded step.",
        shares_y=shares_y,
    )


def _at_step(title: str, x: Side, y: Side, trainings: Sequence[Training], step: int) -> Plot:
    names = names_of(each.net for each in trainings)
    dashes = dashes_of(each.net for each in trainings)
    firsts = first_seeds(trainings)
    values: Values = (lambda record: record.weights) if y is WEIGHTS else (lambda r: r.signal)
    return Plot(
        f"{title} at step {step}",
        x,
        y,
        tuple(
            Series(
                names[each.net],
                _points(values(record)),
                each.net.hue,
                dashes[each.net.depth],
                is_thin=each not in firsts,
            )
            for each in trainings
            for record in each.records
            if record.step == step
        ),
        key="weights" if y is WEIGHTS else "signal",
    )


def _points(values: tuple[float, ...]) -> tuple[Point, ...]:
    return tuple((float(place), value) for place, value in enumerate(values))
