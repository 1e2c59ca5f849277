"""The surface of a chart: axes, panning, zooming, and what the pointer does in pixels."""

from typing import Any

import numpy as np
import pyqtgraph
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

from resnet_viz.ui.charts.scale import Floats, Scale
from resnet_viz.ui.charts.value_axis import ValueAxis
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.look.plot_colors import color_plot

SHIFT = Qt.KeyboardModifier.ShiftModifier
LOW_PX = 170  # of a chart without room for the title of the axis below it
LEAST_PX = 110  # and for that of the other axis
BELOW = -1000  # of all that a plot has
LEFT = Qt.MouseButton.LeftButton


class BrushBox(pyqtgraph.ViewBox):  # type: ignore[misc]  # pyqtgraph is untyped
    """Drags pan; with Shift, or where `is_brushing`, they select a rectangle: `brushed`."""

    brushed = Signal(QRectF)

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.is_brushing, self._has_brush = False, False

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if event.isStart():
            is_asked = self.is_brushing or bool(event.modifiers() & SHIFT)
            self._has_brush = is_asked and axis is None and event.button() == LEFT
        if not self._has_brush:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        begin, end = event.buttonDownPos(), event.pos()
        if event.isFinish():
            self.rbScaleBox.hide()
            place = QRectF(self.mapToView(begin), self.mapToView(end))
            self.brushed.emit(place.normalized())
        else:
            self.updateScaleBox(begin, end)


class ChartSurface(pyqtgraph.PlotWidget):  # type: ignore[misc]  # pyqtgraph is untyped
    """`pointed` carries where the pointer is in pixels of the scene, None for elsewhere.

    `pressed` carries where a person clicks, `moved` says that a person panned or zoomed.
    `has_titles` is False where something next to the chart says what its axes are for.
    """

    pointed = Signal(object)
    pressed = Signal(QPointF)
    moved = Signal()
    resized = Signal()

    def __init__(self, colors: Colors, *, bottom: Any = None, has_titles: bool = True) -> None:
        self._has_titles = has_titles
        self.box = BrushBox()
        self.axes = {"left": ValueAxis("left"), "bottom": bottom or ValueAxis("bottom")}
        super().__init__(viewBox=self.box, axisItems=self.axes)
        self.title = self.scene().addSimpleText("")
        self.hideButtons()
        self.setMenuEnabled(False)
        self.getPlotItem().layout.setContentsMargins(4, 8, 12, 2)
        self.box.disableAutoRange()
        for axis in self.axes.values():
            axis.setZValue(BELOW)  # its lines go under what is drawn
        self.box.sigRangeChangedManually.connect(lambda _: self.moved.emit())
        self.scene().sigMouseClicked.connect(self._on_clicked)
        self.set_colors(colors)

    def show_scales(self, x: Scale, y: Scale) -> None:
        """What both axes are for."""
        if isinstance(self.axes["bottom"], ValueAxis):
            self.axes["bottom"].show_scale(x)
        self.axes["left"].show_scale(y)
        self._place_title()

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self._accent = colors.accent
        color_plot(self, colors)
        for axis in self.axes.values():
            axis.setTickPen(colors.border)
        self.title.setBrush(QColor(colors.muted))
        self.box.rbScaleBox.setPen(pyqtgraph.mkPen(colors.accent, width=1))
        self.box.rbScaleBox.setBrush(pyqtgraph.mkBrush(f"{colors.accent}22"))

    def show_range(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Exactly this part, in places on the axes."""
        self.box.setRange(xRange=x, yRange=y, padding=0)

    def shown_range(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The part that is shown, in places on the axes."""
        (left, right), (low, high) = self.box.viewRange()
        return (left, right), (low, high)

    def pixels(self, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        """Where places on the axes are in pixels of the scene."""
        (left, right), (low, high) = self.shown_range()
        room = self.box.mapRectToScene(self.box.rect())
        return (
            np.asarray(room.left() + (xs - left) * (room.width() / (right - left))),
            np.asarray(room.bottom() - (ys - low) * (room.height() / (high - low))),
        )

    def on_screen(self, at: QPointF) -> QPoint:
        """A place in pixels of the scene as one of the screen."""
        place: QPoint = self.mapToGlobal(self.mapFromScene(at))
        return place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            at = self.mapToScene(event.position().toPoint())
            self.pointed.emit(at if self.box.sceneBoundingRect().contains(at) else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "title"):
            self._place_title()
            self.resized.emit()

    def _place_title(self) -> None:
        """Where there is little height, the title of the axis below is inside, at its end."""
        height, axis = self.height(), self.axes["bottom"]
        is_low = height < LOW_PX
        axis.showLabel(bool(axis.labelText) and self._has_titles and not is_low)
        self.axes["left"].showLabel(self._has_titles and height >= LEAST_PX)
        self.title.setText(axis.labelText if is_low and self._has_titles else "")
        room = self.box.mapRectToScene(self.box.rect())
        self.title.setPos(
            room.right() - self.title.boundingRect().width() - 4,
            room.bottom() - self.title.boundingRect().height() - 2,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # keys are the chart's

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.box.setBorder(pyqtgraph.mkPen(self._accent, width=1.5))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.box.setBorder(None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def _on_clicked(self, event: Any) -> None:
        if event.button() == LEFT and self.box.sceneBoundingRect().contains(event.scenePos()):
            self.pressed.emit(QPointF(event.scenePos()))
