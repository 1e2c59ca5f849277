"""The columns of the layer table: one row of data for each."""

from collections.abc import Callable
from dataclasses import dataclass

from resnet_viz.core.cost.convention import AnyCost, Convention
from resnet_viz.core.cost.formula import share_formula
from resnet_viz.core.lab.figures import share_text
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.core.timing.measurement import LayerTime
from resnet_viz.core.wording import bytes_text, digits_grouped, shape_text, si

NONE = "–"


Sortable = str | int | float


@dataclass(frozen=True, slots=True)
class LayerColumn:
    """A column: what it sorts by and what it shows; `is_time` ones need a timed run.

    One with a `convention` is shown where work is counted so; `key` is its worked formula's, and
    `count` what it is a share of, of a layer or of the whole network.
    """

    title: str
    tip: str
    value: Callable[[LayerRow], Sortable]
    text: Callable[[LayerRow], str]
    is_number: bool = True
    is_time: bool = False
    is_bar: bool = False
    letters: int = 11
    convention: Convention | None = None
    key: str = ""
    count: Callable[[AnyCost], int] | None = None

    def share_text(self, row: LayerRow) -> str:
        """What part of the network's figure a layer's is, worked out; '' for none."""
        if self.count is None or not (part := self.count(row.cost)):
            return ""
        whole = self.count(row.totals)
        return f"{part / whole:.2%} of the network: {share_formula(part, whole)}"


def _count(value: int) -> str:
    return si(value) if value else NONE


def _timed(value: Callable[[LayerTime], float]) -> Callable[[LayerRow], float]:
    return lambda row: value(row.time) if row.time else -1.0


def _time_text(text: Callable[[LayerTime], str]) -> Callable[[LayerRow], str]:
    return lambda row: text(row.time) if row.time else NONE


WORK = {
    Convention.MACS: (
        "macs",
        "Multiply-accumulates of convolutions and linear layers, the paper's count",
    ),
    Convention.DOUBLE: ("two_macs", "Two operations for each MAC, as PyTorch's FlopCounterMode"),
    Convention.ALL: (
        "flops",
        "Every arithmetic operation: 2 for each MAC and the element-wise ones",
    ),
}


def _work_column(convention: Convention) -> LayerColumn:
    key, tip = WORK[convention]
    return LayerColumn(
        convention.label,
        tip,
        lambda row: convention.work(row.cost),
        lambda row: _count(convention.work(row.cost)),
        letters=len(convention.label) + 1,
        convention=convention,
        key=key,
        count=convention.work,
    )


def _share_column(convention: Convention) -> LayerColumn:
    def share(row: LayerRow) -> float:
        return convention.work(row.cost) / max(1, convention.work(row.totals))

    return LayerColumn(
        "Share",
        f"Of the whole network's {convention.label}",
        share,
        lambda row: f"{share(row):.1%}" if share(row) else NONE,
        letters=8,
        convention=convention,
        count=convention.work,
    )


def _moved(cost: AnyCost) -> int:
    return cost.bytes_read + cost.bytes_written


COLUMNS: tuple[LayerColumn, ...] = (
    LayerColumn(
        "Layer",
        "The module's path in the PyTorch model; sorts by the order of the data flow",
        lambda row: 0,
        lambda row: row.cost.path,
        is_number=False,
        letters=20,
    ),
    LayerColumn(
        "Type",
        "Kind, kernel and stride",
        lambda row: row.cost.title,
        lambda row: row.cost.title,
        is_number=False,
        letters=18,
    ),
    LayerColumn(
        "Output",
        "Channels × height × width of one image",
        lambda row: row.cost.out_shape[1],
        lambda row: shape_text(row.cost.out_shape[1:]),
        is_number=False,
        letters=17,
    ),
    LayerColumn(
        "Params",
        "Trainable parameters",
        lambda row: row.cost.params,
        lambda row: digits_grouped(row.cost.params) if row.cost.params else NONE,
        key="params",
        count=lambda cost: cost.params,
    ),
    *(_work_column(convention) for convention in Convention),
    *(_share_column(convention) for convention in Convention),
    LayerColumn(
        "Time ms",
        "Median of the layer's own time, scaled to the plain pass",
        _timed(lambda time: time.median_ms),
        _time_text(lambda time: f"{time.median_ms:.3f}"),
        is_time=True,
    ),
    LayerColumn(
        "Share of time",
        "Of the layers' sum",
        _timed(lambda time: time.share),
        _time_text(lambda time: f"{time.share:.1%}"),
        is_time=True,
        is_bar=True,
        letters=17,
    ),
    LayerColumn(
        "GFLOP/s",
        "All operations of the layer over its time: achieved speed",
        _timed(lambda time: time.gflops_per_s),
        _time_text(lambda time: f"{time.gflops_per_s:.1f}" if time.gflops_per_s else NONE),
        is_time=True,
    ),
    LayerColumn(
        "Bound",
        "What holds the layer: the compute or the memory ceiling that was measured here",
        lambda row: (row.time.bound or "") if row.time else "",
        _time_text(lambda time: time.bound or NONE),
        is_number=False,
        is_time=True,
        letters=12,
    ),
    LayerColumn(
        "Ceiling",
        "Share of this machine's measured ceiling: the layer's time at it over the one it took",
        _timed(lambda time: time.ceiling_share or 0.0),
        _time_text(lambda time: share_text(time.ceiling_share) if time.ceiling_share else NONE),
        is_time=True,
    ),
    LayerColumn(
        "Activations",
        "Elements written by convolutions and linear layers",
        lambda row: row.cost.activations,
        lambda row: _count(row.cost.activations),
        key="activations",
        count=lambda cost: cost.activations,
    ),
    LayerColumn(
        "Moved",
        "Bytes read and written in fp32, each tensor once",
        lambda row: _moved(row.cost),
        lambda row: bytes_text(_moved(row.cost)) if _moved(row.cost) else NONE,
        letters=10,
        key="bytes_moved",
        count=_moved,
    ),
    LayerColumn(
        "FLOPs/byte",
        "Arithmetic intensity: all operations for each byte moved",
        lambda row: row.cost.intensity,
        lambda row: f"{row.cost.intensity:.1f}" if row.cost.intensity else NONE,
        key="intensity",
    ),
    LayerColumn(
        "Receptive field",
        "Rows of the image that one place of the output sees",
        lambda row: row.cost.receptive_field,
        lambda row: digits_grouped(row.cost.receptive_field),
        letters=14,
        key="receptive_field",
    ),
)
