"""Whether a timed run can have been: what the kinds of its fields can't say, figure by figure."""

from collections.abc import Iterator
from typing import NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.leaves import moment_from
from resnet_viz.core.limits import check_batch
from resnet_viz.core.timing.measurement import LayerTime, TimingReport
from resnet_viz.core.timing.note import check_note
from resnet_viz.core.timing.roofline import check_ceilings

MOST_MS = 1e12  # 30 years: sums and figures of it can still be written
MOST_RATE = 1e15  # images, or GFLOP, a second
MOST_RATIO = 1e9
MOST_COUNT = 1e9  # passes, threads, page faults, entries of a shape
MOST_BYTES = 2**60
MOST_SHARE = 1 + 1e-6  # a sum of shares is rounded
MOST_DIMENSIONS = 8


class Figure(NamedTuple):
    """A figure of a report by its place, and what it can be."""

    place: str
    value: float | None
    most: float
    least: float = 0.0
    is_above: bool = False  # above the least, which it can't be itself


def check_sense(report: TimingReport) -> None:
    """UserError that names the first field which no run can have."""
    check_batch(report.batch)
    _check_lengths(report)
    for figure in _figures_of(report):
        _check(figure)
    for place, layer in enumerate(report.layers):
        for figure in _figures_of_layer(f"layers[{place}]", layer):
            _check(figure)
    for doubt in report.trust.doubts:
        check_note(doubt)
    moment_from(report.started_at, "started_at")
    if report.ceilings:
        check_ceilings(report.ceilings)


def _check_lengths(report: TimingReport) -> None:
    if not report.layers:
        raise UserError("layers is empty, and a timed run has some")
    if len(report.image) > MOST_DIMENSIONS:
        raise UserError(
            f"image has {len(report.image)} sizes, and at most {MOST_DIMENSIONS} can be"
        )


def _check(figure: Figure) -> None:
    place, value, most, least, is_above = figure
    if value is None or (least <= value <= most and not (is_above and value == least)):
        return
    wanted = f"more than {least:g} and" if is_above else f"from {least:g} and"
    raise UserError(f"{place} is {value:g}, and must be {wanted} at most {most:g}")


def _figures_of(report: TimingReport) -> Iterator[Figure]:
    whole, trust, device = report.whole_ms, report.trust, report.device
    yield Figure("whole_ms.median", whole.median, MOST_MS, is_above=True)
    for name in ("p25", "p75", "min", "p90"):
        yield Figure(f"whole_ms.{name}", getattr(whole, name), MOST_MS)
    yield Figure("images_per_s", report.images_per_s, MOST_RATE, is_above=True)
    yield Figure("layer_sum_ms", report.layer_sum_ms, MOST_MS)
    yield Figure("glue_ms", report.glue_ms, MOST_MS)
    yield from (Figure(f"glue[{at}]", each[1], MOST_MS) for at, each in enumerate(report.glue))
    for name in ("threads", "warmup_runs", "runs"):
        yield Figure(name, getattr(report, name), MOST_COUNT)
    for at, size in enumerate(report.image):
        yield Figure(f"image[{at}]", size, MOST_COUNT, 1)
    for name in ("closure", "overhead"):
        yield Figure(name, getattr(report, name), MOST_RATIO)
    for name in ("wall_over_cpu", "page_faults_per_pass", "scale_factor", "twin_spread"):
        yield Figure(f"trust.{name}", getattr(trust, name), MOST_RATIO)
    yield Figure("trust.half_agreement", trust.half_agreement, MOST_SHARE, -MOST_SHARE)
    yield Figure("trust.kernel_share", trust.kernel_share, MOST_RATIO)
    yield Figure("peak_bytes.predicted", report.peak_bytes.predicted, MOST_BYTES)
    yield Figure("peak_bytes.measured", report.peak_bytes.measured, MOST_BYTES)
    yield Figure("device.memory_bytes", device.memory_bytes, MOST_BYTES)
    yield Figure("device.free_bytes", device.free_bytes, MOST_BYTES)
    for at, doubt in enumerate(trust.doubts):
        for name, value in doubt.values.items():
            yield Figure(f"trust.doubts[{at}].{name}", value, MOST_MS, -MOST_MS)


def _figures_of_layer(place: str, layer: LayerTime) -> Iterator[Figure]:
    for name in ("median_ms", "p25_ms", "p75_ms", "backward_ms"):
        yield Figure(f"{place}.{name}", getattr(layer, name), MOST_MS)
    yield Figure(f"{place}.share", layer.share, MOST_SHARE)
    yield Figure(f"{place}.gflops_per_s", layer.gflops_per_s, MOST_RATE)
    yield Figure(f"{place}.ceiling_share", layer.ceiling_share, MOST_RATIO)
