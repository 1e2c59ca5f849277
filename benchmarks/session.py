"""Reading and writing sessions, of 50 networks and with results: `python -m benchmarks.session`.

What a window does before it can show one; opening it in a window is allowed half a second. The
baseline in the same run is the same file read by `json` alone. Results are those of all
experiments: one as large as the longest degradation, eight networks with 120 steps and eight
records, the others of one network each. A recovery copy is written in a thread, a second after
something changed.
"""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.goal import Goal, finish, usual_environment
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.training import Record, Training
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.resnet.arch import parse
from resnet_viz.session.document import Document, ShownRun, with_member, with_times
from resnet_viz.session.file import bytes_of, read_session
from resnet_viz.session.member import WeightsChoice, member_of
from resnet_viz.session.needs import needs_of

NETWORKS, RUNS = 50, 15
LEARNERS, STEPS, RECORDS, DEPTH = 8, 120, 8, 56
MOST_FIRST_MS, MOST_READ_MS, MOST_WRITE_MS = 200.0, 100.0, 50.0
MOST_RESULTS_READ_MS, MOST_RESULTS_WRITE_MS = 100.0, 50.0
READ_ONCE = """
import sys
from pathlib import Path
from time import perf_counter
from resnet_viz.session.file import read_session
start = perf_counter()
read_session(Path(sys.argv[1]))
print((perf_counter() - start) * 1e3)
"""


def session(folder: Path) -> Document:
    """Fifty networks, none like another, with weights and runs; six of them are shown."""
    document = Document(networks=(member_of("resnet50"),))
    for number in range(1, NETWORKS):
        arch = f"resnet,stages=3-{number}-6-3,width={63 + number},shortcut=C,stem=deep,se=4"
        weights = WeightsChoice(str(folder / f"{number}.pth"))
        document = with_member(document, replace(member_of(arch), weights=weights))
        document = with_times(document, ShownRun(str(parse(arch)), 1, f"uuid {number}"))
    return document


def with_results() -> Document:
    """ResNet-50 and a result of every experiment, of numbers that have all their digits."""
    chance = Random(1)  # noqa: S311 - numbers, not secrets

    def numbers(count: int) -> tuple[float, ...]:
        return tuple(chance.random() for _ in range(count))

    net = Net("plain56", NetKind.PLAIN, DEPTH)
    records = [Record(step, numbers(DEPTH // 2), numbers(DEPTH), 1.0) for step in range(RECORDS)]
    learned = [Training(net, seed, numbers(STEPS), 0.5, tuple(records)) for seed in range(LEARNERS)]

    def outcome(experiment: Experiment) -> Outcome:
        count = LEARNERS if experiment is Experiment.DEGRADATION else 1
        found = Found(training=tuple(learned[:count]))
        return Outcome(experiment, (net.arch,), Setting(steps=STEPS), found, 1.0, "2.13.0")

    return Document(results=tuple(map(outcome, Experiment)))


def read(path: Path) -> None:
    """The document of the file, and what it needs."""
    needs_of(read_session(path).document, path.parent)


def first_ms(path: Path) -> float:
    """The same in a process that has read none before."""
    command = [sys.executable, "-c", READ_ONCE, str(path)]
    result = subprocess.run(
        command, check=True, capture_output=True, text=True, env=usual_environment()
    )
    return float(result.stdout)


def milliseconds(start: float) -> float:
    return (perf_counter() - start) * 1e3


def times(document: Document, path: Path) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of reading it, of writing it, and of reading its JSON alone, in turn."""
    path.write_bytes(bytes_of(document, path.parent))
    assert read_session(path).document == document
    reading, writing, json_only = [], [], []
    for _ in range(RUNS):
        start = perf_counter()
        read(path)
        reading.append(milliseconds(start))
        start = perf_counter()
        bytes_of(document, path.parent)
        writing.append(milliseconds(start))
        start = perf_counter()
        json.loads(path.read_bytes())
        json_only.append(milliseconds(start))
    return reading, writing, json_only


def goal(name: str, found: list[float], most: float) -> Goal:
    """The median against what is allowed."""
    return Goal(name, round(median(found), 1), most)


def main() -> None:
    """Measures all, in turn."""
    with TemporaryDirectory() as name:
        path, other = Path(name, "fifty.resnetviz"), Path(name, "results.resnetviz")
        reading, writing, json_only = times(session(path.parent), path)
        results_reading, results_writing, results_json = times(with_results(), other)
        first = [first_ms(path) for _ in range(3)]
        facts = {
            "json_only_ms": round(median(json_only), 2),
            "file_bytes": path.stat().st_size,
            "results_json_only_ms": round(median(results_json), 2),
            "results_bytes": other.stat().st_size,
            "runs": RUNS,
        }
    finish(
        f"session of {NETWORKS} networks",
        [
            goal("ms of reading the first one of a process", first, MOST_FIRST_MS),
            goal("ms of reading one", reading, MOST_READ_MS),
            goal("ms of writing one, without the disk", writing, MOST_WRITE_MS),
            goal("ms of reading results of all experiments", results_reading, MOST_RESULTS_READ_MS),
            goal("ms of writing them", results_writing, MOST_RESULTS_WRITE_MS),
        ],
        facts,
    )


if __name__ == "__main__":
    main()
