"""CPU of a frame of the scatter of 10,000 networks: `python -m benchmarks.chart_pan`.

On 900 × 600 pixels, on logarithmic axes with a front, a limit and members: it is painted
first, then panned and zoomed, each frame painted before the next event, and pointed at without
paint. Streaming adds 500 points at a time. Parallel coordinates are brushed the same way: a frame
is the mask and the first part of the lines; the rest comes in turns of their own, the longest of
which is given.
"""

import gc
import os
from collections.abc import Callable, Iterator
from statistics import median, quantiles
from time import process_time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPointF

from benchmarks.goal import Goal, finish
from resnet_viz.ui.charts.parallel import ParallelChart
from resnet_viz.ui.charts.parallel_axes import Dimension
from resnet_viz.ui.charts.scale import Scale
from resnet_viz.ui.charts.scatter import ScatterChart
from resnet_viz.ui.start.program import make_application

POINTS, BATCH = 10_000, 500
WIDTH, HEIGHT = 900, 600
FRAMES = 300
RANDOM = np.random.default_rng(1)
MOST_P99_MS, MOST_FIRST_MS, MOST_HOVER_MS = 16.0, 100.0, 1.0
PARAMS = 10 ** RANDOM.uniform(5.5, 8, POINTS)
MACS = PARAMS * 10 ** RANDOM.normal(2, 0.3, POINTS)
GROUPS = RANDOM.integers(0, 2, POINTS)


def spent_ms(do: Callable[[], object]) -> float:
    """CPU ms of the process."""
    start = process_time()
    do()
    return (process_time() - start) * 1e3


def add(chart: ScatterChart, begin: int) -> None:
    """The next points of a sweep."""
    part = slice(begin, begin + BATCH)
    places = range(begin, begin + BATCH)
    chart.add_points(places, PARAMS[part], MACS[part], GROUPS[part])


def streamed(chart: ScatterChart) -> Iterator[float]:
    """CPU ms of each batch with its paint."""

    def step(begin: int) -> None:
        add(chart, begin)
        chart.surface.viewport().repaint()

    chart.show_axes(Scale("Parameters", is_log=True), Scale("MACs", is_log=True))
    for begin in range(0, POINTS, BATCH):
        yield spent_ms(lambda begin=begin: step(begin))  # type: ignore[misc]


def dress(chart: ScatterChart) -> None:
    """A front, a limit and two members."""
    chart.show_front([(10**x, 10 ** (13 - x)) for x in np.linspace(5.5, 8, 60)])
    chart.show_limit("x", 4e7)
    chart.show_members([("A", "#2563eb", 2e7, 3e9), ("B", "#ea580c", 2.5e7, 4e9)])
    chart.fit()


def frames(chart: ScatterChart, move: Callable[[Any, int], object]) -> list[float]:
    """CPU ms of each frame while a person moves it."""

    def frame(number: int) -> None:
        move(chart.surface.box, number)
        chart.surface.viewport().repaint()

    return [spent_ms(lambda number=number: frame(number)) for number in range(FRAMES)]  # type: ignore[misc]


def pan(box: Any, number: int) -> None:
    """A step to a side and back."""
    box.translateBy(x=0.02 if number // 20 % 2 else -0.02, y=0.01 if number // 30 % 2 else -0.01)


def zoom(box: Any, number: int) -> None:
    """A notch of the wheel in and out."""
    box.scaleBy((0.97, 0.97) if number // 15 % 2 else (1 / 0.97, 1 / 0.97))


def hovered(chart: ScatterChart) -> list[float]:
    """CPU ms of finding the point under the pointer, without its tip."""
    room = chart.surface.box.sceneBoundingRect()
    places = RANDOM.random((FRAMES, 2)) * (room.width(), room.height())
    points = [QPointF(room.left() + x, room.top() + y) for x, y in places]
    return [spent_ms(lambda at=at: chart._place_at(at)) for at in points]  # type: ignore[misc]


def brushed(chart: ParallelChart) -> tuple[list[float], float]:
    """CPU ms of each frame while an axis is brushed, and of the longest turn that comes later."""

    def frame(number: int) -> None:
        chart._brush({1: (0.2, 0.3 + 0.5 * number / FRAMES)})
        chart.repaint()

    spent = [spent_ms(lambda number=number: frame(number)) for number in range(FRAMES)]  # type: ignore[misc]
    turns = []
    while not chart.chosen_lines.is_whole:
        turns.append(spent_ms(chart.chosen_lines._grow))
    return spent, max(turns, default=0.0)


def made_parallel() -> ParallelChart:
    """10,000 lines over six axes."""
    chart = ParallelChart(str)
    chart.resize(WIDTH, HEIGHT)
    chart.show()
    axes = [Dimension(Scale("Block"), ("basic", "bottleneck"))]
    axes += [Dimension(Scale(name, is_log=True)) for name in ("Parameters", "MACs", "a", "b", "c")]
    columns = [GROUPS, PARAMS, MACS, PARAMS * MACS, MACS / PARAMS, MACS * 2]
    chart.show_lines(axes, range(POINTS), columns, GROUPS)
    return chart


def main() -> None:
    """Measures all on one chart of each kind."""
    application = make_application()
    chart = ScatterChart(str)
    chart.resize(WIDTH, HEIGHT)
    chart.show()
    application.processEvents()
    stream = list(streamed(chart))
    dress(chart)
    first = spent_ms(chart.surface.viewport().repaint)
    gc.freeze()  # as the program does after its first paint
    timed = {"pan": frames(chart, pan), "zoom": frames(chart, zoom)}
    timed["500 more points"] = stream
    parallel = made_parallel()
    timed["brush of parallel axes"], turn = brushed(parallel)
    goals = [
        Goal(f"CPU ms of a frame, {what}, p99", round(quantiles(spent, n=100)[98], 1), MOST_P99_MS)
        for what, spent in timed.items()
    ]
    hover = median(hovered(chart))
    goals += [
        Goal("CPU ms of the first paint", round(first, 1), MOST_FIRST_MS),
        Goal("CPU ms of finding the point under the pointer", round(hover, 3), MOST_HOVER_MS),
        Goal("CPU ms of the longest turn of parallel lines", round(turn, 1), MOST_P99_MS),
    ]
    medians = {what: round(median(spent), 1) for what, spent in timed.items()}
    finish("chart_pan", goals, {"points": POINTS, "frames": FRAMES, "medians_ms": medians})


if __name__ == "__main__":
    main()
