"""The columns of every table that leaves the program: one row of data for each."""

from functools import partial

from resnet_viz.core.compare import ComparedMeasure, Measure
from resnet_viz.core.convention import Convention
from resnet_viz.core.cost import LayerCost, Sums
from resnet_viz.core.groups import GroupCost
from resnet_viz.core.measurement import LayerTime
from resnet_viz.core.report import CostReport, Totals
from resnet_viz.core.wording import bytes_text, change, crossed, grouped, si
from resnet_viz.export.table import NONE, Column

WORK_KEYS = {Convention.MACS: "macs", Convention.DOUBLE: "two_macs", Convention.ALL: "flops"}

LAYER_COLUMNS: tuple[Column[LayerCost], ...] = (
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
)
FIELD_COLUMNS: tuple[Column[LayerCost], ...] = (
    Column(
        "receptive_field",
        "Receptive field",
        lambda row: row.receptive_field,
        lambda row: grouped(row.receptive_field),
    ),
    Column("receptive_stride", "Its stride", lambda row: row.receptive_stride),
)
GROUP_COLUMNS: tuple[Column[GroupCost], ...] = (
    Column("path", "Group", lambda row: row.path, lambda row: row.path, is_number=False),
    Column("title", "What", lambda row: row.title, lambda row: row.title, is_number=False),
    Column("layers", "Layers", lambda row: row.layers, lambda row: grouped(row.layers)),
    Column(
        "out_shape",
        "Output",
        lambda row: _joined("x", row.out_shape),
        lambda row: crossed(row.out_shape[1:]),
        is_number=False,
    ),
)


def work_columns(convention: Convention, total: Totals) -> tuple[Column[LayerCost | Sums], ...]:
    """Every additive cost of a layer or a group; people read the work as the convention counts it.

    Shares are of the network's work so counted.
    """
    whole = convention.work(total)

    def share(row: LayerCost | Sums) -> float:
        return convention.work(row) / whole if whole else 0.0

    counts = (
        Column(
            WORK_KEYS[each],
            each.label,
            partial(_work, each),
            partial(_work_text, each) if each is convention else None,
        )
        for each in Convention
    )
    return (
        Column("params", "Parameters", lambda row: row.params, lambda row: _exact(row.params)),
        Column("buffers", "Buffers", lambda row: row.buffers),
        *counts,
        Column(
            "work_share", "Share", share, lambda row: f"{share(row):.1%}" if share(row) else NONE
        ),
        Column(
            "activations",
            "Activations",
            lambda row: row.activations,
            lambda row: _short(row.activations),
        ),
        Column("bytes_read", "Read", lambda row: row.bytes_read, lambda row: _size(row.bytes_read)),
        Column(
            "bytes_written",
            "Written",
            lambda row: row.bytes_written,
            lambda row: _size(row.bytes_written),
        ),
        Column(
            "intensity",
            "FLOPs/byte",
            lambda row: row.intensity,
            lambda row: f"{row.intensity:.1f}" if row.intensity else NONE,
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


def _work(convention: Convention, row: LayerCost | Sums) -> int:
    return convention.work(row)


def _work_text(convention: Convention, row: LayerCost | Sums) -> str:
    return _short(convention.work(row))


def _size(size_bytes: int) -> str:
    return bytes_text(size_bytes) if size_bytes else NONE


def _exact(count: int) -> str:
    return grouped(count) if count else NONE


def _short(count: int) -> str:
    return si(count) if count else NONE
