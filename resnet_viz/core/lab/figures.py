"""The figures of a layer that colour a diagram: one row for each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.cost import LayerCost
from resnet_viz.core.cost.memory import inference_timeline
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.timing.measurement import LayerTime
from resnet_viz.core.wording import bytes_text, si

BY_OPERATION = "op"  # no figure: each operation has its own colour
BY_STAGE = "stage"  # nor this: each stage has its own
BY_TIME = "time"
BY_CEILING = "ceiling"
TIMED = frozenset({BY_TIME, BY_CEILING})  # figures that need a timed run


class Aggregate(StrEnum):
    """What a box of several layers shows: their sum, largest, or weighted mean."""

    SUM = "sum"
    LARGEST = "largest"
    MEAN = "mean"

    def of(self, values: Sequence[float], weights: Sequence[float]) -> float:
        """The one value of some; each has a weight, which counts only for the mean."""
        if self is Aggregate.SUM:
            return sum(values)
        if self is Aggregate.LARGEST:
            return max(values)
        pairs = zip(values, weights, strict=True)
        return sum(value * weight for value, weight in pairs) / (sum(weights) or 1.0)


@dataclass(frozen=True, slots=True)
class Counted:
    """A network as it was counted, and timed if it was: what figures are read from."""

    graph: Graph
    report: CostReport
    times: tuple[LayerTime, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of each layer by its path, how its values read, and what a box shows of several.

    `remark` is what the legend adds to the title; `weights_of` are a mean's by the layers' paths.
    """

    title: str
    values_of: Callable[[Counted], Mapping[str, float]]
    words_of: Callable[[float], str]
    gathering: Aggregate = Aggregate.SUM
    remark: str = ""
    weights_of: Callable[[Counted], Mapping[str, float]] | None = None


def number_text(value: float) -> str:
    """A count of anything: `1.82 G`, `0.5`."""
    return si(round(value)) if value >= 100 or value == round(value) else f"{value:.3g}"


def time_text(value: float) -> str:
    """A time in milliseconds: `2.5 ms`, `0.0417 ms`."""
    return f"{number_text(value)} ms"


def share_text(value: float) -> str:
    """A share of something measured: `82%`, `0.62%`."""
    return f"{value:.0%}" if value >= 0.1 or value == 0 else f"{100 * value:.2g}%"


def _each(value: Callable[[LayerCost], float]) -> Callable[[Counted], Mapping[str, float]]:
    return lambda counted: {layer.path: value(layer) for layer in counted.report.layers}


def _times(counted: Counted) -> Mapping[str, float]:
    """Zero for a layer that has no time, and before a timed run for every one."""
    unknown = dict.fromkeys((layer.path for layer in counted.report.layers), 0.0)
    return unknown | {time.path: time.median_ms for time in counted.times}


def _ceiling_shares(counted: Counted) -> Mapping[str, float]:
    """None for a layer that no ceiling holds, and before a timed run for any."""
    return {time.path: time.ceiling_share for time in counted.times if time.ceiling_share}


def _live_bytes(counted: Counted) -> Mapping[str, float]:
    moments = inference_timeline(counted.graph, counted.report.batch)
    return {moment.path: moment.total_bytes for moment in moments}


FIGURES: Mapping[str, Figure] = {
    "params": Figure("Parameters", _each(lambda cost: cost.params), number_text),
    "macs": Figure(Convention.MACS.label, _each(Convention.MACS.work), number_text),
    "flops": Figure(Convention.ALL.label, _each(Convention.ALL.work), number_text),
    "activations": Figure(
        "Activations", _each(lambda cost: cost.activations), number_text, remark="elements written"
    ),
    "bytes": Figure(
        "Bytes moved", _each(lambda cost: cost.bytes_read + cost.bytes_written), bytes_text
    ),
    "memory": Figure(
        "Live memory", _live_bytes, bytes_text, Aggregate.LARGEST, "the largest layer of a box"
    ),
    BY_TIME: Figure("Time", _times, time_text),
    BY_CEILING: Figure(
        "Share of ceiling",
        _ceiling_shares,
        share_text,
        Aggregate.MEAN,
        "this machine's measured one",
        weights_of=_times,
    ),
}
