"""Gradient flow as three plots: the signal, the weights' gradients, the activations."""

from collections.abc import Callable

from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.net import names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Plot, Series, Side
from resnet_viz.core.experiments.plots.dashes import dashes_of

BLOCKS = "stem (0), then blocks"


def plots(outcome: Outcome) -> tuple[Plot, ...]:
    """A line for each network and seed, thin for further seeds; 0 is a mark at the floor."""
    flows, first = outcome.found.flow, outcome.setting.seed
    return (
        Plot(
            "Signal: gradient by each block's output",
            Side(BLOCKS),
            Side("|dL/dx|", is_log=True),
            _lines(flows, first, lambda flow: flow.signal),
            key="signal",
        ),
        Plot(
            "Weights: gradient by each convolution",
            Side("convolution"),
            Side("|dL/dW|", is_log=True),
            _lines(flows, first, lambda flow: flow.weights),
            key="weights",
        ),
        Plot(
            "Activations: size of each block's output",
            Side(BLOCKS),
            Side("root mean square", is_log=True),
            _lines(flows, first, lambda flow: flow.activations),
            key="activations",
        ),
    )


def _lines(
    flows: tuple[Flow, ...], first_seed: int, values_of: Callable[[Flow], tuple[float, ...]]
) -> tuple[Series, ...]:
    names = names_of(flow.net for flow in flows)
    dashes = dashes_of(flow.net for flow in flows)
    return tuple(
        Series(
            names[flow.net],
            tuple((float(place), value) for place, value in enumerate(values_of(flow))),
            flow.net.hue,
            dashes[flow.net.depth],
            is_thin=flow.seed != first_seed,
        )
        for flow in flows
    )
