"""From a graph to its scene in the window: layouts come from the drawing process."""

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.graph.graph import Graph
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.view import View
from resnet_viz.jobs.messages import Failure
from resnet_viz.jobs.requests import LayOut, Layouts
from resnet_viz.ui.processes.child import Child

if TYPE_CHECKING:
    from resnet_viz.diagram.cells.cell import Section
    from resnet_viz.diagram.cells.values import BoxValues
    from resnet_viz.diagram.layout.fit import Sheet
    from resnet_viz.diagram.layout.placing import Laid
    from resnet_viz.diagram.scene.room import Room

    LaidOut = tuple[tuple[Section, ...], tuple[tuple[Laid, ...], ...]]
    Wanted = tuple[int, Callable[[Sheet], None]]  # a request's number, and what waits for it

ValuesOf = Callable[[View], "BoxValues | None"]
MOST_LAID = 2  # networks laid out whole that are kept, for when the room changes
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
        self._laid: list[tuple[Graph, View, BoxValues | None, LaidOut]] = []
        self._drawn: tuple[Graph, Sheet, Scene] | None = None
        self.view = View()
        self.below: tuple[bool, ...] = ()
        self.last_ms = 0.0

    def request(
        self,
        graph: Graph,
        view: View,
        on_scene: Callable[[Scene], None],
        room: "Room | None" = None,
    ) -> None:
        """Calls back with the scene: at once when all its blocks are known, else soon.

        In a `room` it is the largest one whose words can be read, and `view` says how it is shown
        then, `below` which sections are below the one before. A request that is overtaken by a
        newer one is never answered.
        """
        self._newest += 1
        number, started = self._newest, perf_counter()

        def on_sheet(sheet: "Sheet") -> None:
            from resnet_viz.diagram.cells.values import with_values_title
            from resnet_viz.diagram.layout.compose import scene_on

            self.view, self.below = sheet.view, sheet.page.below
            drawn = self._drawn
            if drawn is None or drawn[0] is not graph or drawn[1] != sheet:
                scene = scene_on(sheet.page, graph.title, sheet.view.direction)
                scene = with_values_title(scene, sheet.view.values)
                self._drawn = graph, sheet, scene
            assert self._drawn
            self.last_ms = (perf_counter() - started) * 1e3
            on_scene(self._drawn[2])

        self._find_sheet(graph, view, room, (number, on_sheet))

    def forget(self) -> None:
        """Forgets the networks that were laid out, which another document has no use for."""
        self._laid, self._drawn = [], None

    def compose(self, graph: Graph, view: View, on_scene: Callable[[Scene], None]) -> None:
        """Calls back with the scene that a file of this view has, whatever is on screen."""

        def on_laid(laid: "LaidOut") -> None:
            from resnet_viz.diagram.cells.values import with_values_title
            from resnet_viz.diagram.layout.compose import page_of, scene_on

            scene = scene_on(page_of(*laid, view.direction), graph.title, view.direction)
            on_scene(with_values_title(scene, view.values))

        self._lay_out(graph, view, on_laid)

    def _find_sheet(self, graph: Graph, view: View, room: "Room | None", wanted: "Wanted") -> None:
        """Tries one view after the other until one can be read."""
        # Not at the top: composing is for after the first paint, and its imports are too.
        from resnet_viz.diagram.layout.compose import page_of
        from resnet_viz.diagram.layout.fit import Sheet, best_of, is_enough, sheet_of, views_in

        views, sheets = views_in(view, room), list[Sheet]()
        number, on_sheet = wanted

        def is_wanted() -> bool:
            return number == self._newest

        def on_laid(laid: "LaidOut") -> None:
            tried = views[len(sheets)]
            page = page_of(*laid, tried.direction, room)
            sheets.append(sheet_of(tried, page, room))
            if is_enough(sheets) or len(sheets) == len(views):
                on_sheet(best_of(sheets))
            else:
                self._lay_out(graph, views[len(sheets)], on_laid, is_wanted)

        self._lay_out(graph, views[0], on_laid, is_wanted)

    def _lay_out(
        self,
        graph: Graph,
        view: View,
        on_laid: Callable[["LaidOut"], None],
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """The sections of a view with their layouts; those of the last few are kept."""
        from resnet_viz.diagram.cells.cells import laid_out_sections
        from resnet_viz.diagram.layout.asking import missing_dots
        from resnet_viz.diagram.layout.compose import laid_out

        values = self._values_of(view)
        for kept_graph, kept_view, kept_values, laid in self._laid:
            if kept_graph is graph and (kept_view, kept_values) == (view, values):
                on_laid(laid)
                return
        sections = laid_out_sections(graph, view, values)
        known: dict[str, str] = {}

        def go_on() -> None:
            while dots := missing_dots(sections, known):
                known.update((dot, self._layouts[dot]) for dot in dots if dot in self._layouts)
                unknown = tuple(dot for dot in dots if dot not in known)
                if unknown:
                    ask(unknown)
                    return
            finish()

        def ask(dots: tuple[str, ...]) -> None:
            def on_answer(layouts: Layouts) -> None:
                self._keep(dots, layouts.texts)
                known.update(zip(dots, layouts.texts, strict=True))
                if is_wanted():
                    go_on()

            self._child.ask(LayOut(dots), on_answer, self._on_failed, lane=self._lane)

        def finish() -> None:
            laid = sections, laid_out(sections, known)
            self._laid = [*self._laid, (graph, view, values, laid)][-MOST_LAID:]
            on_laid(laid)

        go_on()

    def _keep(self, dots: tuple[str, ...], layouts: tuple[str, ...]) -> None:
        if len(self._layouts) > MOST_LAYOUTS:
            self._layouts.clear()
        self._layouts.update(zip(dots, layouts, strict=True))

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(f"The diagram could not be laid out: {failure.message}")
