"""Networks side by side: every cost of each, and its difference from the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from resnet_viz.core.cost.measure import Measure, Number, Place, Text, text_of
from resnet_viz.core.cost.measures import measures_at
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.errors import UserError
from resnet_viz.core.notebook_table import table_html
from resnet_viz.core.resnet.published_top1 import published_top1, top1_dicts
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.time_measures import RUN_TIMES
from resnet_viz.core.wording import NONE, change, si


@dataclass(frozen=True, slots=True)
class ComparedMeasure:
    """One measure of every network; `differences` and `ratios` are against the first.

    A value is None where a network has none; `text` writes numbers, `tip` says what they are.
    `least` are the places of values that are only a part of the truth: layers are not counted.
    `written` are words that do not follow from the values alone.
    """

    key: str
    title: str
    values: tuple[Number | None, ...]
    text: Text
    least: frozenset[int] = frozenset()
    tip: str = ""
    written: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The values in words."""
        return self.written or tuple(
            NONE
            if value is None and place not in self.least
            else text_of(value, self.text, is_least=place in self.least)
            for place, value in enumerate(self.values)
        )

    @property
    def differences(self) -> tuple[Number | None, ...]:
        """None where one of both is not known."""
        return tuple(
            None if first is None or value is None else value - first
            for first, value in self._pairs()
        )

    @property
    def ratios(self) -> tuple[float | None, ...]:
        """None where the first has none of it, or one of both is not known."""
        return tuple(
            value / first if first and value is not None else None for first, value in self._pairs()
        )

    def change(self, place: int) -> str:
        """How a network's value differs from the first's: `+17 %`; '' for the first, if unknown."""
        first, value = self._pairs()[place]
        return "" if not place or first is None or value is None else change(value, first)

    def _pairs(self) -> list[tuple[Number | None, Number | None]]:
        known = [None if i in self.least else value for i, value in enumerate(self.values)]
        return [(known[0], value) for value in known]


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """Networks in the order given; the first is the one the others are compared with."""

    reports: tuple[CostReport, ...]
    measures: tuple[ComparedMeasure, ...]

    def __repr__(self) -> str:
        each = (f"{one.arch} {si(one.totals.macs)} MACs" for one in self.reports)
        return f"Comparison({', '.join(each)})"

    def _repr_html_(self) -> str:
        """A measure a row, for notebooks: of each network, and how it differs from the first."""
        places = range(1, len(self.reports))
        heads = ["", self.reports[0].arch]
        for report in self.reports[1:]:
            heads += [report.arch, "Change"]
        rows = [
            [row.title, row.texts[0]]
            + [text for place in places for text in (row.texts[place], row.change(place))]
            for row in self.measures
        ]
        return table_html("Compared with the first", heads, rows, (), words=1)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `compare`."""
        return {"networks": [self._network(place) for place in range(len(self.reports))]}

    def _network(self, place: int) -> dict[str, Any]:
        report = self.reports[place]
        rows = {row.key: row for row in self.measures}
        return {
            "arch": report.arch,
            "block": report.block,
            "stages": list(report.stages) if report.stages else None,
            "batch": report.batch,
            **{key: row.values[place] for key, row in rows.items()},
            "difference": {key: row.differences[place] for key, row in rows.items()},
            "ratio": {key: row.ratios[place] for key, row in rows.items()},
            "published_top1": top1_dicts(published_top1(report.network)),
            **({} if report.totals.is_complete else {"is_complete": False}),
        }


def compare(reports: Sequence[CostReport], runs: Sequence[TimingReport] = ()) -> Comparison:
    """Every measure of the networks side by side, with their times where they were all timed.

    UserError unless there are two or more.
    """
    if len(reports) < 2:
        raise UserError("a comparison needs at least two networks", "arch")
    costs = (_compared(measure, reports) for measure in measures_at(Place.COMPARISON))
    times = [
        ComparedMeasure(
            each.key,
            each.title,
            tuple(each.value(run) for run in runs),
            each.text,
            tip=each.tip,
            written=tuple(each.text_of(run, run.rounding) for run in runs),
        )
        for each in (RUN_TIMES if runs else ())
    ]
    return Comparison(tuple(reports), (*costs, *times))


def _compared(measure: Measure, reports: Sequence[CostReport]) -> ComparedMeasure:
    return ComparedMeasure(
        measure.key,
        measure.title,
        tuple(measure.of_network(report) for report in reports),
        measure.unit.full,
        frozenset(i for i, report in enumerate(reports) if not measure.is_known_of(report)),
        measure.tip,
    )
