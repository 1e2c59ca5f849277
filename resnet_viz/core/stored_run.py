"""A stored timed run as lists show it, and what a text finds among many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from resnet_viz.core.measurement import Precision, TimingReport
from resnet_viz.core.what_if import Casting


@dataclass(frozen=True, slots=True)
class StoredRun:
    """One row of the list of runs, without its layers.

    `id` is this machine's number of it, `uuid` the same on every machine; `options` are the words
    of what was asked beside device, precision, batch and threads; `started_at` is ISO 8601 in UTC;
    `system` is the machine that it ran on.
    """

    id: int
    uuid: str
    name: str
    arch: str
    device: str
    precision: str
    batch: int
    threads: int
    options: str
    median_ms: float
    images_per_s: float
    is_trusted: bool
    started_at: str
    torch: str
    system: str


def option_words(report: TimingReport) -> str:
    """What was asked of a run beside device, precision, batch and threads; '' for nothing."""
    return ", ".join(_options(report))


def found_among(runs: Sequence[StoredRun], text: str) -> tuple[StoredRun, ...]:
    """The runs in which each word of a text occurs somewhere, in small or large letters."""
    words = text.casefold().split()
    return tuple(run for run in runs if all(word in _searched(run) for word in words))


def _options(report: TimingReport) -> Iterator[str]:
    asked = report.what_if
    if report.precision is not Precision.FP32 and asked.casting is Casting.AUTOCAST:
        yield "autocast"
    for is_asked, words in (
        (asked.is_channels_last, "channels last"),
        (asked.is_fused, "conv–BN fused"),
        (asked.is_training, "forward and backward"),
        (asked.is_autotuned, "cuDNN autotune"),
        (asked.is_tf32, "TF32"),
    ):
        if is_asked:
            yield words
    if report.weights:
        yield f"weights of {PurePath(report.weights).name}"


def _searched(run: StoredRun) -> str:
    trust = "trusted" if run.is_trusted else "untrusted"
    threads = f"{run.threads} threads"
    cells = (run.name, run.arch, run.device, run.precision, f"batch {run.batch}", threads)
    words = (*cells, run.options, trust, run.started_at, f"torch {run.torch}", run.system)
    return "\n".join(words).casefold()
