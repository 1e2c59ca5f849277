"""Reading and writing a session of 50 networks: `python -m benchmarks.session`.

What a window does before it can show one; opening it in a window is allowed half a second. The
baseline in the same run is the same file read by `json` alone.
"""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.goal import Goal, finish, usual_environment
from resnet_viz.core.resnet.arch import parse
from resnet_viz.session.document import Document, ShownRun, with_member, with_times
from resnet_viz.session.file import bytes_of, read_session
from resnet_viz.session.member import WeightsChoice, member_of
from resnet_viz.session.needs import needs_of

NETWORKS, RUNS = 50, 15
MOST_FIRST_MS, MOST_READ_MS, MOST_WRITE_MS = 200.0, 100.0, 50.0
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


def main() -> None:
    """Measures all, in turn."""
    reading, writing, json_only = [], [], []
    with TemporaryDirectory() as name:
        path = Path(name, "fifty.resnetviz")
        document = session(path.parent)
        path.write_bytes(bytes_of(document, path.parent))
        assert read_session(path).document == document
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
        first = median(first_ms(path) for _ in range(3))
        size = path.stat().st_size
    finish(
        f"session of {NETWORKS} networks",
        [
            Goal("ms of reading the first one of a process", round(first, 1), MOST_FIRST_MS),
            Goal("ms of reading one", round(median(reading), 1), MOST_READ_MS),
            Goal("ms of writing one, without the disk", round(median(writing), 1), MOST_WRITE_MS),
        ],
        {"json_only_ms": round(median(json_only), 2), "file_bytes": size, "runs": RUNS},
    )


if __name__ == "__main__":
    main()
