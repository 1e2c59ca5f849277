"""The figures of timed runs: one row for each, which every table, legend and file reads."""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from resnet_viz.core.cost.measure import Better
from resnet_viz.core.timing.known_digits import Rounding, known_share, known_text
from resnet_viz.core.timing.measurement import LayerTime, TimingReport
from resnet_viz.core.wording import NONE, share_text, to_two_decimals

Timed = TypeVar("Timed")


class TimeMeasure(NamedTuple, Generic[Timed]):
    """A figure of a timed layer or run: its word in files, its title, its unit and what it is.

    `text` writes its value; one that is not `is_shown` is for programs. `head` is its title in the
    columns of files; `better` is which of two values a person would rather have.
    """

    key: str
    title: str
    unit: str
    tip: str
    value: Callable[[Timed], Any]  # a number, a word or nothing
    text: Callable[[Any], str]
    is_shown: bool = True
    head: str = ""
    is_number: bool = True
    is_share: bool = False  # whether it is shown as a bar
    rough: Callable[[Timed, Rounding], str] | None = None  # its value as an unreliable run knows it
    better: Better = Better.FEWER

    @property
    def heading(self) -> str:
        """Its title where it heads a column of a file."""
        return self.head or self.title

    def text_of(self, timed: Timed, rounding: Rounding | None = None) -> str:
        """Its value in words, rounded to what is known of it where a run is unreliable."""
        if rounding and self.rough:
            return self.rough(timed, rounding)
        return self.text(self.value(timed))


def _error(time: LayerTime, rounding: Rounding) -> float:
    return rounding.of_layer(time.median_ms, time.p25_ms, time.p75_ms)


LAYER_TIMES: tuple[TimeMeasure[LayerTime], ...] = (
    TimeMeasure(
        "median_ms",
        "Time, ms",
        "ms",
        "Median of the layer's own time, scaled to the plain pass",
        lambda time: time.median_ms,
        lambda ms: f"{ms:.3f}",
        rough=lambda time, known: known_text(time.median_ms, _error(time, known), 3),
    ),
    TimeMeasure(
        "p25_ms",
        "Lower quartile, ms",
        "ms",
        "A quarter of the layer's times are below this",
        lambda time: time.p25_ms,
        to_two_decimals,
        is_shown=False,
    ),
    TimeMeasure(
        "p75_ms",
        "Upper quartile, ms",
        "ms",
        "A quarter of the layer's times are above this",
        lambda time: time.p75_ms,
        to_two_decimals,
        is_shown=False,
    ),
    TimeMeasure(
        "share",
        "Share of time",
        "share",
        "Of the layers' sum",
        lambda time: time.share,
        lambda share: f"{share:.1%}",
        head="Share",
        is_share=True,
        rough=lambda time, known: known_share(time.share, _error(time, known), 1),
    ),
    TimeMeasure(
        "gflops_per_s",
        "GFLOP/s",
        "10⁹ operations a second",
        "All operations of the layer over its time: achieved speed",
        lambda time: time.gflops_per_s,
        lambda speed: f"{speed:.1f}" if speed else NONE,
        rough=lambda time, known: (
            known_text(time.gflops_per_s, _error(time, known), 1) if time.gflops_per_s else NONE
        ),
        better=Better.MORE,
    ),
    TimeMeasure(
        "bound",
        "Bound",
        "word",
        "What limits the layer: the compute or the memory ceiling measured here",
        lambda time: time.bound,
        lambda bound: bound or NONE,
        is_number=False,
    ),
    TimeMeasure(
        "ceiling_share",
        "Ceiling",
        "share",
        "Share of this machine's measured ceiling: the layer's time at it over the one it took",
        lambda time: time.ceiling_share,
        lambda share: share_text(share) if share else NONE,
        rough=lambda time, known: (
            known_share(time.ceiling_share, _error(time, known), 0) if time.ceiling_share else NONE
        ),
        better=Better.MORE,
    ),
)

LATENCY: TimeMeasure[TimingReport] = TimeMeasure(
    "latency_ms",
    "Latency, ms",
    "ms",
    "Median of the plain pass",
    lambda run: run.whole_ms.median,
    to_two_decimals,
    rough=lambda run, known: known_text(run.whole_ms.median, known.whole, 2),
)
THROUGHPUT: TimeMeasure[TimingReport] = TimeMeasure(
    "images_per_s",
    "Images/s",
    "images a second",
    "Batch over latency",
    lambda run: run.images_per_s,
    to_two_decimals,
    rough=lambda run, known: known_text(run.images_per_s, known.whole, 2),
    better=Better.MORE,
)
RUN_TIMES = (LATENCY, THROUGHPUT)
