"""What an axis says of a measure: its title, and how its values are written."""

from typing import NamedTuple

from resnet_viz.core.cost.measures import BY_KEY
from resnet_viz.core.timing.time_measures import RUN_TIMES
from resnet_viz.diagram.chart.ticks import AxisUnit

PLAIN_KEYS = frozenset({"depth", "shortcuts", "receptive_field", "receptive_stride"})
TITLES = {
    "macs": "MACs",
    "flops": "FLOPs",
    "param_bytes": "Parameter bytes",
    "peak_inference_bytes": "Peak memory (predicted)",
    "latency_ms": "Latency",
    "width": "Width of the first stage",
    "input": "Input size",
    "batch": "Batch",
}


class MeasureAxis(NamedTuple):
    """A measure or an option as an axis: its key, its title, and the unit of its ticks."""

    key: str
    title: str
    unit: AxisUnit


def measure_axis(key: str) -> MeasureAxis:
    """The axis of a measure's key, of `width`, `input` or `batch`; any other is its own title."""
    measure = BY_KEY.get(key)
    times = {each.key: each.title for each in RUN_TIMES}
    title = TITLES.get(key) or (measure.title if measure else times.get(key, key))
    return MeasureAxis(key, title, _unit_of(key))


def _unit_of(key: str) -> AxisUnit:
    measure = BY_KEY.get(key)
    if key in PLAIN_KEYS:
        return AxisUnit.PLAIN
    if measure and measure.unit.name == "bytes":
        return AxisUnit.BYTES
    if key.endswith("_ms"):
        return AxisUnit.TIME
    return AxisUnit.COUNT if measure else AxisUnit.PLAIN
