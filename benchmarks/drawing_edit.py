"""CPU of one edit to ResNet-152's new picture at block level: `python -m benchmarks.drawing_edit`.

From the text to the composed scene, with a warm drawing process and no layout kept; both
processes' CPU counts. The baseline is one plain Graphviz call for the whole picture.
"""

import json
import resource
from collections.abc import Callable
from statistics import median
from subprocess import DEVNULL, PIPE, Popen
from time import perf_counter, process_time
from typing import NamedTuple

from benchmarks.goal import Goal, finish
from resnet_viz.core.networks import network_named
from resnet_viz.core.request import Worker
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.diagram.cells.cells import dots_of
from resnet_viz.diagram.cells.dot import dot_of_shape
from resnet_viz.diagram.drawing import dot_source
from resnet_viz.diagram.layout.compose import compose
from resnet_viz.diagram.layout.layout import read_layout
from resnet_viz.diagram.look import look_of
from resnet_viz.diagram.view import Level, View
from resnet_viz.jobs.messages import (
    Failure,
    last_reply,
    outcome_in,
    request_line,
    worker_command,
)
from resnet_viz.jobs.requests import LayOut

ARCH = "resnet152"
GOAL_MS = 100.0
WARM_UPS = 3
RUNS = 20

Ask = Callable[[tuple[str, ...]], tuple[str, ...]]


class Spent(NamedTuple):
    """Milliseconds for one run: CPU here, CPU in the drawing process, and the clock's."""

    own_ms: float
    child_ms: float
    wall_ms: float


def edit(ask: Ask) -> None:
    """What happens between a changed control and the scene to be painted."""
    dot_of_shape.cache_clear()
    read_layout.cache_clear()
    graph, view = expand(parse(ARCH)), View(Level.BLOCK)
    dots = dots_of(graph, view)
    compose(graph, view, dict(zip(dots, ask(tuple(dots)), strict=True)))


def draw_whole(ask: Ask) -> None:
    """The same picture by Graphviz alone."""
    json.loads(ask((dot_source(network_named(ARCH), look_of()),))[0])


def spent_on(work: Callable[[Ask], None]) -> Spent:
    """Medians of many runs; the child's CPU as the difference to a child that only warms up."""
    idle = _child_ms(work, WARM_UPS)[0]
    busy, own, wall = _child_ms(work, WARM_UPS + RUNS)
    return Spent(median(own[WARM_UPS:]), (busy - idle) / RUNS, median(wall[WARM_UPS:]))


def _child_ms(work: Callable[[Ask], None], runs: int) -> tuple[float, list[float], list[float]]:
    """The whole CPU of a drawing process in these runs, and each run's CPU here and time."""
    before = _children_ms()
    own, wall = [], []
    with Popen(worker_command(Worker.DRAW), stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as child:
        for _ in range(runs):
            cpu, clock = process_time(), perf_counter()
            work(lambda dots: _asked(child, dots))
            own.append((process_time() - cpu) * 1e3)
            wall.append((perf_counter() - clock) * 1e3)
    return _children_ms() - before, own, wall


def _asked(child: "Popen[bytes]", dots: tuple[str, ...]) -> tuple[str, ...]:
    assert child.stdin
    assert child.stdout
    request = LayOut(dots)
    child.stdin.write(request_line(1, request))
    child.stdin.flush()
    reply = last_reply(child.stdout)
    assert reply
    outcome = outcome_in(reply, request)
    assert not isinstance(outcome, Failure), outcome
    return outcome.texts


def _children_ms() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (usage.ru_utime + usage.ru_stime) * 1e3


def main() -> None:
    """Measures both ways, each with a drawing process of its own."""
    ours, whole = spent_on(edit), spent_on(draw_whole)
    what = f"CPU ms from {ARCH} to its new picture at block level"
    finish(
        "edit to new picture",
        [Goal(what, round(ours.own_ms + ours.child_ms, 1), GOAL_MS)],
        {
            "what": "one plain Graphviz call for the whole picture",
            "cpu_ms": round(whole.own_ms + whole.child_ms, 1),
            "wall_ms": round(whole.wall_ms, 1),
            "our_window_cpu_ms": round(ours.own_ms, 1),
            "our_drawing_process_cpu_ms": round(ours.child_ms, 1),
            "our_wall_ms": round(ours.wall_ms, 1),
            "runs": RUNS,
        },
    )


if __name__ == "__main__":
    main()
