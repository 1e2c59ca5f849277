"""The columns of the layer table: one row of data for each."""

from collections.abc import Callable
from dataclasses import dataclass

from resnet_viz.core.cost import LayerCost
from resnet_viz.core.measurement import LayerTime
from resnet_viz.core.wording import crossed, grouped, si

NONE = "–"


@dataclass(frozen=True, slots=True)
class LayerRow:
    """What the table knows of one layer; `time` is None before a timed run."""

    cost: LayerCost
    time: LayerTime | None


Sortable = str | int | float


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it sorts by and what it shows; `is_time` ones need a timed run."""

    title: str
    tip: str
    value: Callable[[LayerRow], Sortable]
    text: Callable[[LayerRow], str]
    is_number: bool = True
    is_time: bool = False
    is_bar: bool = False
    letters: int = 11


def _count(value: int) -> str:
    return si(value) if value else NONE


def _timed(value: Callable[[LayerTime], float]) -> Callable[[LayerRow], float]:
    return lambda row: value(row.time) if row.time else -1.0


def _time_text(text: Callable[[LayerTime], str]) -> Callable[[LayerRow], str]:
    return lambda row: text(row.time) if row.time else NONE


COLUMNS: tuple[Column, ...] = (
    Column(
        "Layer",
        "The module's path in the PyTorch model; sorts by the order of the data flow",
        lambda row: 0,
        lambda row: row.cost.path,
        is_number=False,
        letters=20,
    ),
    Column(
        "Type",
        "Kind, kernel and stride",
        lambda row: row.cost.title,
        lambda row: row.cost.title,
        is_number=False,
        letters=18,
    ),
    Column(
        "Output",
        "Channels × height × width of one image",
        lambda row: row.cost.out_shape[1],
        lambda row: crossed(row.cost.out_shape[1:]),
        is_number=False,
        letters=17,
    ),
    Column(
        "Params",
        "Trainable parameters",
        lambda row: row.cost.params,
        lambda row: grouped(row.cost.params) if row.cost.params else NONE,
    ),
    Column(
        "MACs",
        "Multiply-accumulates of convolutions and linear layers, the paper's count",
        lambda row: row.cost.macs,
        lambda row: _count(row.cost.macs),
    ),
    Column(
        "FLOPs",
        "Every arithmetic operation: 2 for each MAC and the element-wise ones",
        lambda row: row.cost.flops,
        lambda row: _count(row.cost.flops),
    ),
    Column(
        "Time ms",
        "Median of the layer's own time, scaled to the plain pass",
        _timed(lambda time: time.median_ms),
        _time_text(lambda time: f"{time.median_ms:.3f}"),
        is_time=True,
    ),
    Column(
        "Share of time",
        "Of the layers' sum",
        _timed(lambda time: time.share),
        _time_text(lambda time: f"{time.share:.1%}"),
        is_time=True,
        is_bar=True,
        letters=17,
    ),
    Column(
        "GFLOP/s",
        "All operations of the layer over its time: achieved speed",
        _timed(lambda time: time.gflops_per_s),
        _time_text(lambda time: f"{time.gflops_per_s:.1f}"),
        is_time=True,
    ),
    Column(
        "Activations",
        "Elements written by convolutions and linear layers",
        lambda row: row.cost.activations,
        lambda row: _count(row.cost.activations),
    ),
    Column(
        "Receptive field",
        "Rows of the image that one place of the output sees",
        lambda row: row.cost.receptive_field,
        lambda row: grouped(row.cost.receptive_field),
        letters=14,
    ),
)


def rows_of(costs: tuple[LayerCost, ...], times: tuple[LayerTime, ...]) -> tuple[LayerRow, ...]:
    """The layers with their times, where a run of this network has them."""
    by_path = {time.path: time for time in times}
    return tuple(LayerRow(cost, by_path.get(cost.path)) for cost in costs)
