"""What can be read off after each block, and how large F is next to x, as lines by block."""

from collections.abc import Callable

from resnet_viz.core.experiments.found.inside import Inside
from resnet_viz.core.experiments.net import names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Dash, Plot, Series, Side
from resnet_viz.core.experiments.plots.shares import accuracy_side, guessing_level

PLACES = "stem (0), then blocks"
Values = Callable[[Inside], tuple[float, ...]]


def plots(outcome: Outcome) -> tuple[Plot, ...]:
    """Probe and readout of every network, then ‖F‖/‖x‖ and cos(F, x) of the residual ones."""
    found = outcome.found.inside
    if not found:
        return ()
    residual = tuple(each for each in found if each.net.is_residual)
    chance = guessing_level({each.chance for each in found})
    probe = Plot(
        "A linear probe after each block",
        Side(PLACES),
        accuracy_side(),
        _lines(found, lambda each: each.probe, 0),
        chance,
        key="probe",
    )
    readout = Plot(
        "The network's own last layers after each block",
        Side(PLACES),
        accuracy_side(),
        _lines(found, lambda each: each.readout, 0),
        chance,
        key="readout",
        shares_y=True,
    )
    return (probe, readout, *(_sums(residual) if residual else ()))


def _sums(residual: tuple[Inside, ...]) -> tuple[Plot, ...]:
    """What meets at the sum of each block."""
    return (
        Plot(
            "Size of the branch next to the shortcut",
            Side("block"),
            Side("‖F‖ / ‖x‖", least=0.0),
            _lines(residual, lambda each: each.branch_ratio, 1),
            key="branch_ratio",
        ),
        Plot(
            "Direction of the branch and the shortcut",
            Side("block"),
            Side("cosine of F and x", least=-0.2, most=1.0),
            _lines(residual, lambda each: each.cosine, 1),
            key="cosine",
        ),
    )


def _lines(found: tuple[Inside, ...], values: Values, first: int) -> tuple[Series, ...]:
    """A line each, from the place `first` on: dashed where untrained, thin for further seeds."""
    names = names_of(each.net for each in found)
    seeds = {each.net: each.seed for each in reversed(found)}
    return tuple(
        Series(
            f"{names[each.net]}, {'trained' if each.is_trained else 'untrained'}",
            tuple((float(place), y) for place, y in enumerate(values(each), start=first)),
            each.net.hue,
            Dash.SOLID if each.is_trained else Dash.DASHED,
            is_thin=each.seed != seeds[each.net],
            is_broken=each.ended_at is not None,
        )
        for each in found
    )
