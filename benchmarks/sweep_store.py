"""Sweeps written, read and deleted: `python -m benchmarks.sweep_store [ROWS]`.

Figures are CPU times of the process. Baseline in the same run: the same rows as one JSON text each.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from benchmarks.goal import Goal, finish
from resnet_viz.core.lab.stored_sweep import Mark
from resnet_viz.core.lab.sweep.points import Point, points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.history.sweeps.choice import all_rows
from resnet_viz.history.sweeps.store import SweepStore

RECIPE = (
    "resnet,stages=1..10-1..10-1..100-1..10,block=basic|bottleneck,shortcut=A|B|C,stride_in=1x1|3x3"
)
ROWS = 10_000
PORTION = 1000
# Of 10,000 rows of twelve measures, on a machine that other programs keep busy.
MOST_WRITE_MS = 150.0
MOST_READ_MS = 150.0
MOST_MISSING_MS = 20.0
MOST_DELETE_MS = 40.0
MOST_ROW_BYTES = 120.0
Found = TypeVar("Found")


def timed(work: Callable[[], Found]) -> tuple[Found, float]:
    """What some work gives, and its CPU milliseconds."""
    begun = process_time()
    found = work()
    return found, round((process_time() - begun) * 1e3, 1)


def write(store: SweepStore, uuid: str, points: list[Point]) -> None:
    """As the process of sweeps writes: 1,000 rows a transaction."""
    with store.writing(uuid) as writer:
        for first in range(0, len(points), PORTION):
            writer.add(points[first : first + PORTION])


def read_news(store: SweepStore, uuid: str) -> int:
    """As the window reads: portion after portion in the order of writing."""
    mark, count = Mark(), 0
    while (news := store.news_after(uuid, mark, PORTION)).points:
        mark, count = news.mark, count + len(news.points)
    return count


def json_lines(points: list[Point]) -> list[Point]:
    """Rows as texts and back, which is what a table of JSON texts has to do at least."""
    return [Point(*json.loads(text)) for text in [json.dumps(point) for point in points]]


def main() -> None:
    """Measures all of it in a folder that is removed."""
    rows = int(sys.argv[1]) if sys.argv[1:] else ROWS
    recipe, scale = recipe_of(RECIPE), rows / ROWS
    with TemporaryDirectory() as folder:
        store = SweepStore(Path(folder) / "sweeps.sqlite")
        uuid = store.start(RECIPE)
        points, computed_ms = timed(lambda: list(points_of(recipe, range(rows), 1)))
        _, write_ms = timed(lambda: write(store, uuid, points))
        size = store.path.stat().st_size
        read, read_ms = timed(lambda: sum(1 for _ in all_rows(store, uuid)))
        news, news_ms = timed(lambda: read_news(store, uuid))
        _, list_ms = timed(store.sweeps)
        _, missing_ms = timed(lambda: store.missing(uuid))
        _, delete_ms = timed(lambda: store.delete(uuid))
        emptied = store.path.stat().st_size
        _, json_ms = timed(lambda: json_lines(points))
    assert read == news == rows
    goals = [
        Goal(f"CPU ms to write {rows} rows", write_ms, MOST_WRITE_MS * scale),
        Goal("CPU ms to read them in order of places", read_ms, MOST_READ_MS * scale),
        Goal("CPU ms to read them as they came", news_ms, MOST_READ_MS * scale),
        Goal("CPU ms to find what is missing", missing_ms, MOST_MISSING_MS * max(1, scale)),
        Goal("CPU ms to delete them", delete_ms, MOST_DELETE_MS * max(1, scale)),
        Goal("bytes a row", round(size / rows, 1), MOST_ROW_BYTES),
        Goal("bytes of the file after that", emptied, 64 * 1024),
    ]
    baseline = {
        "computed_cpu_ms": computed_ms,
        "listed_cpu_ms": list_ms,
        "json_texts_cpu_ms": json_ms,
        "file_bytes": size,
        "peak_rss_mb": round(getrusage(RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    finish("sweep store", goals, baseline)


if __name__ == "__main__":
    main()
