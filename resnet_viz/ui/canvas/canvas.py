"""The diagram's widget: hover, select, unfold and travel on what the surface shows."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import QToolTip

from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.pick import PART, pick
from resnet_viz.diagram.scene.scene import Item, Scene, ShortcutPicture
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.canvas.gestures import Gestures
from resnet_viz.ui.canvas.hover import HoverCard, Told
from resnet_viz.ui.canvas.overlay import FOUND, HOVERED, SELECTED, Overlay
from resnet_viz.ui.canvas.surface import CanvasSurface
from resnet_viz.ui.canvas.travel import arrival, way_of
from resnet_viz.ui.canvas.under import Under
from resnet_viz.ui.canvas.zoom_box import STEP
from resnet_viz.ui.paint.rings import paint_found

KEYBOARD_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
PART_SHARE = 0.9  # of the view, that a stage takes which is brought into it


class Canvas(CanvasSurface):
    """`item_selected` carries an item's id, '' when nothing is selected.

    `items_selected` carries the ids of several, the first of them the one that was selected
    before: a click with Ctrl or Shift adds a box or takes it out. `menu_asked` carries the id of
    what a menu is asked for, '' for none, and the place on the screen.
    `item_activated` carries what is to unfold or fold; `describe` gives the words of the hover card
    for what has this id in a scene. `clicked` carries the id of the box under a click, or the path
    of the sum that the shortcut there leads to.
    """

    item_selected = Signal(str)
    items_selected = Signal(tuple)
    menu_asked = Signal(str, QPoint)
    item_activated = Signal(str)
    clicked = Signal(str)

    def __init__(
        self,
        describe: Callable[[Scene, str], str] = lambda scene, item_id: "",
        *,
        has_controls: bool = True,
    ) -> None:
        super().__init__(has_controls=has_controls)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Diagram")
        self.describe = describe
        self._selected: Item | None = None
        self._others: tuple[Item, ...] = ()
        self._found: frozenset[str] = frozenset()
        self._lit: list[QRectF] = []
        self._card = HoverCard(
            self,
            Told(
                lambda item_id: self.describe(self.painter.scene, item_id) if self.painter else "",
                lambda item: self.placement.rect_to_widget(QRectF(*item.rect)).bottomRight(),
                self.all_selected,
            ),
        )
        self._connect(Gestures(self))
        self.moved.connect(QToolTip.hideText)

    def _connect(self, gestures: Gestures) -> None:
        gestures.pointed.connect(self._hover)
        gestures.clicked.connect(self._on_clicked)
        gestures.double_clicked.connect(self._on_double_clicked)
        gestures.dragged.connect(self._pan)
        gestures.zoomed.connect(self._zoom)
        gestures.menu_asked.connect(self._on_menu_asked)

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
        found = [
            pick(self.painter.scene, each) if self.painter else None for each in (path, *others)
        ]
        item = self._selected = found[0]
        self._others = tuple(each for each in found[1:] if each is not None)
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

    def under(self, place: QPointF) -> Under:
        """What is at a place in the widget."""
        return Under(self.painter, self.placement, place)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_Plus: partial(self.zoom_by, STEP),
            Qt.Key.Key_Equal: partial(self.zoom_by, STEP),
            Qt.Key.Key_Minus: partial(self.zoom_by, 1 / STEP),
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

    def _on_clicked(self, place: QPointF, is_adding: bool) -> None:
        """Selects, or expands what has a sign there; adding takes out what is selected already."""
        under, before = self.under(place), self.all_selected()
        if self.has_controls and (sign := under.sign):
            self.item_activated.emit(sign)
        elif not is_adding:
            self.choose(under.path)
            self.clicked.emit(under.path)
        elif path := under.path:
            others = tuple(each for each in before if each != path)
            self.mark(*(others if path in before else (*before, path)))
            self.items_selected.emit(self.all_selected())
        self._card.on_click()

    def _on_double_clicked(self, place: QPointF) -> None:
        under = self.under(place)
        if self.has_controls and under.sign:
            return
        if opened := under.opened:
            if self.has_controls:
                self.item_activated.emit(opened)
        else:
            self.fit()

    def _on_menu_asked(self, place: QPointF | None) -> None:
        """The menu of what is under a place; asked for by a key, of what is selected."""
        item, path = self._selected, self.selected()
        if place is not None:
            path = self.under(place).path
            if path not in self.all_selected():
                self.choose(path)
        elif item is not None:
            place = self.placement.rect_to_widget(QRectF(*item.rect)).center()
        self.menu_asked.emit(path, self.mapToGlobal((place or QPointF()).toPoint()))

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

    def _hover(self, place: QPointF | None) -> None:
        under = self.under(place) if place is not None else None
        over = (under.item or under.shortcut) if under else None
        if self._card.point_at(over, place or QPointF()):
            self.update()
