"""The figures of a layer that colour a diagram, or are written on its boxes: one row for each."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from resnet_viz.core.cost.measure import BYTES, Measure, Place
from resnet_viz.core.cost.measures import MEASURES, measures_at
from resnet_viz.core.cost.memory import inference_timeline
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.weights.measures import NO_FIGURES, LayerFigures, signed_text, zeros_text
from resnet_viz.core.wording import number_text, share_text

if TYPE_CHECKING:  # a window is painted before there is any
    from resnet_viz.core.timing.measurement import LayerTime
    from resnet_viz.core.weights.figures import TensorFigures

BY_OPERATION = "op"  # no figure: each operation has its own colour
BY_STAGE = "stage"  # nor this: each stage has its own
BY_TIME = "time"
BY_CEILING = "ceiling"
BY_LATENCY = "latency_ms"  # on a box it is the time of its layers
TIMED = frozenset({BY_TIME, BY_CEILING, BY_LATENCY})  # figures that need a timed run
BY_CHANGE = "weight_change"  # needs a second file of weights


class Aggregate(StrEnum):
    """What a box of several layers shows: their sum, largest, weighted mean, or root of squares."""

    SUM = "sum"
    LARGEST = "largest"
    MEAN = "mean"
    NORM = "norm"

    def of(self, values: Sequence[float], weights: Sequence[float]) -> float:
        """The one value of some; each has a weight, which counts only for the mean."""
        if self is Aggregate.SUM:
            return sum(values)
        if self is Aggregate.LARGEST:
            return max(values)
        if self is Aggregate.NORM:
            return hypot(*values)
        pairs = zip(values, weights, strict=True)
        return sum(value * weight for value, weight in pairs) / (sum(weights) or 1.0)


class Counted(NamedTuple):
    """A network as it was counted, timed if it was, its weights if they were looked at.

    This is what figures are read from; `weights` are by the layers' paths.
    """

    graph: Graph
    report: CostReport
    times: "tuple[LayerTime, ...]" = ()
    weights: LayerFigures = NO_FIGURES


FigureValues = Callable[[Counted], Mapping[str, float]]


class Figure(NamedTuple):
    """A figure of each layer by its path, how its values read, and what a box shows of several.

    `remark` is what the legend adds to the title; `weights_of` are a mean's by the layers' paths.
    What `is_binary` is round in powers of two: bytes.
    """

    title: str
    values_of: FigureValues
    words_of: Callable[[float], str]
    gathering: Aggregate = Aggregate.SUM
    remark: str = ""
    weights_of: FigureValues | None = None
    is_binary: bool = False


def time_text(value: float) -> str:
    """A time in milliseconds: `2.5 ms`, `0.0417 ms`."""
    return f"{number_text(value)} ms"


def _counted(measure: Measure) -> Figure:
    """A figure of costs; layers whose work is not counted have no value."""

    def values_of(counted: Counted) -> Mapping[str, float]:
        values = {layer.path: measure.at(layer) for layer in counted.report.layers}
        return {path: value for path, value in values.items() if value is not None}

    gathering = Aggregate.SUM if measure.is_sum else Aggregate.LARGEST
    return Figure(
        measure.heading,
        values_of,
        measure.unit.short,
        gathering,
        measure.remark,
        is_binary=measure.unit is BYTES,
    )


def _times(counted: Counted) -> Mapping[str, float]:
    """Zero for a layer that has no time, and before a timed run for every one."""
    unknown = dict.fromkeys((layer.path for layer in counted.report.layers), 0.0)
    return unknown | {time.path: time.median_ms for time in counted.times}


def _ceiling_shares(counted: Counted) -> Mapping[str, float]:
    """None for a layer that no ceiling limits, and before a timed run for any."""
    return {time.path: time.ceiling_share for time in counted.times if time.ceiling_share}


def _live_bytes(counted: Counted) -> Mapping[str, float]:
    moments = inference_timeline(counted.graph, counted.report.batch)
    return {moment.path: moment.total_bytes for moment in moments}


def _of_weights(value: "Callable[[TensorFigures], float | None]") -> FigureValues:
    """A figure of each layer's weights; of no layer before they are looked at."""

    def values_of(counted: Counted) -> Mapping[str, float]:
        values = {path: value(each) for path, each in counted.weights.items()}
        return {path: found for path, found in values.items() if found is not None}

    return values_of


def _weight_counts(counted: Counted) -> Mapping[str, float]:
    return {path: each.count for path, each in counted.weights.items()}


LARGEST_LAYER = "largest layer in each box"
WEIGHED: Mapping[str, Figure] = {
    "weight_std": Figure(
        "Deviation of weights",
        _of_weights(lambda each: each.deviation),
        signed_text,
        Aggregate.LARGEST,
        LARGEST_LAYER,
    ),
    "weight_largest": Figure(
        "Largest weight",
        _of_weights(lambda each: each.largest),
        signed_text,
        Aggregate.LARGEST,
        "distance from zero",
    ),
    "weight_norm": Figure(
        "Norm of weights", _of_weights(lambda each: each.norm), signed_text, Aggregate.NORM
    ),
    "weight_zeros": Figure(
        "Zero weights",
        _of_weights(lambda each: each.zero_share),
        zeros_text,
        Aggregate.MEAN,
        "share of all",
        weights_of=_weight_counts,
    ),
    BY_CHANGE: Figure(
        "Difference of weights",
        _of_weights(lambda each: each.change),
        signed_text,
        Aggregate.NORM,
        "from the other file",
    ),
}  # figures that need weights from a file
WORDS = {"bytes_moved": "bytes"}  # those of the command line that are not the figure's key
FIGURES: Mapping[str, Figure] = {
    **{WORDS.get(each.key, each.key): _counted(each) for each in measures_at(Place.COLORS)},
    "memory": Figure(
        "Live memory",
        _live_bytes,
        BYTES.short,
        Aggregate.LARGEST,
        LARGEST_LAYER,
        is_binary=True,
    ),
    BY_TIME: Figure("Time", _times, time_text),
    BY_CEILING: Figure(
        "Share of ceiling",
        _ceiling_shares,
        share_text,
        Aggregate.MEAN,
        "measured on this machine",
        weights_of=_times,
    ),
    **WEIGHED,
}
VALUES: Mapping[str, Figure] = {
    **{
        each.key: _counted(each)._replace(title=each.title)
        for each in MEASURES
        if each.is_sum or each.field
    },
    **FIGURES,
    BY_LATENCY: FIGURES[BY_TIME],
}  # what boxes may say
OFFERED_VALUES = tuple(
    key for key in VALUES if key not in (WORDS["bytes_moved"], BY_LATENCY)
)  # each figure once
WHOLE_ONLY = frozenset(each.key for each in MEASURES) - frozenset(VALUES)
