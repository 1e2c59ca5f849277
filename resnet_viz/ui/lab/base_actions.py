"""Has A drawn where it is looked at, as the network on screen is, and in step with it."""

from PySide6.QtCore import QObject, QTimer

from resnet_viz.diagram.scene.coloring import heat_by
from resnet_viz.diagram.scene.room import Room
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.ui.canvas.actions import REFIT_MS, DiagramFeature
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.lab.base_diagram import BaseDiagram
from resnet_viz.ui.lab.linked import LinkedCanvases, counterpart
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.processes.drawing import Drawing
from resnet_viz.ui.session.session import Session


class BaseFeature(QObject):
    """Shows the picture of A in the colours of the session; nothing while nobody looks.

    Where equal blocks of the network on screen are merged to fit, so are A's. Both pictures are
    moved, zoomed, unfolded and selected together.
    """

    def __init__(
        self,
        session: Session,
        panel: BaseDiagram,
        drawing: Drawing,
        appearance: Appearance,
        diagram: DiagramFeature,
        canvas: Canvas,
    ) -> None:
        super().__init__(session)
        self._diagram = diagram
        self.linked = LinkedCanvases(panel.canvas, canvas, self)
        self._refit = QTimer(self, singleShot=True, interval=REFIT_MS)
        self._refit.timeout.connect(self.follow)
        panel.canvas.room_changed.connect(self._refit.start)
        panel.canvas.item_selected.connect(self._select)
        panel.canvas.item_activated.connect(diagram.toggle_item)
        session.selection_changed.connect(self._mark)
        diagram.drawn.connect(self.follow)
        self._session, self._panel, self._drawing = session, panel, drawing
        self._appearance = appearance
        self.scene: Scene | None = None
        self._asked: tuple[object, ...] = ()
        for signal in (session.network_changed, session.view_changed, session.opened):
            signal.connect(self.follow)
        session.runs_changed.connect(self.follow)
        for signal in (session.look_changed, appearance.changed):
            signal.connect(self._paint)
        panel.looked_at.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Asks for the picture of A if another is on screen."""
        base = self._session.shown.base_report
        self._panel.show_base(base.network.title if base else "")
        if base is None or not self._panel.isVisible():
            return
        view, shown = self._diagram.shown_view, self._session.shown
        values = (shown.batch, shown.base_times) if view.values else ()
        size = self._panel.canvas.room()
        room = Room(size.width(), size.height(), may_fold=False)
        room = room._replace(below=self._diagram.sections_below)
        asked = base.network, view, room, *values
        if asked == self._asked:
            self._paint()
        else:
            self._asked, self.scene = asked, None  # what is on screen is of another network
            self._drawing.request(base.network.graph, view, self._on_scene, room)

    def _on_scene(self, scene: Scene) -> None:
        self.scene = scene
        self._paint()

    def _paint(self) -> None:
        counted = self._session.shown.base_counted
        if counted is None or self.scene is None or not self._panel.isVisible():
            return
        picture = self._appearance.colors.picture
        heat = heat_by(self._session.document.coloring, self.scene, counted, picture)
        self._panel.canvas.set_picture(self.scene, picture, heat)
        self.linked.meet()
        self._mark()

    def _select(self, path: str) -> None:
        """What is selected of A is selected of the network on screen, as far as that has it."""
        scene = self._diagram.scene
        if scene is not None:
            self._session.select(counterpart(scene, path))

    def _mark(self) -> None:
        """The other way round."""
        arrangement = self._session.document.arrangement
        if self.scene is not None:
            chosen = [path for path in (arrangement.selection, *arrangement.selected) if path]
            self._panel.canvas.mark(*(counterpart(self.scene, path) for path in chosen))
