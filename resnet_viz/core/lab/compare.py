"""Networks side by side: every cost of each, and its difference from that of a base."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from resnet_viz.core.cost.measure import Measure, Number, Place, Text, text_of
from resnet_viz.core.cost.measures import measures_at
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.difference import Form, Tendency, difference_text, tendency_of
from resnet_viz.core.lab.run_settings import is_alike, is_within_error
from resnet_viz.core.notebook_table import table_html
from resnet_viz.core.resnet.publications.top1 import published_top1, top1_dicts
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.time_measures import RUN_TIMES, TimeMeasure
from resnet_viz.core.wording import NONE, si


@dataclass(frozen=True, slots=True)
class ComparedMeasure:
    """One measure of every network; `differences` and `ratios` are against that at `base`.

    A value is None where a network has none; `text` writes numbers, `tip` says what they are.
    `least` are the places of values that are only a part of the truth: layers are not counted.
    `written` are words that do not follow from the values alone, `apart` the places of values that
    can't be held against the base's: timed with other settings, or within the error of both runs.
    """

    key: str
    title: str
    values: tuple[Number | None, ...]
    text: Text
    least: frozenset[int] = frozenset()
    tip: str = ""
    written: tuple[str, ...] = ()
    base: int = 0
    apart: frozenset[int] = frozenset()

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
            None if base is None or value is None else value - base for base, value in self._pairs()
        )

    @property
    def ratios(self) -> tuple[float | None, ...]:
        """None where the base has none of it, or one of both is not known."""
        return tuple(
            value / base if base and value is not None else None for base, value in self._pairs()
        )

    def change(self, place: int, form: Form = Form.PERCENT) -> str:
        """How a network's value differs from the base's: `+17 %`; '' for the base, if unknown."""
        base, value = self._pairs()[place]
        return "" if place == self.base else difference_text(form, value, base, self.text)

    def tendency(self, place: int) -> Tendency:
        """Whether a network's value is better or worse than the base's."""
        base, value = self._pairs()[place]
        return tendency_of(self.key, value, base)

    def _pairs(self) -> list[tuple[Number | None, Number | None]]:
        hidden = self.least | self.apart
        known = [None if i in hidden else value for i, value in enumerate(self.values)]
        return [(known[self.base], value) for value in known]


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """Networks in the order given; the one at `base` is what the others are compared with."""

    reports: tuple[CostReport, ...]
    measures: tuple[ComparedMeasure, ...]
    base: int = 0

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


def compare(
    reports: Sequence[CostReport], runs: Sequence[TimingReport | None] = (), base: int = 0
) -> Comparison:
    """Every measure of the networks side by side, with the times of those that were timed.

    `base` is the place of the network that the others are compared with. UserError unless there
    are two or more.
    """
    if len(reports) < 2:
        raise UserError("a comparison needs at least two networks", "arch")
    costs = (_compared(measure, reports, base) for measure in measures_at(Place.COMPARISON))
    times = (_timed(measure, runs, base) for measure in (RUN_TIMES if any(runs) else ()))
    return Comparison(tuple(reports), (*costs, *times), base)


def _timed(
    measure: TimeMeasure[TimingReport], runs: Sequence[TimingReport | None], base: int
) -> ComparedMeasure:
    return ComparedMeasure(
        measure.key,
        measure.title,
        tuple(measure.value(run) if run else None for run in runs),
        measure.text,
        tip=measure.tip,
        written=tuple(measure.text_of(run, run.rounding) if run else NONE for run in runs),
        base=base,
        apart=frozenset(i for i in range(len(runs)) if _is_apart(runs, i, base)),
    )


def _is_apart(runs: Sequence[TimingReport | None], place: int, base: int) -> bool:
    """Whether the time of a network says nothing against that of the base."""
    run, other = runs[place], runs[base]
    if run is None or other is None or not is_alike(run, other):
        return True
    return place != base and is_within_error(run, other)


def _compared(measure: Measure, reports: Sequence[CostReport], base: int) -> ComparedMeasure:
    return ComparedMeasure(
        measure.key,
        measure.title,
        tuple(measure.of_network(report) for report in reports),
        measure.unit.full,
        frozenset(i for i, report in enumerate(reports) if not measure.is_known_of(report)),
        measure.tip,
        base=base,
    )
