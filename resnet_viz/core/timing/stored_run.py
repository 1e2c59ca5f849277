"""A stored timed run as lists show it, and what a text finds among many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath

from resnet_viz.core.timing.known_digits import UNKNOWN_SPREAD, known_text
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.option_words import option_texts

MINUTE = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True)
class StoredRun:
    """One row of the list of runs, without its layers.

    `id` is this machine's number of it, `uuid` the same on every machine; `precision` and
    `options` are words for people, as `core.timing.option_words` has them; `started_at` is ISO 8601
    in UTC; `system` and `host` are those of the machine that it ran on, the latter by its name.
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
    host: str = ""


@dataclass(frozen=True, slots=True)
class StoreOutcome:
    """The number of a run that was stored, None where it could not be; `text` is for the person."""

    id: int | None
    text: str = ""


def asked_text(report: TimingReport) -> str:
    """What was asked of a run apart from device, precision, batch and threads; '' for nothing."""
    weights = (f"weights of {PurePath(report.weights).name}",) if report.weights else ()
    return ", ".join((*option_texts(report.what_if), *weights))


def found_among(runs: Sequence[StoredRun], text: str) -> tuple[StoredRun, ...]:
    """The runs in which each word of a text occurs somewhere, in small or large letters."""
    return tuple(run for run in runs if is_found(searched_text(run), text))


def is_found(searched: str, text: str) -> bool:
    """Whether each word of a text occurs in what `searched_text` gave."""
    return all(word in searched for word in text.casefold().split())


def listed_text(run: StoredRun, figure: float, decimals: int) -> str:
    """A figure of a run in lists: two digits of an unreliable one, whose spread they don't have."""
    return known_text(figure, 0.0 if run.is_trusted else UNKNOWN_SPREAD, decimals)


def moment_text(started_at: str) -> str:
    """When a run began, by this machine's clock: `2026-11-25 13:20`; '' where it is not known.

    By UTC, and said so, where this machine's time zone is none that there can be.
    """
    if not started_at:
        return ""
    moment = datetime.fromisoformat(started_at)
    try:
        return f"{moment.astimezone():{MINUTE}}"
    except (ValueError, OverflowError, OSError):
        return f"{moment.astimezone(UTC):{MINUTE}} UTC" if moment.tzinfo else f"{moment:{MINUTE}}"


def searched_text(run: StoredRun) -> str:
    """All that is known of a run in one text of small letters, to find words in."""
    trust = "✓ reliable" if run.is_trusted else "⚠ unreliable"
    threads = f"threads={run.threads}"
    cells = (run.name, run.arch, run.device, run.precision, f"batch={run.batch}", threads)
    when = moment_text(run.started_at)
    words = (*cells, run.options, trust, when, f"torch {run.torch}", run.system, run.host)
    return "\n".join(words).casefold()
