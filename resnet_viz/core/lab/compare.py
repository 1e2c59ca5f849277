"""Networks side by side: every cost of each, and its difference from the first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.errors import UserError
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.wording import bytes_text, digits_grouped, to_two_decimals

Report = TypeVar("Report")
Number = int | float


@dataclass(frozen=True, slots=True)
class Measure(Generic[Report]):
    """One figure of a network: its key in JSON and tables, what it is called, how it is read."""

    key: str
    title: str
    value: Callable[[Report], Number]
    text: Callable[[Number], str] = digits_grouped


MEASURES: tuple[Measure[CostReport], ...] = (
    Measure("depth", "Depth", lambda report: report.depth or 0),
    Measure("params", "Parameters", lambda report: report.totals.params),
    Measure("macs", "MACs (paper)", lambda report: report.totals.macs),
    Measure("flops", "FLOPs (all operations)", lambda report: report.totals.flops),
    Measure("activations", "Activations", lambda report: report.totals.activations),
    Measure("param_bytes", "Parameter bytes (fp32)", lambda report: report.totals.param_bytes),
    Measure(
        "peak_inference_bytes",
        "Peak memory (predicted)",
        lambda report: report.totals.peak_inference_bytes,
        bytes_text,
    ),
    Measure(
        "training_bytes",
        "Training memory (SGD)",
        lambda report: report.totals.training_bytes,
        bytes_text,
    ),
    Measure("shortcuts", "Shortcuts", lambda report: report.totals.shortcuts),
)
TIME_MEASURES: tuple[Measure[TimingReport], ...] = (
    Measure("latency_ms", "Latency, ms", lambda run: run.whole_ms.median, to_two_decimals),
    Measure("images_per_s", "Images/s", lambda run: run.images_per_s, to_two_decimals),
)


@dataclass(frozen=True, slots=True)
class ComparedMeasure:
    """One measure of every network; `differences` and `ratios` are against the first."""

    key: str
    title: str
    values: tuple[Number, ...]
    text: Callable[[Number], str]

    @property
    def differences(self) -> tuple[Number, ...]:
        return tuple(value - self.values[0] for value in self.values)

    @property
    def ratios(self) -> tuple[float | None, ...]:
        """None where the first has none of it."""
        first = self.values[0]
        return tuple(value / first if first else None for value in self.values)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Networks in the order given; the first is the one the others are held against."""

    reports: tuple[CostReport, ...]
    measures: tuple[ComparedMeasure, ...]

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
        }


def compare(reports: Sequence[CostReport], runs: Sequence[TimingReport] = ()) -> Comparison:
    """Every measure of the networks side by side, with their times where they were all timed.

    UserError unless there are two or more.
    """
    if len(reports) < 2:
        raise UserError("a comparison needs at least two networks", "arch")
    costs = (_compared(measure, reports) for measure in MEASURES)
    times = (_compared(measure, runs) for measure in TIME_MEASURES) if runs else ()
    return Comparison(tuple(reports), (*costs, *times))


def _compared(measure: Measure[Report], reports: Sequence[Report]) -> ComparedMeasure:
    values = tuple(measure.value(report) for report in reports)
    return ComparedMeasure(measure.key, measure.title, values, measure.text)
