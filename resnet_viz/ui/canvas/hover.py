"""What the pointer is on, and the card that describes it after a moment."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtWidgets import QToolTip, QWidget

from resnet_viz.diagram.scene.scene import Item, ShortcutPicture
from resnet_viz.ui.parts.tip import show_card

DELAY_MS = 250
AWAY = QPointF(14, 14)  # pixels from a box or the pointer to the card
Hovered = Item | ShortcutPicture | None


class Told(NamedTuple):
    """What a card is asked for: its words, the corner it belongs to, and what needs none."""

    text_of: Callable[[str], str]
    corner_of: Callable[[Item], QPointF]
    selected: Callable[[], Collection[str]]


class HoverCard(QObject):
    """Shows the card of what the pointer stays on; not of what is selected or was just clicked."""

    def __init__(self, canvas: QWidget, told: Told) -> None:
        super().__init__(canvas)
        self._canvas, self._told = canvas, told
        self._pointed_at = QPointF()
        self._clicked = ""
        self.hovered: Hovered = None
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self._show)

    def point_at(self, thing: Hovered, place: QPointF) -> bool:
        """The pointer is on a thing, or on None; whether that is another one than before."""
        self._pointed_at = place
        if thing is self.hovered:
            return False
        self.hovered, self._clicked = thing, ""
        QToolTip.hideText()
        self._timer.start() if thing else self._timer.stop()
        return True

    def on_click(self) -> None:
        """What the pointer is on was clicked; it is described elsewhere."""
        self._clicked = self.hovered.id if self.hovered else ""

    def _show(self) -> None:
        thing = self.hovered
        if thing is None or thing.id in (self._clicked, *self._told.selected()):
            return
        if text := self._told.text_of(thing.id):
            corner = self._told.corner_of(thing) if isinstance(thing, Item) else self._pointed_at
            show_card(self._canvas.mapToGlobal((corner + AWAY).toPoint()), text, self._canvas)
