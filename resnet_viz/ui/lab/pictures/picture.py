"""Has one network of a comparison drawn in the view of the network on screen, and painted."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.lab.figures import Counted
from resnet_viz.diagram.cells.values import BoxValues, box_values
from resnet_viz.diagram.scene.color_choice import Coloring
from resnet_viz.diagram.scene.coloring import heat_by
from resnet_viz.diagram.scene.room import Room
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.diagram.view import View
from resnet_viz.ui.lab.pictures.card import PictureCard
from resnet_viz.ui.lab.pictures.compared import Pictured
from resnet_viz.ui.processes.drawing import Drawing, ValuesOf

MakeDrawing = Callable[[str, ValuesOf], Drawing]  # in a lane of its own


class Asked(NamedTuple):
    """What a picture shows: a network with its figures, in a view, in the room that there is."""

    pictured: Pictured
    counted: Counted
    view: View
    below: tuple[bool, ...]


class Paint(NamedTuple):
    """The colours of a picture."""

    coloring: Coloring
    theme: Theme


class Picture(QObject):
    """Keeps one card up to date; `drawn` says that it shows another scene, or other colours."""

    drawn = Signal()

    def __init__(self, card: PictureCard, lane: str, make: MakeDrawing, parent: QObject) -> None:
        super().__init__(parent)
        self.card = card
        self.scene: Scene | None = None
        self.asked: Asked | None = None
        self._paint: Paint | None = None
        self._key: tuple[object, ...] = ()
        self._drawing = make(lane, self._values)

    def show(self, asked: Asked, paint: Paint) -> None:
        """Asks for the picture if another is on screen, else paints it again."""
        self.asked, self._paint = asked, paint
        size = self.card.canvas.room()
        room = Room(size.width(), size.height(), may_fold=False, below=asked.below)
        values = (asked.counted.report.batch, asked.counted.times) if asked.view.values else ()
        key = asked.pictured.network, asked.view, room, *values
        if key == self._key:
            self._repaint()
            return
        if self._key[:1] != key[:1]:
            self.scene = None  # what is on screen is of another network
        self._key = key
        self._drawing.request(asked.pictured.network.graph, asked.view, self._on_scene, room)

    def forget(self) -> None:
        """Nothing is asked of it any more."""
        self._key, self.scene, self.asked = (), None, None
        self._drawing.forget()

    def _values(self, view: View) -> BoxValues | None:
        return box_values(view.values, self.asked.counted) if self.asked and view.values else None

    def _on_scene(self, scene: Scene) -> None:
        if self.asked is not None:
            self.scene = scene
            self._repaint()

    def _repaint(self) -> None:
        if self.scene is None or self.asked is None or self._paint is None:
            return
        coloring, theme = self._paint
        heat = heat_by(coloring, self.scene, self.asked.counted, theme)
        self.card.canvas.set_picture(self.scene, theme, heat)
        self.drawn.emit()
