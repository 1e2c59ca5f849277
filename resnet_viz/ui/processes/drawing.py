"""From a graph to its scene in the window: layouts come from the drawing process."""

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.garbage import uncollected
from resnet_viz.core.graph.graph import Graph
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.view import View
from resnet_viz.jobs.messages import Failure
from resnet_viz.jobs.requests import LayOut, Layouts
from resnet_viz.ui.processes.child import Child

if TYPE_CHECKING:
    from resnet_viz.diagram.cells.values import BoxValues

ValuesOf = Callable[[View], "BoxValues | None"]
MOST_LAYOUTS = 4000  # texts kept; a block is about 2 kB


def without_values(_: View) -> None:
    """No figures on boxes."""


class Drawing(QObject):
    """Composes scenes and keeps every layout it was given; the newest request wins.

    Two of these that ask one process have lanes of their own there. `values_of` gives the figures
    that a view has on boxes.
    """

    failed = Signal(str)

    def __init__(
        self,
        child: Child,
        parent: QObject,
        lane: str = "",
        values_of: ValuesOf = without_values,
    ) -> None:
        super().__init__(parent)
        self._child, self._lane, self._values_of = child, lane, values_of
        self._layouts: dict[str, str] = {}
        self._newest = 0
        self.last_ms = 0.0

    def request(self, graph: Graph, view: View, on_scene: Callable[[Scene], None]) -> None:
        """Calls back with the scene: at once when all its blocks are known, else soon.

        A request that is overtaken by a newer one is never answered.
        """
        # Not at the top: composing is for after the first paint, and its imports are too.
        from resnet_viz.diagram.cells.cells import dots_in, laid_out_sections
        from resnet_viz.diagram.cells.values import with_values_title
        from resnet_viz.diagram.layout.compose import compose_sections

        self._newest += 1
        number, started = self._newest, perf_counter()
        with uncollected():  # a hundred thousand objects in no cycle: there is nothing to find
            sections = laid_out_sections(graph, view, self._values_of(view))
        dots = dots_in(sections)
        missing = tuple(dot for dot in dots if dot not in self._layouts)

        def finish() -> None:
            layouts = {dot: self._layouts[dot] for dot in dots}
            with uncollected():
                scene = compose_sections(graph.title, sections, view.direction, layouts)
                scene = with_values_title(scene, view.values)
                self.last_ms = (perf_counter() - started) * 1e3
                on_scene(scene)

        def on_answer(layouts: Layouts) -> None:
            self._keep(missing, layouts.texts)
            if number == self._newest:
                finish()

        if missing:
            self._child.ask(LayOut(missing), on_answer, self._on_failed, lane=self._lane)
        else:
            finish()

    def _keep(self, dots: tuple[str, ...], layouts: tuple[str, ...]) -> None:
        if len(self._layouts) > MOST_LAYOUTS:
            self._layouts.clear()
        self._layouts.update(zip(dots, layouts, strict=True))

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(f"The diagram could not be laid out: {failure.message}")
