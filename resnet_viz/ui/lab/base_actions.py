"""Has A drawn where it is looked at, as the view of the network on screen says."""

from PySide6.QtCore import QObject

from resnet_viz.diagram.scene.coloring import heat_by
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.ui.lab.base_diagram import BaseDiagram
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.processes.drawing import Drawing
from resnet_viz.ui.session.session import Session


class BaseFeature(QObject):
    """Shows the picture of A in the colours of the session; nothing while nobody looks."""

    def __init__(
        self, session: Session, panel: BaseDiagram, drawing: Drawing, appearance: Appearance
    ) -> None:
        super().__init__(session)
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
        view, shown = self._session.document.view, self._session.shown
        values = (shown.batch, shown.base_times) if view.values else ()
        asked = base.network, view, *values
        if asked == self._asked:
            self._paint()
        else:
            self._asked = asked
            self._drawing.request(base.network.graph, view, self._on_scene)

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
