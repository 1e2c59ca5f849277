"""The trust row of a timed run: the figures that state its own error, a row for each."""

from collections.abc import Iterator
from enum import StrEnum

from resnet_viz.core.timing.known_digits import known_share, known_text
from resnet_viz.core.timing.measurement import MOST_OVERHEAD, TimingReport
from resnet_viz.core.wording import bytes_text

TrustFigure = tuple[str, str, str]  # name, figure, tip


class Verdict(StrEnum):
    """How far to trust a run."""

    TRUSTED = "trusted"
    DOUBTFUL = "doubtful"
    UNSTEADY = "unsteady"
    UNTRUSTED = "untrusted"


def verdict_of(report: TimingReport) -> Verdict:
    """How far to trust a run: its overhead counts most, then whether it was steady."""
    if report.overhead > MOST_OVERHEAD:
        return Verdict.UNTRUSTED
    if not report.trust.is_steady:
        return Verdict.UNSTEADY
    return Verdict.TRUSTED if report.trust.is_trusted else Verdict.DOUBTFUL


def trust_cells(report: TimingReport) -> list[TrustFigure]:
    """Every figure that is known; what has no meaning on a device is left out."""
    return [*_passes(report), *_machine(report), *_work(report)]


def _passes(report: TimingReport) -> Iterator[TrustFigure]:
    trust = report.trust
    yield (
        "Layers add up to",
        known_share(report.closure, report.whole_error, 1),
        "Sum of the layers' times over the pass they were timed in, 100 % at best",
    )
    tip = "What timing the layers costs. Above 5 % the run is unreliable"
    yield "Overhead", _overhead_text(report), tip
    yield (
        "Scale factor",
        f"{trust.scale_factor:.3f}",
        "What the layers' times are multiplied by to match the median of the plain pass",
    )
    tip = "Rank correlation of the layers' times in both halves of the run, 1 at best"
    yield "Repeatability", f"{trust.half_agreement:.3f}", tip
    if trust.twin_spread is not None:
        tip = "How far layers of equal kind and shapes differ in time, median of all such groups"
        yield "Spread of equal layers", f"{trust.twin_spread:.1%}", tip


def _overhead_text(report: TimingReport) -> str:
    """`+1.0%`: as far as it is known, which is as far as the hooked pass is."""
    slowed = report.overhead - 1
    error = report.whole_error * report.overhead / abs(slowed) if slowed else 0.0
    return f"{'+' * (slowed >= 0)}{known_share(slowed, error, 1)}"


def _machine(report: TimingReport) -> Iterator[TrustFigure]:
    trust = report.trust
    tip = "What all times of the run are taken on: wall, or CPU on a busy machine"
    yield "Clock", trust.clock, tip
    if trust.wall_over_cpu is not None:
        tip = "Above 1.15 for one thread the machine was busy with something else"
        yield "Wall / CPU", f"{trust.wall_over_cpu:.2f}", tip
    if trust.page_faults_per_pass is not None:
        tip = "Minor page faults of a pass: memory that the system had to hand out again"
        yield "Page faults", f"{trust.page_faults_per_pass:.0f} / pass", tip
    if trust.kernel_share is not None:
        tip = "The device's own work over the pass. Below 80 %, starting its kernels takes the time"
        words = ", launch-bound" if trust.is_launch_bound else ""
        yield "Device works", f"{trust.kernel_share:.0%}{words}", tip


def _work(report: TimingReport) -> Iterator[TrustFigure]:
    glue = f"{known_text(report.glue_ms, report.sums_error, 2)} ms"
    yield (
        "Between layers",
        glue,
        "What the modules around the layers take themselves, scaled as the layers",
    )
    backward = [layer.backward_ms for layer in report.layers if layer.backward_ms is not None]
    total = sum(layer.median_ms for layer in report.layers)
    if backward and total:
        tip = "The backward pass's part of the layers' sum"
        yield "Backward", f"{sum(backward) / total:.0%}", tip
    predicted, measured = report.peak_bytes.predicted, report.peak_bytes.measured
    if measured is not None:
        tip = "Peak memory of a pass as the allocator counted it, outside of the timed passes"
        yield "Peak memory", bytes_text(measured), tip
    if predicted is not None:
        yield "Predicted", bytes_text(predicted), "Peak memory by arithmetic, before the run"
    if predicted and measured is not None:
        yield "Ratio", f"{measured / predicted:.3f}", "Measured peak memory over the predicted one"
