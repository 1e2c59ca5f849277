"""The measured ceilings of a device: kept in this process and in a file, measured where unknown."""

from collections.abc import Sequence
from typing import ClassVar

from resnet_viz.core.cost.cost import LayerCost
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.timing.bounds import excess_text, with_roofline
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.roofline import Ceilings, best_of
from resnet_viz.engine.timing.ceilings_file import keep_ceilings, read_ceilings
from resnet_viz.engine.timing.passes import without_garbage_collection
from resnet_viz.engine.timing.prepare import DTYPES
from resnet_viz.engine.timing.probe import measure_ceilings
from resnet_viz.engine.timing.switches import switches_set

MEASURING = Step("measuring the machine's ceilings")


class KnownCeilings:
    """The ceilings that this process has measured or read, by `key_of` their runs."""

    ceilings: ClassVar[dict[str, Ceilings]] = {}


def under_ceilings(
    report: TimingReport, costs: Sequence[LayerCost], on_progress: Progress
) -> TimingReport:
    """The run with the ceilings of its device and its layers under them; `costs` are what ran.

    A training pass stays as it is: `core.timing.bounds`. Ceilings that many layers exceed
    were measured while the machine was busy, so they are measured once more and the higher ones
    kept.
    """
    if report.what_if.is_training:
        return report
    ceilings = kept_for(report) or ceilings_anew(report, on_progress)
    held = with_roofline(report, costs, ceilings)
    if not excess_text(held):
        return held
    return with_roofline(report, costs, ceilings_anew(report, on_progress, before=ceilings))


def kept_for(report: TimingReport) -> Ceilings | None:
    """The ceilings of a run's device that are known already, None where none are."""
    key = ceilings_key(report)
    if key not in KnownCeilings.ceilings:
        KnownCeilings.ceilings |= read_ceilings()
    return KnownCeilings.ceilings.get(key)


def ceilings_anew(
    report: TimingReport, on_progress: Progress, *, before: Ceilings | None = None
) -> Ceilings:
    """Measures a run's device now and keeps what was found; what was higher `before` stays."""
    on_progress(MEASURING)
    with (
        switches_set(
            TimingOptions(report.device.id, threads=report.threads, what_if=report.what_if)
        ),
        without_garbage_collection(),
    ):
        found = measure_ceilings(report.device, DTYPES[report.precision])
    if before is not None:
        found = best_of(before, found)
    key = ceilings_key(report)
    KnownCeilings.ceilings[key] = found
    keep_ceilings(key, found)
    return found


def ceilings_key(report: TimingReport) -> str:
    """What the ceilings depend on, as one text."""
    return ", ".join((
        report.device.id,
        report.device.name,
        report.driver or "no driver",
        "tf32" if report.what_if.is_tf32 else report.precision,
        f"{report.threads} threads",
        f"torch {report.torch}",
    ))  # fmt: skip
