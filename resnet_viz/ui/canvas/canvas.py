"""The diagram's widget: hover, select, unfold and travel on what the surface shows."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QToolTip

from resnet_viz.core.graph.paths import block_of_shortcut, sum_path
from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.pick import PART, pick
from resnet_viz.diagram.scene.scene import Item, Scene, ShortcutPicture
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.canvas.hover import HoverCard, Told
from resnet_viz.ui.canvas.overlay import FOUND, HOVERED, SELECTED, Overlay
from resnet_viz.ui.canvas.surface import CanvasSurface
from resnet_viz.ui.canvas.travel import arrival, way_of
from resnet_viz.ui.paint import fold_signs
from resnet_viz.ui.paint.placement import Placement
from resnet_viz.ui.paint.rings import paint_found

CLICK_SLOP_PX = 4
ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SHORTCUT_REACH_PX = 5.0
KEYBOARD_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
PART_SHARE = 0.9  # of the view, that a stage takes which is brought into it


class Canvas(CanvasSurface):
    """`item_selected` carries an item's id, '' when nothing is selected.

    `items_selected` carries the ids of several, the first of them the one that was selected
    before: a click with Ctrl or Shift adds a box or takes it out. `menu_asked` carries the id of
    what a menu is asked for, '' for none, and the place on the screen.
    `item_activated` carries what is to unfold or fold; `describe` gives the words of the hover card
    for what has this id in a scene.
    """

    item_selected = Signal(str)
    items_selected = Signal(tuple)
    menu_asked = Signal(str, QPoint)
    item_activated = Signal(str)

    def __init__(self, describe: Callable[[Scene, str], str] = lambda scene, item_id: "") -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Diagram")
        self.describe = describe
        self._selected: Item | None = None
        self._others: tuple[Item, ...] = ()
        self._found: frozenset[str] = frozenset()
        self._lit: list[QRectF] = []
        self._card = HoverCard(self, Told(self._text_of, self._corner_of, self.all_selected))
        self._pressed: QPointF | None = None
        self._is_dragging = False

    def set_picture(self, scene: Scene, theme: Theme, heat: BoxColors | None = None) -> None:
        """Shows a scene; one of another network or size is fitted into the view."""
        self._hover(None)
        super().set_picture(scene, theme, heat)
        self.mark(*self.all_selected())
        self.show_found(self._found)
        count = sum(shortcut.count for shortcut in scene.shortcuts)
        self.setAccessibleName(f"Diagram of {scene.title}, {count} shortcuts")

    def select(self, path: str) -> None:
        """Selects the item that is or holds a path, without a signal."""
        self.mark(path)
        if self._selected is not None:
            self._bring_into_view(self._selected)

    def mark(self, path: str = "", *others: str) -> None:
        """Selects the items that are or hold these paths, where they are, without a signal.

        Words say so to those who do not see its ring.
        """
        item = self._selected = self._item(path)
        found = (self._item(other) for other in others)
        self._others = tuple(each for each in found if each is not None)
        words = (item.id, *(text.text for text in item.texts), "selected") if item else ()
        self.setAccessibleDescription(", ".join(words))
        self.update()

    def show_found(self, paths: frozenset[str]) -> None:
        """Lights every box that has one of these layers."""
        self._found = paths
        items = self.painter.items if self.painter and paths else ()
        found = (item.rect for item in items if not paths.isdisjoint(item.members))
        self._lit = [QRectF(*rect) for rect in found]
        self.update()

    def selected(self) -> str:
        """The id of the selected item, '' when there is none."""
        return self._selected.id if self._selected else ""

    def all_selected(self) -> tuple[str, ...]:
        """The ids of all selected items, first the one that cards and keys are about."""
        first = (self._selected,) if self._selected else ()
        return tuple(item.id for item in (*first, *self._others))

    def item_at(self, place: QPointF) -> Item | None:
        """The item under a place in the widget."""
        if self.painter is None:
            return None
        point = self.placement.to_scene(place)
        return self.painter.item_at(point.x(), point.y())

    def shortcut_at(self, place: QPointF) -> ShortcutPicture | None:
        """The shortcut whose line is under a place in the widget, or close by."""
        if self.painter is None:
            return None
        reach = SHORTCUT_REACH_PX / self.placement.scale
        return self.painter.shortcut_at(self.placement.to_scene(place), reach)

    def paint_over(self, painter: QPainter) -> None:
        assert self.painter
        over = Overlay(self.placement, self.palette().highlight().color())
        paint_found(painter, self._lit, self.placement, over.color(FOUND))
        hovered = self._card.hovered
        if isinstance(hovered, ShortcutPicture):
            over.light(painter, self.painter.scene, hovered, self.theme)
        elif hovered is not None:
            over.ring(painter, hovered, HOVERED)
        for item in (self._selected, *self._others):
            if item is not None:
                over.ring(painter, item, SELECTED)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.is_focus_seen = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = QPointF(event.pos())
        item = self._selected
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            path = self._clicked(place)
            if path not in self.all_selected():
                self.choose(path)
        elif item is not None:
            path, place = item.id, self.placement.rect_to_widget(QRectF(*item.rect)).center()
        else:
            path = ""
        self.menu_asked.emit(path, self.mapToGlobal(place.toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position()
        self._is_dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._hover(event.position())
            return
        moved = event.position() - self._pressed
        if self._is_dragging or moved.manhattanLength() > CLICK_SLOP_PX:
            self._is_dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pan(moved)
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._is_dragging:
            if marked := self._marked_at(event.position()):
                self.item_activated.emit(marked)
            elif event.modifiers() & ADDING:
                self._add(self._clicked(event.position()))
            else:
                self.choose(self._clicked(event.position()))
            self._card.on_click()
        self._pressed = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.painter is None or self._marked_at(event.position()):
            return
        item, point = self.item_at(event.position()), self.placement.to_scene(event.position())
        if path := item.id if item else fold_signs.titled_at(self.painter.scene, point):
            self.item_activated.emit(path)
        else:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_Return: lambda: self.item_activated.emit(self.selected()),
            Qt.Key.Key_Enter: lambda: self.item_activated.emit(self.selected()),
        }
        scene = self.painter.scene if self.painter else None
        if event.key() in keys:
            keys[event.key()]()
        elif scene is not None and (way := way_of(event.key(), scene)):
            self.go_to(arrival(scene, self.selected(), way))
        else:
            super().keyPressEvent(event)

    def go_to(self, path: str) -> None:
        """Selects what a path means, brings it into view and emits its signal."""
        self.select(path)
        self.item_selected.emit(self.selected())

    def choose(self, item_id: str) -> None:
        """Selects an item as a click does, with its signal."""
        self.mark(item_id)
        self.item_selected.emit(self.selected())

    def _add(self, path: str) -> None:
        """Adds an item to the selected ones, or takes it out."""
        if path:
            before = self.all_selected()
            after = tuple(each for each in before if each != path)
            self.mark(*(after if path in before else (*before, path)))
            self.items_selected.emit(self.all_selected())

    def _item(self, path: str) -> Item | None:
        return pick(self.painter.scene, path) if self.painter else None

    def _bring_into_view(self, item: Item) -> None:
        view = QRectF(self.rect()).adjusted(0, 0, 0, -self._foot.height)
        rect = QRectF(*item.rect)
        shown = self.placement.rect_to_widget(rect)
        if view.contains(shown):
            return
        room = min(view.width() / shown.width(), view.height() / shown.height())
        if item.op == PART and room < 1:
            self.zoom_to(self.placement.scale * room * PART_SHARE)
            shown = self.placement.rect_to_widget(rect)
        self._pan(view.center() - shown.center())

    def _clicked(self, place: QPointF) -> str:
        """The item at a place; of a shortcut the sum that it ends in; '' for none."""
        if item := self.item_at(place):
            return item.id
        shortcut = self.shortcut_at(place)
        return sum_path(block_of_shortcut(shortcut.id)) if shortcut else ""

    def _hover(self, place: QPointF | None) -> None:
        over = (self.item_at(place) or self.shortcut_at(place)) if place is not None else None
        if self._card.point_at(over, place or QPointF()):
            self.update()

    def _text_of(self, item_id: str) -> str:
        return self.describe(self.painter.scene, item_id) if self.painter else ""

    def _corner_of(self, item: Item) -> QPointF:
        return self.placement.rect_to_widget(QRectF(*item.rect)).bottomRight()

    def _place(self, placement: Placement) -> None:
        QToolTip.hideText()
        super()._place(placement)

    def _marked_at(self, place: QPointF) -> str:
        if self.painter is None or self.placement.scale < fold_signs.LEAST_SCALE:
            return ""
        scene, scale = self.painter.scene, self.placement.scale
        return fold_signs.marked_at(scene, self.placement.to_scene(place), scale)
