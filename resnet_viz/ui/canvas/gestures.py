"""What mouse, wheel and fingers do on the diagram, said as signals."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from resnet_viz.ui.canvas.zoom_box import STEP

CLICK_SLOP_PX = 4
ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
Kind = QEvent.Type


class Gestures(QObject):
    """Watches a widget. All places are pixels of it.

    `pointed` carries the place under the pointer, None when it left; `clicked` a place and whether
    it is added to what is selected; `double_clicked` a place; `dragged` a way; `zoomed` a factor
    and the place that stays; `menu_asked` a place, None where a key asked.
    """

    pointed = Signal(object)
    clicked = Signal(QPointF, bool)
    double_clicked = Signal(QPointF)
    dragged = Signal(QPointF)
    zoomed = Signal(float, QPointF)
    menu_asked = Signal(object)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._pressed: QPointF | None = None
        self._is_dragging = False
        widget.setMouseTracking(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            self._on_mouse(event)
            return False  # others watch the mouse too
        if isinstance(event, QWheelEvent):
            self._on_wheel(event)
        elif isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoomed.emit(1 + event.value(), event.position())
        elif isinstance(event, QContextMenuEvent):
            is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
            self.menu_asked.emit(None if is_by_key else QPointF(event.pos()))
        elif event.type() is Kind.Leave:
            self.pointed.emit(None)
            return False
        else:
            return False
        return True

    def _on_mouse(self, event: QMouseEvent) -> None:
        place = event.position()
        if event.type() is Kind.MouseButtonPress:
            self._press(event)
        elif event.type() is Kind.MouseMove:
            self._move(place)
        elif event.type() is Kind.MouseButtonRelease:
            self._release(place, is_adding=bool(event.modifiers() & ADDING))
        elif event.type() is Kind.MouseButtonDblClick:
            self.double_clicked.emit(place)

    def _press(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._is_dragging = event.position(), False

    def _move(self, place: QPointF) -> None:
        if self._pressed is None:
            self.pointed.emit(place)
            return
        way = place - self._pressed
        if self._is_dragging or way.manhattanLength() > CLICK_SLOP_PX:
            self._is_dragging = True
            self._widget.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pressed = place
            self.dragged.emit(way)

    def _release(self, place: QPointF, *, is_adding: bool) -> None:
        is_click = self._pressed is not None and not self._is_dragging
        self._pressed = None
        self._widget.unsetCursor()
        if is_click:
            self.clicked.emit(place, is_adding)

    def _on_wheel(self, event: QWheelEvent) -> None:
        is_zoom = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if _is_touchpad(event) and not is_zoom:
            self.dragged.emit(QPointF(event.pixelDelta()))
        else:
            self.zoomed.emit(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()


def _is_touchpad(event: QWheelEvent) -> bool:
    """Whether fingers scroll by pixels; X11 gives those of a mouse's wheel too, but no phase."""
    is_phased = event.phase() is not Qt.ScrollPhase.NoScrollPhase
    is_pad = event.device().type() is QInputDevice.DeviceType.TouchPad
    return not event.pixelDelta().isNull() and (is_phased or is_pad)
