"""The counterpart that comes nearest in latency: those nearest in MACs, timed in turn with it."""

from math import log
from typing import Any, NamedTuple

from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.option_words import settings_text
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.time_measures import LATENCY
from resnet_viz.core.timing.turns.turns import TurnsReport, ratio_text
from resnet_viz.core.wording import counted, either


class LatencyMatch(NamedTuple):
    """What was timed: the network first, then its candidates, the nearest in MACs first."""

    report: TurnsReport

    @property
    def place(self) -> int:
        """Of the nearest among the networks timed; of equally near ones the nearest in MACs."""
        places = range(1, len(self.report.runs))
        return min(places, key=lambda place: abs(log(self.report.ratio(place).ratio)))

    @property
    def nearest(self) -> str:
        """The text that names it."""
        return self.report.archs[self.place]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `match --by latency`, networks as that of the others has them."""
        runs = self.report.runs
        wanted, found = runs[0].whole_ms.median, runs[self.place].whole_ms.median
        return {
            "by": "latency",
            "wanted": wanted,
            "found": found,
            "distance": found - wanted,
            "ratio": self.report.ratio(self.place).ratio,
            "networks": [_network_dict(arch) for arch in (runs[0].arch, self.nearest)],
            "in_turn": self.report.to_dict(),
        }

    @property
    def unsure(self) -> tuple[str, ...]:
        """Candidates that may be as near: their intervals and that of the nearest overlap."""
        nearest = self.report.ratio(self.place)
        others = [place for place in range(1, len(self.report.runs)) if place != self.place]
        ratios = {self.report.archs[place]: self.report.ratio(place) for place in others}
        return tuple(
            arch
            for arch, found in ratios.items()
            if found.low <= nearest.high and nearest.low <= found.high
        )


def match_lines(found: LatencyMatch) -> tuple[str, ...]:
    """The nearest, how it compares with the network, what is unsure, where that was measured."""
    report = found.report
    first, nearest = report.runs[0], report.runs[found.place]
    own, other = (LATENCY.text_of(run, run.rounding) for run in (first, nearest))
    lines = [f"Nearest in latency: {nearest.arch}, {other} ms. {first.arch} takes {own} ms."]
    lines.append(f"{ratio_text(report.ratio(found.place), nearest.arch, first.arch)}.")
    if found.unsure:
        lines.append(f"Perhaps as near: {either(found.unsure)}.")
    return (*lines, f"{where_text(report)}.")


def where_text(report: TurnsReport) -> str:
    """`Measured here now, in turn: A processor, batch 1, plain fp32, 2 threads`."""
    run = report.runs[0]
    options = TimingOptions(precision=run.precision, what_if=run.what_if)
    words = run.device.name, f"batch {run.batch}", settings_text(options)
    threads = counted(run.threads, "thread")
    return f"Measured here now, in turn: {', '.join((*words, threads))}, {report.clock} time"


def _network_dict(arch: str) -> dict[str, Any]:
    structure = network_named(arch).structure
    assert structure
    return {
        "arch": arch,
        "depth": structure.depth,
        "block": structure.block,
        "stages": list(structure.stages),
    }
