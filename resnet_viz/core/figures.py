"""The figures of a layer that colour a diagram: one row for each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from resnet_viz.core.cost import LayerCost
from resnet_viz.core.measurement import LayerTime

BY_OPERATION = "op"  # no figure: each operation has its own colour
BY_TIME = "time"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of each layer and the words of its legend; times are zero before a timed run."""

    title: str
    unit: str
    value: Callable[[LayerCost, LayerTime | None], float]


FIGURES: Mapping[str, Figure] = {
    "params": Figure("Parameters", "", lambda cost, _: cost.params),
    "macs": Figure("MACs (paper)", "", lambda cost, _: cost.macs),
    "flops": Figure("All operations", "", lambda cost, _: cost.flops),
    "activations": Figure("Activations", "elements", lambda cost, _: cost.activations),
    BY_TIME: Figure("Time", "ms", lambda _, time: time.median_ms if time else 0.0),
}


def values_of(
    figure: Figure, layers: Sequence[LayerCost], times: Sequence[LayerTime] = ()
) -> dict[str, float]:
    """The figure of each layer by its path."""
    by_path = {time.path: time for time in times}
    return {layer.path: figure.value(layer, by_path.get(layer.path)) for layer in layers}
