"""The surface that shows a scene: painted once, moved, zoomed and fitted."""

from PySide6.QtCore import (
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSignalBlocker,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import LIGHT, Theme
from resnet_viz.ui.canvas.ahead import Ahead
from resnet_viz.ui.canvas.fade import CanvasFade
from resnet_viz.ui.canvas.fitting import FREE, Bounds, Fitting
from resnet_viz.ui.canvas.foot import Foot
from resnet_viz.ui.canvas.frame_cache import KeptFrame
from resnet_viz.ui.canvas.hold import Anchored, held, placed_back
from resnet_viz.ui.canvas.minimap import Minimap
from resnet_viz.ui.canvas.zoom_box import MergedNote, ZoomBox
from resnet_viz.ui.paint import fold_signs
from resnet_viz.ui.paint.boxes import LEAST_OUTLINED
from resnet_viz.ui.paint.marks import PaintedMarks
from resnet_viz.ui.paint.placement import MARGIN, Placement, fitted, fitted_to_read, room_in
from resnet_viz.ui.paint.scene_painter import ScenePainter

MOST_COMPARED = 5000  # items; comparing more would hold up the new picture


class CanvasSurface(QWidget):
    """Shows a scene with its signs, its legend and, in a corner, the whole of it in small.

    `moved` says that another part of it is in view, or the same at another scale, and
    `room_changed` that the picture may be chosen again for the room there is: it is fitted, and
    follows the widget's size. Fitted is either what can be read, or the whole of it. Without
    `has_controls`, for a small one, there are no signs that expand, no zoom box and no legend.
    """

    moved = Signal()
    room_changed = Signal()

    def __init__(self, *, has_controls: bool = True) -> None:
        super().__init__()
        self.setMinimumSize(240, 120)
        self.has_controls = has_controls
        self.theme: Theme = LIGHT
        self.heat: BoxColors | None = None
        self.placement = Placement()
        self.painter: ScenePainter | None = None
        self.is_focus_seen = False
        self.fitting = Fitting.TO_READ
        self._bounds = FREE
        self._held: Anchored | None = None
        self._kept = KeptFrame()
        self.marks: PaintedMarks | None = None
        self._fade = CanvasFade(self, lambda: _picture_of(self))
        self._minimap = Minimap(self, self.theme)
        self._minimap.center_asked.connect(self.center_on)
        self.zoom_box = ZoomBox(self)
        self.zoom_box.setVisible(has_controls)
        self.zoom_box.zoomed.connect(self.zoom_by)
        self.zoom_box.scale_asked.connect(self.zoom_to)
        self.zoom_box.fit_asked.connect(self.fit)
        self.merged = MergedNote()
        self._foot = Foot(self.zoom_box)
        self.ahead = Ahead(self)

    def set_picture(self, scene: Scene, theme: Theme, heat: BoxColors | None = None) -> None:
        """Shows a scene; one of another network or size is fitted into the view."""
        old = self.painter.scene if self.painter else None
        is_recolored = old is not None and heat != self.heat and theme is self.theme
        self._fade.start(is_recolored and self.isVisible() and _is_same(old, scene))
        self.theme, self.heat = theme, heat
        self.painter = ScenePainter(scene, theme, heat)
        self._kept.forget()
        self._foot.wrap(scene, theme, heat, self.size())
        if old is None or (old.title, old.width, old.height) != (
            scene.title,
            scene.width,
            scene.height,
        ):
            is_other = old is None or old.title != scene.title
            is_whole = self.fitting is Fitting.WHOLE and not is_other
            self.fitting = Fitting.WHOLE if is_whole else Fitting.TO_READ
            self._fit()
        self.ahead.start(self.painter.preparations())
        self._minimap.show_scene(self.painter, theme, self._foot.height)
        self._put_back()
        self.update()

    def show_marks(self, marks: PaintedMarks | None) -> None:
        """Marks what differs from another network, None for nothing."""
        if marks is not self.marks:
            self.marks = marks
            self._kept.forget()
            self.update()

    def hold(self, path: str) -> None:
        """Keeps what is drawn of a path where it is when the next scene comes, unless all fits."""
        if self.painter is not None and (self.fitting is Fitting.NOT or self.is_scrolled):
            self._held = held(self.painter.scene, path, self.placement)

    @property
    def is_scrolled(self) -> bool:
        """Whether only a part of the scene is in view."""
        return self.painter is not None and not self._in_view().contains(self.painter.whole)

    def room(self) -> QSizeF:
        """The pixels for the scene, above the legend and the zoom box."""
        return room_in(QSizeF(self.size()), self._foot.height + self._bounds.top)

    def bound(self, bounds: Bounds) -> None:
        """Keeps in step with another canvas while the scene is fitted."""
        self._bounds = bounds
        self._fit()

    def fit(self, fitting: Fitting = Fitting.TO_READ) -> None:
        """Shows the scene as large as can be read, and keeps doing so while the size changes.

        Or the whole of it, even where its words are too small then.
        """
        self.fitting = fitting
        self._fit()
        self.room_changed.emit()

    def zoom_by(self, factor: float) -> None:
        """Larger by a factor, or smaller, around the middle."""
        self._zoom(factor, QRectF(self.rect()).center())

    def zoom_to(self, scale: float) -> None:
        """To so many pixels for a point of the scene, around the middle."""
        self.zoom_by(scale / self.placement.scale)

    def center_on(self, point: QPointF) -> None:
        """Brings a point of the scene to the middle."""
        self._pan(QRectF(self.rect()).center() - self.placement.to_widget(point))

    def paint_over(self, painter: QPainter) -> None:
        """What is painted above the scene; a plain surface has nothing there."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.painter is None:
            painter.fillRect(self.rect(), QColor(self.theme.page))
            painter.setPen(QColor(self.theme.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Drawing …")
            return
        frame = self._kept.at(self.placement, self.size(), self.devicePixelRatioF(), self._draw)
        painter.drawPixmap(0, 0, frame)
        self.paint_over(painter)
        is_far = self.placement.scale * self.devicePixelRatioF() < LEAST_OUTLINED
        self._foot.paint(painter, self.theme, self.size(), is_far=is_far)
        if self.hasFocus() and self.is_focus_seen:
            painter.setPen(QPen(self.palette().highlight().color(), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.zoom_box.follow(self.size())
        if self.painter is not None:
            self._foot.wrap(self.painter.scene, self.theme, self.heat, self.size())
        self._minimap.follow(self._foot.height)
        if self.fitting is not Fitting.NOT:
            with QSignalBlocker(self):  # nobody moved it
                self._fit()
            self.room_changed.emit()
        else:
            self._place(self.placement)

    def _draw(self, painter: QPainter, part: QRect) -> None:
        """The scene and its signs in a part of the widget."""
        assert self.painter
        painter.fillRect(part, QColor(self.theme.page))
        visible = self.placement.rect_to_scene(QRectF(part))
        painter.save()
        painter.setTransform(self.placement.transform(), combine=True)
        scale = self.placement.scale * self.devicePixelRatioF()
        is_fine = self.painter.is_fine(scale, self._in_view())
        self.painter.paint(painter, visible, scale, is_fine=is_fine)
        if self.has_controls and self.placement.scale >= fold_signs.LEAST_SCALE:
            shown = self.painter.within(visible)
            inks = self.heat.inks if self.heat else {}
            fold_signs.paint_marks(painter, self.painter.scene.frames, shown, self.theme, inks)
        if self.marks is not None:
            self.marks.paint(painter, visible, scale / self.devicePixelRatioF())
        painter.restore()

    def _put_back(self) -> None:
        held, self._held = self._held, None
        placement = placed_back(self.painter.scene, held) if held and self.painter else None
        if placement is not None:
            self.fitting = Fitting.NOT
            self._place(placement)

    def _in_view(self) -> QRectF:
        return self.placement.rect_to_scene(QRectF(self.rect()))

    def _fit(self) -> None:
        """Puts the scene where it belongs while it follows the size."""
        if self.painter is None or self.fitting is Fitting.NOT:
            return
        size, room = self.painter.whole.size(), self.room()
        limit = self._bounds.scale
        if self.fitting is Fitting.WHOLE:
            placed = fitted(size, room, limit)
        else:
            placed = fitted_to_read(size, room, self.painter.least_read, limit)
        if self._bounds is not FREE:
            placed = Placement(placed.scale, QPointF(placed.offset.x(), self._bounds.top + MARGIN))
        self._place(placed)

    def _pan(self, by: QPointF) -> None:
        self.fitting = Fitting.NOT
        self._place(self.placement.moved(by))

    def _zoom(self, factor: float, at: QPointF) -> None:
        self.fitting = Fitting.NOT
        self._place(self.placement.zoomed(factor, at))

    def _place(self, placement: Placement) -> None:
        self.placement = placement
        self._minimap.show_view(self._in_view())
        self.zoom_box.show_scale(placement.scale)
        self.update()
        self.moved.emit()


def _is_same(old: Scene | None, scene: Scene) -> bool:
    """Whether a scene is the one before; of a large one that takes too long to find out."""
    return old is not None and len(old.items) <= MOST_COMPARED and scene == old


def _picture_of(widget: QWidget) -> QPixmap:
    """A widget as it would be painted now, without those over it."""
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(widget.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    widget.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return picture
