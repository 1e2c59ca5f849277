"""CPU of a frame of the real canvas, and of unfolding to paint: `python -m benchmarks.canvas`.

ResNet-1202 with every layer in a box of its own, on a canvas of 1600 × 1000 pixels, is panned and
zoomed by wheel events at three scales; each frame is painted before the next event. A pan moves the
last frame, a zoom paints all of it again: each has its own figures.
"""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice, product
from statistics import median, quantiles
from time import process_time
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.goal import Goal, finish
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of
from resnet_viz.diagram.cells.cells import dots_of
from resnet_viz.diagram.layout.compose import compose
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import LIGHT
from resnet_viz.diagram.view import Level, View
from resnet_viz.jobs.drawing_child import layouts_for
from resnet_viz.jobs.requests import LayOut, Layouts
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.canvas.fitting import Fitting
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.drawing import Drawing
from resnet_viz.ui.start.program import make_application

ARCH = "resnet1202"
WIDTH, HEIGHT = 1600, 1000
MIDDLE, CLOSE = 0.35, 1.0  # pixels for a point; what fits is far smaller
FRAMES = 200
RUNS = 9
FOLDED = View(Level.BLOCK, is_folded=True)
SETTLE_MS = 400  # from a new scene to the hand on the wheel
MOST_MEDIAN_MS, MOST_P99_MS, MOST_UNFOLD_MS = 10.0, 16.0, 100.0
Move = tuple[QPoint, QPoint]  # of a touchpad in pixels, of a wheel in eighths of a degree
STAY, NOTCH = QPoint(), QPoint(0, 60)
PANS = [(QPoint(x, y), STAY) for x, y in ((40, 0), (0, 40), (-40, 0), (0, -40))]
ZOOMS = [(STAY, NOTCH), (STAY, -NOTCH)]


def scene_of(view: View) -> Scene:
    """The network as it is asked for."""
    graph = graph_of(parse(ARCH))
    return compose(graph, view, layouts_for(dots_of(graph, view)))


def turn_wheel(canvas: Canvas, pixels: QPoint, notches: QPoint) -> None:
    """One event of a wheel or touchpad over the middle."""
    place = QPointF(WIDTH / 2, HEIGHT / 2)
    event = QWheelEvent(
        place,
        place,
        pixels,
        notches,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase if pixels.isNull() else Qt.ScrollPhase.ScrollUpdate,
        False,
    )
    QApplication.sendEvent(canvas, event)


def frames(canvas: Canvas, scale: float, moves: Sequence[Move]) -> Iterator[float]:
    """CPU ms of each frame while a person makes these moves again and again."""
    canvas.fit(Fitting.WHOLE)
    canvas.zoom_to(scale or canvas.placement.scale)
    for pixels, notches in islice(cycle(moves), FRAMES):
        start = process_time()
        turn_wheel(canvas, pixels, notches)
        canvas.repaint()
        yield (process_time() - start) * 1e3


class KnownLayouts:
    """Stands for the drawing process, whose time is not the window's."""

    def ask(
        self, request: LayOut, on_answer: Callable[[Layouts], None], *_: object, lane: str = ""
    ) -> None:
        """Answers at once."""
        on_answer(Layouts(tuple(layouts_for(request.dots).values())))


def unfolding(canvas: Canvas, drawing: Drawing, view: View) -> float:
    """CPU ms of the window from the request for another view to its paint, the layouts known."""

    def show(scene: Scene) -> None:
        canvas.set_picture(scene, LIGHT)
        canvas.repaint()

    graph = graph_of(parse(ARCH))
    drawing.request(graph, view, show)
    drawing.request(graph, FOLDED, show)
    start = process_time()
    drawing.request(graph, view, show)
    return (process_time() - start) * 1e3


def main() -> None:
    """Measures all on one canvas."""
    application = make_application()
    canvas = Canvas()
    canvas.resize(WIDTH, HEIGHT)
    scene = scene_of(View(Level.LAYER))
    drawing = Drawing(cast(Child, KnownLayouts()), canvas)
    canvas.set_picture(scene, LIGHT)
    canvas.show()
    application.processEvents()
    QTest.qWait(SETTLE_MS)
    gc.freeze()  # as the program does after its first paint
    goals = []
    scales = (("fit", 0.0), ("middle", MIDDLE), ("close", CLOSE))
    for (name, scale), (how, moves) in product(scales, (("panned", PANS), ("zoomed", ZOOMS))):
        spent = list(frames(canvas, scale, moves))
        p99 = quantiles(spent, n=100)[98]
        what = f"CPU ms of a frame {how} at {name}"
        goals.append(Goal(f"{what}, median", round(median(spent), 1), MOST_MEDIAN_MS))
        goals.append(Goal(f"{what}, p99", round(p99, 1), MOST_P99_MS))
    run = FOLDED.toggling("layer2.1.run")
    for name, view in (("one run", run), ("every layer", View(Level.LAYER))):
        spent_ms = median(unfolding(canvas, drawing, view) for _ in range(RUNS))
        goals.append(
            Goal(f"CPU ms from unfolding {name} to paint", round(spent_ms, 1), MOST_UNFOLD_MS)
        )
    finish("canvas", goals, {"items": len(scene.all_items), "frames": FRAMES})


if __name__ == "__main__":
    main()
