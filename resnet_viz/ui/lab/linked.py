"""Two canvases next to each other: the same scale, and the same stage at the same place in both."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QTimer

from resnet_viz.core.graph.paths import parent_of
from resnet_viz.diagram.scene.pick import pick
from resnet_viz.diagram.scene.scene import Frame, Scene
from resnet_viz.session.arrangement import Camera
from resnet_viz.ui.canvas.camera import show_camera
from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.canvas.fitting import FREE, Bounds, Fitting
from resnet_viz.ui.paint.placement import Placement

SEEN = (QEvent.Type.Show, QEvent.Type.Hide)


class LinkedCanvases(QObject):
    """Moves and zooms one as the other, and fits both at one scale; while one is hidden, neither.

    Fitted, their scenes begin at one height on the screen.
    """

    def __init__(self, one: Canvas, other: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._one, self._other = one, other
        self._is_moving = False
        self._meeting = QTimer(self, singleShot=True, interval=0)
        self._meeting.timeout.connect(self.meet)
        for source, target in ((one, other), (other, one)):
            source.moved.connect(lambda s=source, t=target: self._follow(s, t))
            source.room_changed.connect(self._meeting.start)
            source.installEventFilter(self)

    @property
    def is_linked(self) -> bool:
        """Whether both are in sight with a picture."""
        both = (self._one, self._other)
        return all(each.isVisible() and each.painter is not None for each in both)

    def meet(self) -> None:
        """Fits both at the smaller of their scales, from one height on; lets go of hidden ones."""
        both, was_moving = (self._one, self._other), self._is_moving
        self._is_moving = True
        bounds = [FREE, FREE]
        if self.is_linked:
            tops = [each.mapTo(each.window(), QPoint(0, 0)).y() for each in both]
            bounds = [Bounds(top=max(tops) - top) for top in tops]
        for each, own in zip(both, bounds, strict=True):
            each.bound(own)
        if self.is_linked:
            scale = min(each.placement.scale for each in both)
            for each, own in zip(both, bounds, strict=True):
                each.bound(own._replace(scale=scale))
        self._is_moving = was_moving

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SEEN:
            self._meeting.start()
        return super().eventFilter(watched, event)

    def _follow(self, source: Canvas, target: Canvas) -> None:
        if self._is_moving or not self.is_linked:
            return
        self._is_moving = True
        if source.fitting is not Fitting.NOT:
            target.fitting = source.fitting
            self.meet()
        elif source.painter and target.painter:
            scenes = (source.painter.scene, target.painter.scene)
            placement = _matching(*scenes, source.placement, QRectF(source.rect()).center())
            middle = placement.to_scene(QRectF(target.rect()).center())
            show_camera(target, Camera(middle.x(), middle.y(), placement.scale))
        self._is_moving = False


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


def counterpart(scene: Scene, path: str) -> str:
    """What another network's scene has of a path: the same, else the block or stage around it."""
    while path and pick(scene, path) is None:
        path = parent_of(path)
    return path
