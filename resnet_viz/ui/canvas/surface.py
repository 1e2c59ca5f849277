"""The surface that shows a scene: painted once, moved, zoomed and fitted."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QInputDevice,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.legend import Legend, legend_of
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import LIGHT, Theme
from resnet_viz.session.arrangement import Camera
from resnet_viz.ui.canvas.fade import CanvasFade
from resnet_viz.ui.canvas.frame_cache import KeptFrame
from resnet_viz.ui.canvas.hold import Anchored, held, placed_back
from resnet_viz.ui.canvas.minimap import Minimap
from resnet_viz.ui.paint import fold_signs, legend
from resnet_viz.ui.paint.placement import Placement, fitted
from resnet_viz.ui.paint.scene_painter import ScenePainter

STEP = 1.25
MOST_COMPARED = 5000  # items; comparing more would hold up the new picture
AHEAD_MS = 20  # between steps of what is prepared before it is asked for


class CanvasSurface(QWidget):
    """Shows a scene with its signs, its legend and, in a corner, the whole of it in small.

    `moved` says that another part of it is in view, or the same at another scale.
    """

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(240, 160)
        self.theme: Theme = LIGHT
        self.heat: BoxColors | None = None
        self.placement = Placement()
        self.painter: ScenePainter | None = None
        self.is_focus_seen = False
        self._is_fitted = True
        self._legend = Legend(0.0, 0.0, (), (), ())
        self._held: Anchored | None = None
        self._kept = KeptFrame()
        self._fade = CanvasFade(self, self._painted)
        self._minimap = Minimap(self, self.theme)
        self._minimap.center_asked.connect(self.center_on)
        self._ahead: Iterator[Callable[[], None]] = iter(())
        self._ahead_timer = QTimer(self, interval=AHEAD_MS)
        self._ahead_timer.timeout.connect(self._prepare_ahead)

    def set_picture(self, scene: Scene, theme: Theme, heat: BoxColors | None = None) -> None:
        """Shows a scene; one of another network or size is fitted into the view."""
        self._fade.start(self._is_recolored(scene, theme, heat))
        old = self.painter.scene if self.painter else None
        self.theme, self.heat = theme, heat
        self.painter = ScenePainter(scene, theme, heat)
        self._kept.forget()
        self._wrap_legend()
        if old is None or (old.title, old.width, old.height) != (
            scene.title,
            scene.width,
            scene.height,
        ):
            self._is_fitted = True
        if self._is_fitted:
            self.fit()
        self._ahead = self.painter.preparations()
        self._ahead_timer.start()
        self._minimap.show_scene(self.painter, theme)
        self._put_back()
        self.update()

    def hold(self, path: str) -> None:
        """Keeps what is drawn of a path where it is when the next scene comes, unless fitted."""
        if self.painter is not None and not self._is_fitted:
            self._held = held(self.painter.scene, path, self.placement)

    def fit(self) -> None:
        """Shows the whole scene, and keeps doing so while the widget changes its size."""
        if self.painter is not None:
            scene = self.painter.scene
            size = QSizeF(scene.width, scene.height)
            self._is_fitted = True
            self._place(fitted(size, QSizeF(self.size()), self._legend_height()))

    def zoom_in(self) -> None:
        """Larger, around the middle."""
        self._zoom(STEP, QRectF(self.rect()).center())

    def zoom_out(self) -> None:
        """Smaller, around the middle."""
        self._zoom(1 / STEP, QRectF(self.rect()).center())

    def zoom_to(self, scale: float) -> None:
        """To so many pixels for a point of the scene, around the middle."""
        self._zoom(scale / self.placement.scale, QRectF(self.rect()).center())

    def center_on(self, point: QPointF) -> None:
        """Brings a point of the scene to the middle."""
        self._pan(QRectF(self.rect()).center() - self.placement.to_widget(point))

    def camera(self) -> Camera | None:
        """What is in view, None while the whole scene is fitted into the widget."""
        if self._is_fitted:
            return None
        middle = self.placement.to_scene(QRectF(self.rect()).center())
        return Camera(middle.x(), middle.y(), self.placement.scale)

    def show_camera(self, camera: Camera) -> None:
        """Brings back what was in view."""
        self.zoom_to(camera.scale)
        self.center_on(QPointF(camera.x, camera.y))

    def paint_over(self, painter: QPainter) -> None:
        """What is painted above the scene; a plain surface has nothing there."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.painter is None:
            painter.fillRect(self.rect(), QColor(self.theme.page))
            self._paint_waiting(painter)
            return
        frame = self._kept.at(self.placement, self.size(), self.devicePixelRatioF(), self._draw)
        painter.drawPixmap(0, 0, frame)
        self.paint_over(painter)
        legend.paint_legend(painter, self._legend, self.theme, QRectF(self.rect()))
        if self.hasFocus() and self.is_focus_seen:
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
        is_zoom = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if _is_touchpad(event) and not is_zoom:
            self._pan(QPointF(event.pixelDelta()))
        else:
            self._zoom(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QNativeGestureEvent):
            return super().event(event)
        if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom(1 + event.value(), event.position())
        return True

    def _draw(self, painter: QPainter, part: QRect) -> None:
        """The scene and its signs in a part of the widget."""
        assert self.painter
        painter.fillRect(part, QColor(self.theme.page))
        visible = self.placement.rect_to_scene(QRectF(part))
        painter.save()
        painter.setTransform(self.placement.transform(), combine=True)
        scale = self.placement.scale * self.devicePixelRatioF()
        view = self.placement.rect_to_scene(QRectF(self.rect()))
        is_fine = self.painter.is_fine(scale, view)
        self.painter.paint(painter, visible, scale, is_fine=is_fine)
        if self.placement.scale >= fold_signs.LEAST_SCALE:
            shown = self.painter.within(visible)
            inks = self.heat.inks if self.heat else {}
            fold_signs.paint_marks(painter, self.painter.scene.frames, shown, self.theme, inks)
        painter.restore()

    def _prepare_ahead(self) -> None:
        """A step of what can be got ready while nobody does anything."""
        step = next(self._ahead, self._ahead_timer.stop)
        step()

    def _put_back(self) -> None:
        held, self._held = self._held, None
        placement = placed_back(self.painter.scene, held) if held and self.painter else None
        if placement is not None:
            self._is_fitted = False
            self._place(placement)

    def _legend_height(self) -> float:
        return legend.room_for(self._legend)

    def _is_recolored(self, scene: Scene, theme: Theme, heat: BoxColors | None) -> bool:
        """Whether a picture is the one that is shown, with other boxes coloured."""
        before = self.painter
        return (
            before is not None
            and self.isVisible()
            and heat != self.heat
            and theme is self.theme
            and len(before.items) <= MOST_COMPARED
            and scene == before.scene
        )

    def _painted(self) -> QPixmap:
        """The canvas as it would be painted now, without the widgets over it."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        self.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
        return picture

    def _wrap_legend(self) -> None:
        if self.painter is not None:
            widest = (self.width() - 2 * legend.MARGIN) / legend.SCALE
            self._legend = legend_of(self.painter.scene, self.theme, self.heat, widest)

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
        self.moved.emit()

    def _paint_waiting(self, painter: QPainter) -> None:
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Drawing …")


def _is_touchpad(event: QWheelEvent) -> bool:
    """Whether fingers scroll by pixels; X11 gives those of a mouse's wheel too, but no phase."""
    is_phased = event.phase() is not Qt.ScrollPhase.NoScrollPhase
    is_pad = event.device().type() is QInputDevice.DeviceType.TouchPad
    return not event.pixelDelta().isNull() and (is_phased or is_pad)
