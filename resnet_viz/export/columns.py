"""The columns of every table that leaves the program: one row of data for each."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from resnet_viz.core.cost.convention import AnyCost, Convention
from resnet_viz.core.cost.cost import LayerCost, Sums
from resnet_viz.core.cost.groups import GroupCost
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.cost.totals import Totals
from resnet_viz.core.lab.compare import ComparedMeasure, Measure
from resnet_viz.core.lab.figures import share_text
from resnet_viz.core.resnet.peers import Peer, Term
from resnet_viz.core.timing.group_times import GroupTime
from resnet_viz.core.timing.measurement import LayerTime
from resnet_viz.core.wording import bytes_text, change, digits_grouped, shape_text, si, signed
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
        lambda row: shape_text(row.out_shape[1:]),
        is_number=False,
    ),
)
FIELD_COLUMNS: tuple[Column[LayerCost | GroupCost], ...] = (
    Column(
        "receptive_field",
        "Receptive field",
        lambda row: row.receptive_field,
        lambda row: digits_grouped(row.receptive_field),
    ),
    Column("receptive_stride", "Its stride", lambda row: row.receptive_stride),
)
GROUP_COLUMNS: tuple[Column[GroupCost], ...] = (
    Column("path", "Group", lambda row: row.path, lambda row: row.path, is_number=False),
    Column("title", "What", lambda row: row.title, lambda row: row.title, is_number=False),
    Column("layers", "Layers", lambda row: row.layers, lambda row: digits_grouped(row.layers)),
    Column(
        "out_shape",
        "Output",
        lambda row: _joined("x", row.out_shape),
        lambda row: shape_text(row.out_shape[1:]),
        is_number=False,
    ),
)


def work_columns(convention: Convention, total: Totals) -> tuple[Column[LayerCost | Sums], ...]:
    """Every additive cost of a layer or a group, the convention's work in words, and its shares.

    Shares are of the network's; that of the work is of what the convention counts.
    """
    work_share = _share_of(partial(_work, convention), convention.work(total))
    return (
        Column("params", "Parameters", lambda row: row.params, lambda row: _exact(row.params)),
        Column("params_share", "Its share", _share_of(lambda row: row.params, total.params)),
        Column("buffers", "Buffers", lambda row: row.buffers),
        *(_work_column(each, is_read=each is convention) for each in Convention),
        Column("work_share", "Share", work_share, lambda row: _percent(work_share(row))),
        Column(
            "activations",
            "Activations",
            lambda row: row.activations,
            lambda row: _short(row.activations),
        ),
        Column(
            "activations_share",
            "Its share",
            _share_of(lambda row: row.activations, total.activations),
        ),
        Column("bytes_read", "Read", lambda row: row.bytes_read, lambda row: _size(row.bytes_read)),
        Column(
            "bytes_written",
            "Written",
            lambda row: row.bytes_written,
            lambda row: _size(row.bytes_written),
        ),
        Column("bytes_share", "Its share", _share_of(_moved, _moved(total))),
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
        lambda row: f"{row.gflops_per_s:.1f}" if row.gflops_per_s else NONE,
    ),
    Column("bound", "Bound", lambda row: row.bound, lambda row: row.bound or NONE, is_number=False),
    Column(
        "ceiling_share",
        "Ceiling",
        lambda row: row.ceiling_share,
        lambda row: share_text(row.ceiling_share) if row.ceiling_share else NONE,
    ),
)

GROUP_TIME_NAME: Column[GroupTime] = Column(
    "path", "Group", lambda row: row.path, lambda row: row.path, is_number=False
)
GROUP_TIME_COLUMNS: tuple[Column[GroupTime], ...] = (
    Column("time_ms", "Time, ms", lambda row: row.time_ms, lambda row: f"{row.time_ms:.3f}"),
    Column("time_share", "Share of time", lambda row: row.share, lambda row: _percent(row.share)),
    Column("glue_ms", "Glue, ms", lambda row: row.glue_ms, lambda row: f"{row.glue_ms:.3f}"),
)

LAYER_NAME_COLUMNS: tuple[Column[LayerTime], ...] = (
    Column("path", "Layer", lambda row: row.path, lambda row: row.path, is_number=False),
    Column("op", "Operation", lambda row: row.op, lambda row: row.op, is_number=False),
)

STRUCTURE_COLUMNS: tuple[Column[CostReport], ...] = (
    Column("arch", "Network", lambda row: row.arch, lambda row: row.arch, is_number=False),
    Column("block", "Block", lambda row: row.block, lambda row: row.block or NONE, is_number=False),
    Column(
        "stages",
        "Stages",
        lambda row: _joined("-", row.stages or ()),
        lambda row: _joined("-", row.stages or ()),
        is_number=False,
    ),
    Column("batch", "Batch", lambda row: row.batch),
)


class PeerTerm(NamedTuple):
    """A term of what a source says; the first one's row names the source, too."""

    peer: Peer
    term: Term | None
    is_first: bool


PEER_COLUMNS: tuple[Column[PeerTerm], ...] = (
    Column(
        "name",
        "Source",
        lambda row: row.peer.name,
        lambda row: row.peer.name if row.is_first else "",
        is_number=False,
    ),
    Column(
        "says",
        "Says",
        lambda row: row.peer.says,
        lambda row: _says(row.peer) if row.is_first else "",
    ),
    Column(
        "amount",
        "Terms",
        lambda row: row.term.amount if row.term else None,
        lambda row: _amount(row.term, is_first=row.is_first) if row.term else NONE,
    ),
    Column(
        "term",
        "",
        lambda row: row.term.words if row.term else None,
        lambda row: row.term.words if row.term else NONE,
        is_number=False,
    ),
    Column(
        "unit",
        "Called",
        lambda row: row.peer.unit,
        lambda row: row.peer.unit if row.is_first else "",
        is_number=False,
    ),
    Column("batch", "Batch", lambda row: row.peer.batch),
    Column("version", "Version", lambda row: row.peer.version, is_number=False),
    Column("note", "Note", lambda row: row.peer.note, is_number=False),
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


def _work_column(convention: Convention, *, is_read: bool) -> Column[LayerCost | Sums]:
    text = partial(_work_text, convention) if is_read else None
    return Column(WORK_KEYS[convention], convention.label, partial(_work, convention), text)


def _work(convention: Convention, row: LayerCost | Sums) -> int:
    return convention.work(row)


def _moved(cost: AnyCost) -> int:
    return cost.bytes_read + cost.bytes_written


def _share_of(
    count: Callable[[LayerCost | Sums], int], whole: int
) -> Callable[[LayerCost | Sums], float]:
    return lambda row: count(row) / whole if whole else 0.0


def _percent(share: float) -> str:
    return f"{share:.1%}" if share else NONE


def _work_text(convention: Convention, row: LayerCost | Sums) -> str:
    return _short(convention.work(row))


def _size(size_bytes: int) -> str:
    return bytes_text(size_bytes) if size_bytes else NONE


def _says(peer: Peer) -> str:
    return NONE if peer.says is None else digits_grouped(peer.says)


def _amount(term: Term, *, is_first: bool) -> str:
    return digits_grouped(term.amount) if is_first else signed(term.amount)


def _exact(count: int) -> str:
    return digits_grouped(count) if count else NONE


def _short(count: int) -> str:
    return si(count) if count else NONE
