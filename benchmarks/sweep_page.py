"""How long the window's thread is busy while a sweep streams in: `python -m benchmarks.sweep_page`.

Ten thousand rows come as the window reads them, a thousand at a time, into a page with a condition;
then they are sorted, other axes are chosen, another condition is typed, and a row is selected. A
turn of the event loop is one call that handles all events that wait.
"""

import gc
import os
from collections.abc import Callable, Iterator
from functools import partial
from time import sleep, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks.goal import Goal, finish
from resnet_viz.core.lab.stored_sweep import StoredPoint
from resnet_viz.core.lab.sweep.points import points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.session.document import Document
from resnet_viz.ui.lab.sweeps.page import SweepPage
from resnet_viz.ui.session.session import Session

RECIPE = "resnet,block=basic|bottleneck,stages=1..5-1..5-1..5-1..5,width=16..128:16"
ROWS = 10_000
PORTION = 1000  # as `ui.processes.sweeps` reads them
MOST_TURN_MS = 16.0
PAUSE_S = 0.01  # of the loop, in which timers come due
SETTLED = 60  # turns without work after which nothing comes any more
SIZE = (1200, 700)


class Turns:
    """The CPU times of turns of the event loop."""

    def __init__(self, process: Callable[[], object]) -> None:
        self._process = process
        self.times_ms: list[float] = []

    def run(self, work: Callable[[], object]) -> float:
        """Does something, lets the loop turn until it is idle, and gives the longest turn in ms."""
        first = len(self.times_ms)
        self._turn(work)
        idle = 0
        while idle < SETTLED:
            sleep(PAUSE_S)
            self._turn(self._process)
            idle = idle + 1 if self.times_ms[-1] < 0.5 else 0
        return max(self.times_ms[first:])

    def _turn(self, work: Callable[[], object]) -> None:
        start = thread_time()
        work()
        self.times_ms.append((thread_time() - start) * 1e3)


def portions() -> Iterator[list[StoredPoint]]:
    """The rows as they come."""
    points = [StoredPoint(*each) for each in points_of(recipe_of(RECIPE), range(ROWS))]
    for start in range(0, ROWS, PORTION):
        yield points[start : start + PORTION]


def main() -> None:
    """Measures each kind of work by its longest turn, after one round to warm up."""
    gc.disable()  # as the window does, which collects between two events
    application = QApplication([])
    page = SweepPage(Session(Document()))
    page.choice_made.connect(page.show_choice)
    page.resize(*SIZE)
    page.show()

    turns = Turns(application.processEvents)
    rows = list(portions())
    longest: dict[str, float] = {}
    work: dict[str, Callable[[], object]] = {
        "sorting": lambda: page.table._on_head(page.table.rows.keys.index("macs")),
        "axes": lambda: page._change(y="macs"),
        "condition": lambda: page._change(where="params<9M"),
        "selecting": lambda: page.select([4321]),
    }
    for _ in range(2):
        page._change(y="activations", where="macs<4G and params<=25M")
        page.begin("sweep", recipe_of(RECIPE), 1, is_timed=False)
        longest["streaming"] = max(turns.run(partial(page.sweep.add, part)) for part in rows)
        for what, do in work.items():
            longest[what] = turns.run(do)
    assert page.sweep.columns is not None
    assert len(page.sweep.columns) == ROWS
    goals = [
        Goal(f"CPU ms of the longest turn, {what}", round(ms, 1), MOST_TURN_MS)
        for what, ms in longest.items()
    ]
    finish(f"sweep page, {ROWS} rows", goals, {"turns": len(turns.times_ms)})


if __name__ == "__main__":
    main()
