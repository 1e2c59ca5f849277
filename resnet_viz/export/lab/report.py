"""What the report of a comparison says, whatever it is written as."""

import shlex
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.against import DEPTH, INPUT, WIDTH, against
from resnet_viz.core.lab.block_pair import BlockPair, pair_of
from resnet_viz.core.lab.choices import PairSetup
from resnet_viz.core.lab.compare import compare
from resnet_viz.core.lab.diff.diff import diff_of
from resnet_viz.core.lab.latency_match import where_text
from resnet_viz.core.lab.pair_text import further_text, lead_text, title_text
from resnet_viz.core.lab.series import (
    ChartData,
    ChartKind,
    Name,
    along_depth,
    by_stage,
    names_of,
)
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.publications.top1 import TITLE
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.timing.turns.turns import TurnsReport, ratio_text
from resnet_viz.core.wording import NONE, counted
from resnet_viz.export.blocks import pair_table
from resnet_viz.export.differences import stages_table
from resnet_viz.export.reports import comparison_table
from resnet_viz.export.table import Head, Table

FEWEST, MOST = 2, 6
STAGE_KEYS = ("macs", "activations", "params")
AGAINST = ((DEPTH, "macs"), (DEPTH, "activations"), (WIDTH, "macs"), (INPUT, "macs"))
PROGRAM = "resnet-viz"


class Drawn(StrEnum):
    """A picture of a report, drawn where it is written."""

    NETWORKS = "networks"
    BLOCKS = "blocks"


class Section(NamedTuple):
    """A part of a report: in this order what it says, its picture, tables, charts, and code."""

    title: str
    sentences: tuple[str, ...] = ()
    drawn: Drawn | None = None
    tables: tuple[Table, ...] = ()
    charts: tuple[ChartData, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class LabReport:
    """The report of a comparison; the first network is the one the others are compared with.

    `pair` are the two blocks that are set against each other, None for networks of other families.
    """

    title: str
    reports: tuple[CostReport, ...]
    sections: tuple[Section, ...]
    comparison: Table
    pair: BlockPair | None = None

    @property
    def networks(self) -> tuple[Network, ...]:
        return tuple(report.network for report in self.reports)

    @property
    def batch(self) -> int:
        return self.reports[0].batch


def lab_report(
    networks: Sequence[Network],
    batch: int = 1,
    turns: TurnsReport | None = None,
    verdicts: Sequence[str] = (),
) -> LabReport:
    """The report of two to six networks; with what timing them in turn gave, where there is that.

    `verdicts` are its sentences where the runs themselves are gone.
    UserError for fewer or more networks, and for an illegal batch.
    """
    if not FEWEST <= len(networks) <= MOST:
        raise UserError(
            f"a report compares {FEWEST} to {MOST} networks, not {len(networks)}", "arch"
        )
    reports = tuple(report_of(network, batch) for network in networks)
    names = names_of(reports)
    table = comparison_table(compare(reports, turns.runs if turns else ()))
    pair, is_timed = _pair(networks[0]), turns is not None or bool(verdicts)
    sections = (
        Section(
            "Networks",
            (*_conditions(batch), *_remarks(table)),
            Drawn.NETWORKS,
            (_names_table(reports, names), _turned(table, names)),
        ),
        *((_latency(_turns_said(turns, names) if turns else verdicts),) if is_timed else ()),
        *_differences(reports, names),
        Section("Cost by stage", charts=tuple(_stage_charts(reports))),
        *((_blocks(pair, spec_of(networks[0]), batch),) if pair else ()),
        _repeat(networks, batch, is_timed=is_timed),
    )
    title = " and ".join(_listed([shown_text(name.text) for name in names]))
    return LabReport(f"Comparison of {title}", reports, sections, table, pair)


def command_of(networks: Sequence[Network], batch: int, *, is_timed: bool) -> str:
    """The command that makes this report again."""
    words = [PROGRAM, "compare", *(network.name for network in networks)]
    words += ["--batch", str(batch)] if batch != 1 else []
    words += ["--time"] if is_timed else []
    return shown_text(shlex.join([*words, "-o", "report.html"]))


def _listed(words: Sequence[str]) -> list[str]:
    """All but the last with commas, for an `and` before the last."""
    *first, last = words
    return [", ".join(first), last] if first else [last]


def _conditions(batch: int) -> tuple[str, ...]:
    images = counted(batch, "image")
    return (f"Counts are exact, for a batch of {images}. In brackets: the difference from A.",)


def _remarks(table: Table) -> tuple[str, ...]:
    """Where published figures come from."""
    tips = (head.tip for head in table.heads if head.key.startswith("published") and head.tip)
    return tuple(f"{TITLE}: {tip.removesuffix('.')}." for tip in tips)


def _names_table(reports: Sequence[CostReport], names: Sequence[Name]) -> Table:
    heads = tuple(Head(title, is_number=False) for title in ("", "Network", "Architecture", "Name"))
    rows = tuple(
        (
            name.letter,
            shown_text(report.network.title),
            report.network.structure_text or NONE,
            shown_text(report.arch),
        )
        for name, report in zip(names, reports, strict=True)
    )
    return Table("Networks", (), (), heads, rows, (), None)


def _turned(table: Table, names: Sequence[Name]) -> Table:
    """A measure a row, a network a column."""
    heads = (
        Head("Measure", is_number=False),
        *(Head(shown_text(name.with_letter), is_number=True) for name in names),
    )
    cells = list(zip(*table.texts, strict=True))[1:]
    titles = (head.title for head in table.heads[1:])
    rows = tuple((title, *each) for title, each in zip(titles, cells, strict=True))
    return replace(table, title="Measures", heads=heads, texts=rows, total=())


def _latency(said: Sequence[str]) -> Section:
    return Section("Latency, timed in turn", tuple(map(shown_text, said)))


def _turns_said(turns: TurnsReport, names: Sequence[Name]) -> tuple[str, ...]:
    """What timing in turn found, and where."""
    found = (
        f"{ratio_text(turns.ratio(place), name.letter, names[0].letter)}."
        for place, name in enumerate(names)
        if place
    )
    company = (f"{turns.company}.",) if turns.company else ()
    return (*found, *company, f"{where_text(turns)}.")


def _differences(reports: Sequence[CostReport], names: Sequence[Name]) -> Iterator[Section]:
    """Each network against the first, by stage."""
    first = reports[0]
    for name, report in list(zip(names, reports, strict=True))[1:]:
        diff = diff_of(first.network, report.network, first.batch)
        said = tuple(shown_text(_renamed(each, name.letter)) for each in diff.sentences)
        table = stages_table(diff)
        heads = tuple(
            replace(head, title=_renamed(head.title, name.letter)) for head in table.heads
        )
        title = f"What differs between A and {name.letter}"
        yield Section(title, said, tables=(replace(table, title=title, heads=heads),))


def _renamed(text: str, letter: str) -> str:
    """Words about A and B as words about A and another letter."""
    return " ".join(
        letter + word[1:] if word in ("B", "B.", "B,") else word for word in text.split(" ")
    )


def _stage_charts(reports: Sequence[CostReport]) -> Iterator[ChartData]:
    for key in STAGE_KEYS:
        yield ChartData(ChartKind.GROUPED, stages=by_stage(reports, key))
    for key in STAGE_KEYS:
        yield ChartData(ChartKind.LINES, curves=along_depth(reports, key))


def _pair(network: Network) -> BlockPair | None:
    """Both blocks of the third stage, where a network has stages of blocks."""
    with suppress(UserError):
        return pair_of(spec_of(network), PairSetup())
    return None


def _blocks(pair: BlockPair, spec: ResNetSpec, batch: int) -> Section:
    said = lead_text(pair), further_text(pair)
    title = f"Block against block: {title_text(pair)}"
    charts = (
        ChartData(ChartKind.LINES, curves=against(spec, option, key, batch))
        for option, key in AGAINST
    )
    return Section(title, said, Drawn.BLOCKS, (pair_table(pair),), tuple(charts))


def _repeat(networks: Sequence[Network], batch: int, *, is_timed: bool) -> Section:
    code = command_of(networks, batch, is_timed=is_timed)
    return Section("Make this report again", code=code)
