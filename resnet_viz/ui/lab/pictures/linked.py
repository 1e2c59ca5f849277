"""Canvases next to each other: one scale, and the same stage at the same place in all of them."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QTimer

from resnet_viz.diagram.scene.scene import Frame, Scene
from resnet_viz.session.arrangement import Camera
from resnet_viz.ui.canvas.camera import show_camera
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.canvas.fitting import FREE, Bounds, Fitting
from resnet_viz.ui.paint.placement import Placement

SEEN = (QEvent.Type.Show, QEvent.Type.Hide)


class LinkedCanvases(QObject):
    """Moves and zooms all as one, and fits them at one scale; those that are hidden are left alone.

    Fitted, their scenes begin at one height on the screen.
    """

    def __init__(self, canvases: Iterable[Canvas], parent: QObject) -> None:
        super().__init__(parent)
        self._canvases: list[Canvas] = []
        self._is_moving = False
        self._meeting = QTimer(self, singleShot=True, interval=0)
        self._meeting.timeout.connect(self.meet)
        for each in canvases:
            self.add(each)

    def add(self, canvas: Canvas) -> None:
        """One more canvas."""
        self._canvases.append(canvas)
        canvas.moved.connect(lambda: self._follow(canvas))
        canvas.room_changed.connect(self._meeting.start)
        canvas.installEventFilter(self)

    def remove(self, canvas: Canvas) -> None:
        """One that goes its own way again; the caller deletes it."""
        self._canvases.remove(canvas)
        canvas.removeEventFilter(self)
        self._meeting.start()

    def meet(self) -> None:
        """Fits all at the smallest of their scales, from one height on; lets go of hidden ones."""
        linked, was_moving = self._linked(), self._is_moving
        self._is_moving = True
        bounds = dict.fromkeys(self._canvases, FREE)
        if len(linked) > 1:
            tops = [each.mapTo(each.window(), QPoint(0, 0)).y() for each in linked]
            bounds |= {
                each: Bounds(top=max(tops) - top) for each, top in zip(linked, tops, strict=True)
            }
        for each, own in bounds.items():
            each.bound(own)
        if len(linked) > 1:
            scale = min(each.placement.scale for each in linked)
            for each in linked:
                each.bound(bounds[each]._replace(scale=scale))
        self._is_moving = was_moving

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SEEN:
            self._meeting.start()
        return super().eventFilter(watched, event)

    def _linked(self) -> list[Canvas]:
        """Those that are in sight with a picture; it takes two."""
        seen = [each for each in self._canvases if each.isVisible() and each.painter is not None]
        return seen if len(seen) > 1 else []

    def _follow(self, source: Canvas) -> None:
        others = [each for each in self._linked() if each is not source]
        if self._is_moving or not others or source not in self._linked():
            return
        self._is_moving = True
        if source.fitting is not Fitting.NOT:
            for each in others:
                each.fitting = source.fitting
            self.meet()
        else:
            for each in others:
                _move(source, each)
        self._is_moving = False


def _move(source: Canvas, target: Canvas) -> None:
    """Shows in one canvas what another shows."""
    assert source.painter
    assert target.painter
    scenes = (source.painter.scene, target.painter.scene)
    placement = _matching(*scenes, source.placement, QRectF(source.rect()).center())
    middle = placement.to_scene(QRectF(target.rect()).center())
    show_camera(target, Camera(middle.x(), middle.y(), placement.scale))


def _matching(scene: Scene, other: Scene, placement: Placement, middle: QPointF) -> Placement:
    """Where another scene has the stage nearest to the middle at the same place."""
    point = placement.to_scene(middle)
    theirs = {frame.id: frame for frame in other.frames}
    shared = [frame for frame in scene.frames if frame.id in theirs]
    if not shared:
        return placement
    nearest = min(shared, key=lambda frame: _distance(frame, point))
    ours, own = nearest.rect, theirs[nearest.id].rect
    away = QPointF(ours.x - own.x, ours.y - own.y)
    return placement.moved(away * placement.scale)


def _distance(frame: Frame, point: QPointF) -> float:
    x, y, width, height = frame.rect
    across = max(x - point.x(), point.x() - x - width, 0.0)
    down = max(y - point.y(), point.y() - y - height, 0.0)
    return across + down
