"""Which figures colour the diagram's boxes: one row for each choice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from resnet_viz.ui.layer_rows import LayerRow

BY_OPERATION = "op"


@dataclass(frozen=True, slots=True)
class Coloring:
    """A figure of each layer with the words of its legend."""

    title: str
    unit: str
    value: Callable[[LayerRow], float]


COLORINGS: Mapping[str, Coloring] = {
    "params": Coloring("Parameters", "", lambda row: row.cost.params),
    "macs": Coloring("MACs", "", lambda row: row.cost.macs),
    "flops": Coloring("FLOPs", "", lambda row: row.cost.flops),
    "activations": Coloring("Activations", "elements", lambda row: row.cost.activations),
    "time": Coloring("Time", "ms", lambda row: row.time.median_ms if row.time else 0.0),
}


def values_by_path(name: str, rows: Sequence[LayerRow]) -> dict[str, float]:
    """The figure of that name for each layer."""
    coloring = COLORINGS[name]
    return {row.cost.path: coloring.value(row) for row in rows}
