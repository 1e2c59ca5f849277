"""The columns of every table that leaves the program: one row of data for each."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from resnet_viz.core.cost.convention import Convention, convention_of
from resnet_viz.core.cost.cost import LayerCost, Sums
from resnet_viz.core.cost.groups import GroupCost
from resnet_viz.core.cost.measure import Field, Measure, Number, Place, percent_text, share_of
from resnet_viz.core.cost.measures import MEASURES, measures_at
from resnet_viz.core.cost.peer import Peer, Term
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.cost.totals import Totals
from resnet_viz.core.graph.paths import TOP_MARK
from resnet_viz.core.graph.shape import shown
from resnet_viz.core.lab.compare import ComparedMeasure
from resnet_viz.core.resnet.publications.top1 import SOURCE, TITLE, PublishedTop1, top1_text
from resnet_viz.core.timing.group_times import GroupTime
from resnet_viz.core.timing.known_digits import known_share, known_text
from resnet_viz.core.timing.measurement import LayerTime, TimingReport
from resnet_viz.core.timing.time_measures import LAYER_TIMES, TimeMeasure
from resnet_viz.core.wording import NONE, digits_grouped, shape_text, signed
from resnet_viz.export.table import Column

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
        lambda row: shape_text(shown(row.out_shape, row.stage)),
        is_number=False,
    ),
)
GROUP_COLUMNS: tuple[Column[GroupCost], ...] = (
    Column(
        "path",
        "Group",
        lambda row: row.path,
        lambda row: row.path.removeprefix(TOP_MARK),
        is_number=False,
    ),
    Column("title", "What", lambda row: row.title, lambda row: row.title, is_number=False),
    Column(
        "layers", "Layers", lambda row: row.layers, lambda row: digits_grouped(row.shown_layers)
    ),
    Column(
        "out_shape",
        "Output",
        lambda row: _joined("x", row.out_shape),
        lambda row: shape_text(row.shown_shape),
        is_number=False,
    ),
)


def cost_columns(convention: Convention, totals: Totals) -> list[Column[LayerCost | Sums]]:
    """The figures of a layer or of sums, the convention's work in words, and shares of the whole.

    The share of the work is of what the convention counts.
    """
    found: list[Column[LayerCost | Sums]] = []
    for measure in MEASURES:
        counted_by = convention_of(measure)
        if Place.VALUES in measure.places and measure.value:
            is_read = counted_by in (None, convention) and Place.FILES in measure.places
            found.append(_cost_column(measure, measure.value, is_read=is_read))
        if measure.share_key and counted_by:
            found.append(_share_column("Share", measure.share_key, convention.measure, totals))
        elif measure.share_key:
            found.append(_share_column("Its share", measure.share_key, measure, totals))
    return found


def field_columns(layers: Sequence[LayerCost]) -> list[Column[LayerCost | GroupCost]]:
    """The figures that a group has of its last layer; people read those that some layer has."""
    return [
        _field_column(each, each.field, is_known=any(each.field(layer) for layer in layers))
        for each in measures_at(Place.VALUES)
        if each.field
    ]


def _cost_column(
    measure: Measure, value: Callable[[LayerCost | Sums], Number], *, is_read: bool
) -> Column[LayerCost | Sums]:
    read = measure.value_of if measure.is_work else value
    text = measure.cell_of if is_read else None
    return Column(measure.key, measure.heading, read, text, tip=measure.tip)


def _field_column(
    measure: Measure, field: Field, *, is_known: bool
) -> Column[LayerCost | GroupCost]:
    def text(row: LayerCost | GroupCost) -> str:
        return measure.field_text(row, measure.table_text)

    shown = text if is_known and Place.FILES in measure.places else None
    return Column(measure.key, measure.heading, field, shown, tip=measure.tip)


def _share_column(
    title: str, key: str, measure: Measure, totals: Totals
) -> Column[LayerCost | Sums]:
    """A share; people read that of the work."""
    whole = measure.whole_of(totals)

    def share(row: LayerCost | Sums) -> float | None:
        return share_of(measure.value_of(row), whole)

    text = (lambda row: percent_text(share(row))) if convention_of(measure) else None
    return Column(key, title, share, text, tip=f"Of the whole network's {measure.heading}")


def time_columns(timing: TimingReport) -> tuple[Column[LayerTime], ...]:
    """The times of a run's layers, titled by its clock; people read what it knows of them."""
    return tuple(_time_column(each, timing) for each in LAYER_TIMES)


def _time_column(each: TimeMeasure[LayerTime], timing: TimingReport) -> Column[LayerTime]:
    title = time_title(timing) if each.key == "median_ms" else each.heading
    rounding = timing.rounding
    text = (lambda time: each.text_of(time, rounding)) if each.is_shown else None
    return Column(each.key, title, each.value, text, each.is_number, each.tip)


def time_title(timing: TimingReport) -> str:
    """`Wall time, ms`, `CPU time, ms`."""
    words = timing.trust.clock.time_text
    return f"{words[:1].upper()}{words[1:]}, ms"


GROUP_TIME_NAME: Column[GroupTime] = Column(
    "path", "Group", lambda row: row.path, lambda row: row.path, is_number=False
)


def group_time_columns(timing: TimingReport) -> tuple[Column[GroupTime], ...]:
    """The times of groups of a run's layers, in the same way."""
    error = timing.sums_error

    def ms_text(time_ms: float) -> str:
        return known_text(time_ms, error, 3)

    def share(row: GroupTime) -> str:
        return known_share(row.share, error, 1) if error else percent_text(row.share)

    glue = "Between layers, ms"
    return (
        Column(
            "time_ms", time_title(timing), lambda row: row.time_ms, lambda row: ms_text(row.time_ms)
        ),
        Column("time_share", "Share of time", lambda row: row.share, share),
        Column("glue_ms", glue, lambda row: row.glue_ms, lambda row: ms_text(row.glue_ms)),
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
        "Reports",
        lambda row: row.peer.says,
        lambda row: _says(row.peer) if row.is_first else "",
    ),
    Column(
        "amount",
        "Explained by",
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
        "Calls it",
        lambda row: row.peer.unit,
        lambda row: row.peer.unit if row.is_first else "",
        is_number=False,
    ),
    Column("batch", "Batch", lambda row: row.peer.batch),
    Column("version", "Version", lambda row: row.peer.version, is_number=False),
    Column("note", "Note", lambda row: row.peer.note, is_number=False),
)


def measure_column(measure: Measure) -> Column[CostReport]:
    """A measure of one network, exactly."""
    return Column(
        measure.key,
        measure.title,
        measure.of_network,
        lambda report: measure.network_text(report, measure.unit.full),
        tip=measure.tip,
    )


def measure_columns(compared: ComparedMeasure) -> tuple[Column[int], ...]:
    """A measure of the networks by their places, its difference from the first and the ratio."""
    key, texts = compared.key, compared.texts

    def text(place: int) -> str:
        return f"{texts[place]} ({said})" if (said := compared.change(place)) else texts[place]

    return (
        Column(key, compared.title, lambda place: compared.values[place], text, tip=compared.tip),
        Column(f"{key}_difference", "", lambda place: compared.differences[place]),
        Column(f"{key}_ratio", "", lambda place: compared.ratios[place]),
    )


def top1_columns(found: Sequence[tuple[PublishedTop1, ...]]) -> tuple[Column[int], ...]:
    """The published top-1 of networks by their places; nothing where none of them has any."""
    if not any(found):
        return ()
    return (
        Column(
            "published_top1_least",
            TITLE,
            lambda place: found[place][0].percent if found[place] else None,
            lambda place: top1_text(found[place]) or NONE,
            tip=SOURCE,
        ),
        Column(
            "published_top1_most",
            "",
            lambda place: found[place][-1].percent if found[place] else None,
        ),
        Column("published_top1_recipes", "", lambda place: len(found[place])),
    )


def _joined(sign: str, numbers: tuple[int, ...]) -> str:
    return sign.join(map(str, numbers))


def _says(peer: Peer) -> str:
    return NONE if peer.says is None else digits_grouped(peer.says)


def _amount(term: Term, *, is_first: bool) -> str:
    return digits_grouped(term.amount) if is_first else signed(term.amount)
