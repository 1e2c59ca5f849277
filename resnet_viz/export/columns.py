"""The columns of every table that leaves the program: one row of data for each."""

from resnet_viz.core.compare import ComparedMeasure, Measure
from resnet_viz.core.cost import LayerCost
from resnet_viz.core.measurement import LayerTime
from resnet_viz.core.report import CostReport
from resnet_viz.core.wording import change, crossed, grouped, si
from resnet_viz.export.table import NONE, Column

COST_COLUMNS: tuple[Column[LayerCost], ...] = (
    Column("path", "Layer", lambda row: row.path, lambda row: row.path, is_number=False),
    Column("op", "Operation", lambda row: row.op, is_number=False),
    Column("title", "Type", lambda row: row.title, lambda row: row.title, is_number=False),
    Column("stage", "Stage", lambda row: row.stage),
    Column("block", "Block", lambda row: row.block),
    Column("in_shape", "Input", lambda row: _joined("x", row.in_shape), is_number=False),
    Column(
        "out_shape",
        "Output",
        lambda row: _joined("x", row.out_shape),
        lambda row: crossed(row.out_shape[1:]),
        is_number=False,
    ),
    Column("params", "Parameters", lambda row: row.params, lambda row: _exact(row.params)),
    Column("buffers", "Buffers", lambda row: row.buffers),
    Column("macs", "MACs", lambda row: row.macs, lambda row: _short(row.macs)),
    Column("flops", "FLOPs", lambda row: row.flops, lambda row: _short(row.flops)),
    Column(
        "activations",
        "Activations",
        lambda row: row.activations,
        lambda row: _short(row.activations),
    ),
    Column(
        "receptive_field",
        "Receptive field",
        lambda row: row.receptive_field,
        lambda row: grouped(row.receptive_field),
    ),
)

TIME_COLUMNS: tuple[Column[LayerTime], ...] = (
    Column("median_ms", "Time, ms", lambda row: row.median_ms, lambda row: f"{row.median_ms:.3f}"),
    Column("p25_ms", "Lower quartile, ms", lambda row: row.p25_ms),
    Column("p75_ms", "Upper quartile, ms", lambda row: row.p75_ms),
    Column("share", "Share", lambda row: row.share, lambda row: f"{row.share:.1%}"),
    Column(
        "gflops_per_s",
        "GFLOP/s",
        lambda row: row.gflops_per_s,
        lambda row: f"{row.gflops_per_s:.1f}",
    ),
    Column("bound", "Bound", lambda row: row.bound, is_number=False),
)

LAYER_NAME_COLUMNS: tuple[Column[LayerTime], ...] = (
    Column("path", "Layer", lambda row: row.path, lambda row: row.path, is_number=False),
    Column("op", "Operation", lambda row: row.op, lambda row: row.op, is_number=False),
)

STRUCTURE_COLUMNS: tuple[Column[CostReport], ...] = (
    Column("arch", "Network", lambda row: row.arch, lambda row: row.arch, is_number=False),
    Column("block", "Block", lambda row: row.block, lambda row: row.block, is_number=False),
    Column(
        "stages",
        "Stages",
        lambda row: _joined("-", row.stages),
        lambda row: _joined("-", row.stages),
        is_number=False,
    ),
    Column("batch", "Batch", lambda row: row.batch),
)


def measure_column(measure: Measure[CostReport]) -> Column[CostReport]:
    """A measure of one network, exactly."""
    return Column(
        measure.key, measure.title, measure.value, lambda row: measure.text(measure.value(row))
    )


def measure_columns(compared: ComparedMeasure) -> tuple[Column[int], ...]:
    """A measure of the networks by their places, its difference from the first and the ratio."""
    key, first = compared.key, compared.values[0]

    def text(place: int) -> str:
        value = compared.values[place]
        words = compared.text(value)
        return f"{words} ({change(value, first)})" if place else words

    return (
        Column(key, compared.title, lambda place: compared.values[place], text),
        Column(f"{key}_difference", "", lambda place: compared.differences[place]),
        Column(f"{key}_ratio", "", lambda place: compared.ratios[place]),
    )


def _joined(sign: str, numbers: tuple[int, ...]) -> str:
    return sign.join(map(str, numbers))


def _exact(count: int) -> str:
    return grouped(count) if count else NONE


def _short(count: int) -> str:
    return si(count) if count else NONE
