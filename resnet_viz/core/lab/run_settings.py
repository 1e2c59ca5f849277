"""With what a run was timed, in words, and whether two runs can be held against each other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from resnet_viz.core.timing.host import foreign_host
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.option_words import option_texts, precision_text
from resnet_viz.core.wording import counted


class RunSetting(NamedTuple):
    """A setting of a run in words: `text` is '' where there is nothing to say."""

    key: str
    text: str


def settings_of(run: TimingReport) -> tuple[RunSetting, ...]:
    """What decides how long a pass takes apart from the network: runs of other settings differ."""
    texts = {
        "device": run.device.name,
        "host": f"on {host}" if (host := foreign_host(run.host)) else "",
        "batch": f"batch {run.batch}",
        "precision": precision_text(run.precision, run.what_if.casting),
        "options": ", ".join(option_texts(run.what_if)),
        "threads": counted(run.threads, "thread"),
        "torch": f"torch {run.torch}",
        "clock": run.trust.clock.time_text,
    }
    return tuple(RunSetting(key, text) for key, text in texts.items())


def is_alike(run: TimingReport | None, other: TimingReport | None) -> bool:
    """Whether both were timed on the same device and machine, with the same settings and clock."""
    return run is not None and other is not None and settings_of(run) == settings_of(other)


def is_within_error(run: TimingReport, other: TimingReport) -> bool:
    """Whether two runs differ by less than they know of themselves; reliable ones never do."""
    times = [(each.whole_ms.median, each.whole_error) for each in (run, other)]
    known = sum(median * error for median, error in times)
    return abs(times[0][0] - times[1][0]) < known


def run_text(run: TimingReport) -> str:
    """`A processor, batch 1, fp32, 2 threads, torch 2.13.0, wall time`."""
    return ", ".join(each.text for each in settings_of(run) if each.text)


def difference_text(run: TimingReport, base: TimingReport) -> str:
    """What of a run is other than of the base: `A card (not A processor), fp16 (not fp32)`."""
    return ", ".join(_differences(run, base))


def runs_text(runs: Sequence[TimingReport | None], names: Sequence[str], base: int) -> str:
    """With what networks were timed; where that differs, why latencies are not compared.

    '' where the base was not timed.
    """
    first = runs[base]
    if first is None:
        return ""
    apart = [
        f"{name} was timed with {difference_text(run, first)}"
        for run, name in zip(runs, names, strict=True)
        if run and not is_alike(run, first)
    ]
    words = f"Timed with: {run_text(first)}."
    if not apart:
        return words
    why = f"The difference in latency isn't shown: {', '.join(apart)}."
    return f"{names[base]}: {words[0].lower()}{words[1:]} {why}"


def _differences(run: TimingReport, base: TimingReport) -> Iterator[str]:
    for own, other in zip(settings_of(run), settings_of(base), strict=True):
        if own != other:
            yield f"{own.text or _none(own.key)} (not {other.text or _none(other.key)})"


def _none(key: str) -> str:
    return "on this machine" if key == "host" else "no options"
