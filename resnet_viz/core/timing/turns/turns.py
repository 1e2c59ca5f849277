"""Several networks timed in turn, pass by pass in one process: what their paired times say.

Two runs one after the other differ by some per cent without cause; passes that take turns do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, NamedTuple

from resnet_viz.core.clock_kind import ClockKind
from resnet_viz.core.models.source import source_in
from resnet_viz.core.models.together import company_text, factory_among
from resnet_viz.core.timing.known_digits import known_text
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.note import Note, NoteKind
from resnet_viz.core.timing.turns.interval import is_steady, median_interval

FEWEST, MOST = 2, 6  # networks


class PairedRatio(NamedTuple):
    """A network's time over another's: the median over the rounds and its 95 % interval.

    Above 1 it is slower. `is_known` is whether the interval tells it from equal.
    """

    ratio: float
    low: float
    high: float
    rounds: int
    is_steady: bool

    @property
    def is_known(self) -> bool:
        return not self.low <= 1 <= self.high


@dataclass(frozen=True, slots=True)
class TurnsReport:
    """A run of each network, and what each plain pass took: `rounds_ms` by network, then by round.

    All passes are by `clock`, in milliseconds. Passes of one round were taken one after the other.
    """

    runs: tuple[TimingReport, ...]
    rounds_ms: tuple[tuple[float, ...], ...]
    clock: ClockKind = ClockKind.WALL

    @property
    def archs(self) -> tuple[str, ...]:
        """The networks in the order asked for."""
        return tuple(run.arch for run in self.runs)

    @property
    def company(self) -> str:
        """That ResNets ran in a process with code of others, '' where they did not."""
        return company_text(self.archs)

    @property
    def rounds(self) -> int:
        return len(self.rounds_ms[0])

    def ratio(self, place: int, base: int = 0) -> PairedRatio:
        """The time of a network over that of another, both by their places."""
        return paired_ratio(self.rounds_ms[place], self.rounds_ms[base])

    def to_dict(self, base: int = 0) -> dict[str, Any]:
        """The JSON of `in_turn`: the paired ratio of each network to the base."""
        return {
            "base": self.runs[base].arch,
            "rounds": self.rounds,
            "clock": str(self.clock),
            "notes": [self.company] if self.company else [],
            "networks": [
                {"arch": run.arch, **_ratio_dict(self.ratio(place, base))}
                for place, run in enumerate(self.runs)
            ],
        }


def with_company(report: TurnsReport) -> TurnsReport:
    """The same, where the run of each ResNet says which code of a file it shared a process with."""
    factory = factory_among(report.archs)
    if factory is None:
        return report
    shared = Note(NoteKind.SHARED, text=factory.title)
    runs = (run if source_in(run.arch) else _doubted(run, shared) for run in report.runs)
    return replace(report, runs=tuple(runs))


def _doubted(run: TimingReport, doubt: Note) -> TimingReport:
    return replace(run, trust=replace(run.trust, doubts=(*run.trust.doubts, doubt)))


def paired_ratio(own: Sequence[float], others: Sequence[float]) -> PairedRatio:
    """What the times of two networks in the same rounds say."""
    ratios = ratios_of(own, others)
    return PairedRatio(median(ratios), *median_interval(ratios), len(ratios), is_steady(ratios))


def ratios_of(own: Sequence[float], others: Sequence[float]) -> list[float]:
    """One over the other, round by round."""
    return [mine / other for mine, other in zip(own, others, strict=True)]


def ratio_text(found: PairedRatio, name: str, base: str) -> str:
    """`B is 1.50 × slower than A [1.46 – 1.55], 31 pairs`, or that no difference was measured."""
    if not found.is_known:
        span = _span(found.low, found.high, found)
        return f"No difference measured between {name} and {base} {span}"
    if found.ratio > 1:
        times, span = _figure(found.ratio, found), _span(found.low, found.high, found)
        return f"{name} is {times} × slower than {base} {span}"
    times, span = _figure(1 / found.ratio, found), _span(1 / found.high, 1 / found.low, found)
    return f"{name} is {times} × faster than {base} {span}"


def _span(low: float, high: float, found: PairedRatio) -> str:
    return f"[{low:.2f} – {high:.2f}], {found.rounds} pairs"


def _figure(ratio: float, found: PairedRatio) -> str:
    """Two decimals; fewer digits where the interval doesn't know them."""
    error = 0.0 if found.is_steady else (found.high - found.low) / 2 / found.ratio
    return known_text(ratio, error, 2)


def _ratio_dict(found: PairedRatio) -> dict[str, Any]:
    values = {"ratio": found.ratio, "low": found.low, "high": found.high}
    return {**values, "is_known": found.is_known, "is_steady": found.is_steady}
