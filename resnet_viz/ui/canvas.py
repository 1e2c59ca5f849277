"""The diagram's widget: pan, zoom, fit, hover, select, travel by keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from resnet_viz.diagram.heat import Heat
from resnet_viz.diagram.legend import Legend, legend_of
from resnet_viz.diagram.scene import Item, Scene
from resnet_viz.diagram.theme import LIGHT, Theme
from resnet_viz.ui import canvas_legend
from resnet_viz.ui.canvas_fade import CanvasFade
from resnet_viz.ui.canvas_minimap import Minimap
from resnet_viz.ui.canvas_paint import ScenePainter
from resnet_viz.ui.canvas_view import Placement, fitted

HOVER_DELAY_MS = 250
STEP = 1.25
CLICK_SLOP_PX = 4
KEYBOARD_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
RING_PX, RING_WIDTH_PX = 3.0, 2.5


class Canvas(QWidget):
    """Shows a scene. `item_selected` carries an item's id, '' when nothing is selected."""

    item_selected = Signal(str)
    item_activated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 160)
        self.setAccessibleName("Diagram")
        self.describe: Callable[[str], str] = lambda _: ""
        self.theme: Theme = LIGHT
        self.heat: Heat | None = None
        self.placement = Placement()
        self.painter: ScenePainter | None = None
        self._is_fitted = True
        self._is_by_keyboard = False
        self._selected = ""
        self._hovered: Item | None = None
        self._legend = Legend(0.0, 0.0, (), (), ())
        self._pressed: QPointF | None = None
        self._is_dragging = False
        self._fade = CanvasFade(self)
        self._minimap = Minimap(self)
        self._hover_timer = QTimer(self, singleShot=True, interval=HOVER_DELAY_MS)
        self._hover_timer.timeout.connect(self._show_card)

    def set_picture(self, scene: Scene, theme: Theme, heat: Heat | None = None) -> None:
        """Shows a scene; one of another network or size is fitted into the view."""
        self._fade.start(scene, theme, heat)
        old = self.painter.scene if self.painter else None
        self.theme, self.heat = theme, heat
        self.painter = ScenePainter(scene, theme, heat)
        self._hovered = None
        self._wrap_legend()
        if self._item(self._selected) is None:
            self._selected = ""
        if old is None or (old.title, old.width, old.height) != (
            scene.title,
            scene.width,
            scene.height,
        ):
            self._is_fitted = True
        if self._is_fitted:
            self.fit()
        count = sum(shortcut.count for shortcut in scene.shortcuts)
        self.setAccessibleName(f"Diagram of {scene.title}, {count} shortcuts")
        self._minimap.show_scene(self.painter, theme)
        self.update()

    def fit(self) -> None:
        """Shows the whole scene, and keeps doing so while the widget changes its size."""
        if self.painter is not None:
            scene = self.painter.scene
            size = QSizeF(scene.width, scene.height)
            self._place(fitted(size, QSizeF(self.size()), self._legend_height()))
            self._is_fitted = True

    def zoom_in(self) -> None:
        """Larger, around the middle."""
        self._zoom(STEP, QRectF(self.rect()).center())

    def zoom_out(self) -> None:
        """Smaller, around the middle."""
        self._zoom(1 / STEP, QRectF(self.rect()).center())

    def center_on(self, point: QPointF) -> None:
        """Brings a point of the scene to the middle."""
        self._pan(QRectF(self.rect()).center() - self.placement.to_widget(point))

    def select(self, path: str) -> None:
        """Selects the item that is or holds a path, without telling anybody."""
        item = self._item(path)
        self._selected = item.id if item else ""
        if item is not None:
            self._bring_into_view(item)
        self.setAccessibleDescription(f"{self._selected} selected" if item else "")
        self.update()

    def selected(self) -> str:
        """The id of the selected item, '' when there is none."""
        return self._selected

    def item_at(self, place: QPointF) -> Item | None:
        """The item under a place in the widget."""
        if self.painter is None:
            return None
        point = self.placement.to_scene(place)
        return self.painter.grid.at(point.x(), point.y())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.page))
        if self.painter is None:
            self._paint_waiting(painter)
            return
        visible = self.placement.rect_to_scene(QRectF(event.rect()))
        painter.save()
        painter.setTransform(self.placement.transform(), combine=True)
        self.painter.paint(painter, visible, self.placement.scale * self.devicePixelRatioF())
        painter.restore()
        self._paint_rings(painter)
        canvas_legend.paint_legend(painter, self._legend, self.theme, QRectF(self.rect()))
        if self.hasFocus() and self._is_by_keyboard:
            painter.setPen(QPen(self.palette().highlight().color(), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._minimap.follow(self.size())
        self._wrap_legend()
        if self._is_fitted:
            self.fit()
        else:
            self._place(self.placement)

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta()
        is_zoom = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not pixels.isNull() and not is_zoom:
            self._pan(QPointF(pixels))
        else:
            self._zoom(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QNativeGestureEvent):
            return super().event(event)
        if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom(1 + event.value(), event.position())
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._is_by_keyboard = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position()
        self._is_dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._hover(self.item_at(event.position()))
            return
        moved = event.position() - self._pressed
        if self._is_dragging or moved.manhattanLength() > CLICK_SLOP_PX:
            self._is_dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pan(moved)
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._is_dragging:
            item = self.item_at(event.position())
            self._choose(item.id if item else "")
        self._pressed = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.item_at(event.position()) is None:
            self.fit()
        elif self._selected:
            self.item_activated.emit(self._selected)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Down: lambda: self._travel(1),
            Qt.Key.Key_Right: lambda: self._travel(1),
            Qt.Key.Key_Up: lambda: self._travel(-1),
            Qt.Key.Key_Left: lambda: self._travel(-1),
            Qt.Key.Key_Home: self.fit,
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_Return: lambda: self.item_activated.emit(self._selected),
        }
        if event.key() in keys:
            keys[event.key()]()
        else:
            super().keyPressEvent(event)

    def _legend_height(self) -> float:
        return canvas_legend.room_for(self._legend)

    def _wrap_legend(self) -> None:
        if self.painter is not None:
            widest = (self.width() - 2 * canvas_legend.MARGIN) / canvas_legend.SCALE
            self._legend = legend_of(self.painter.scene, self.theme, self.heat, widest)

    def _travel(self, step: int) -> None:
        """To the next item along the data flow."""
        if self.painter is None:
            return
        ids = [item.id for item in self.painter.items]
        place = ids.index(self._selected) + step if self._selected in ids else 0
        chosen = ids[min(max(place, 0), len(ids) - 1)]
        self.select(chosen)
        self.item_selected.emit(chosen)

    def _choose(self, item_id: str) -> None:
        self._selected = item_id
        self.setAccessibleDescription(f"{item_id} selected" if item_id else "")
        self.update()
        self.item_selected.emit(item_id)

    def _item(self, path: str) -> Item | None:
        items = self.painter.items if self.painter else ()
        named = (item for item in items if item.id == path)
        holding = (item for item in items if path and path in item.members)
        return next(named, next(holding, None))

    def _bring_into_view(self, item: Item) -> None:
        shown = self.placement.rect_to_widget(QRectF(*item.rect))
        if not QRectF(self.rect()).contains(shown):
            self._pan(QRectF(self.rect()).center() - shown.center())

    def _hover(self, item: Item | None) -> None:
        if item is not self._hovered:
            self._hovered = item
            QToolTip.hideText()
            self._hover_timer.start() if item else self._hover_timer.stop()
            self.update()

    def _show_card(self) -> None:
        if self._hovered is not None and (text := self.describe(self._hovered.id)):
            rect = self.placement.rect_to_widget(QRectF(*self._hovered.rect))
            QToolTip.showText(self.mapToGlobal(rect.bottomRight().toPoint()), text, self)

    def _pan(self, by: QPointF) -> None:
        self._is_fitted = False
        self._place(self.placement.moved(by))

    def _zoom(self, factor: float, at: QPointF) -> None:
        self._is_fitted = False
        self._place(self.placement.zoomed(factor, at))

    def _place(self, placement: Placement) -> None:
        self.placement = placement
        self._minimap.show_view(placement.rect_to_scene(QRectF(self.rect())))
        self.update()

    def _paint_rings(self, painter: QPainter) -> None:
        accent = self.palette().highlight().color()
        for item, alpha in ((self._hovered, 120), (self._item(self._selected), 255)):
            if item is None:
                continue
            color = QColor(accent)
            color.setAlpha(alpha)
            rect = self.placement.rect_to_widget(QRectF(*item.rect))
            rect.adjust(-RING_PX, -RING_PX, RING_PX, RING_PX)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color, RING_WIDTH_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = rect.height() / 2 if item.is_round else 5 * self.placement.scale + RING_PX
            painter.drawRoundedRect(rect, radius, radius)

    def _paint_waiting(self, painter: QPainter) -> None:
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Drawing …")
