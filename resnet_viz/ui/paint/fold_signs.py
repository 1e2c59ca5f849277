"""The small signs on the canvas: a plus on what can unfold, a minus on what can fold."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from resnet_viz.diagram.scene.scene import Frame, Item, Scene, WholeOp
from resnet_viz.diagram.scene.theme import Theme

SIZE = 5.0  # of the sign, in points of the scene
INSET = 2.0  # from a box's corner to the sign
FRAME_INSET = 4.0  # the same of a frame, clear of the size next to it
REACH_PX = 9.0  # around the middle that a click may miss, whatever the scale
LEAST_SCALE = 0.6  # below it the signs are too small to be meant
TITLE_BAND = 24.0  # of a frame, where its title is
UNFOLDING = (WholeOp.BLOCK, WholeOp.STAGE, WholeOp.GROUP)
LINE_WIDTH = 1.3


def marked_at(scene: Scene, point: QPointF, scale: float) -> str:
    """The id of the box or frame whose sign is at a point of the scene, '' for none."""
    parts: list[Item | Frame] = [*_unfolding(scene.items), *reversed(scene.frames)]
    for part in parts:
        away = point - middle_of(part)
        if max(abs(away.x()), abs(away.y())) * scale <= REACH_PX:
            return part.id
    return ""


def titled_at(scene: Scene, point: QPointF) -> str:
    """The id of the innermost frame whose title is in the band at a point, '' for none."""
    for frame in reversed(scene.frames):
        x, y, width, _ = frame.rect
        if QRectF(x, y, width, TITLE_BAND).contains(point):
            return frame.id
    return ""


def paint_marks(
    painter: QPainter,
    frames: Iterable[Frame],
    items: Iterable[Item],
    theme: Theme,
    inks: Mapping[str, str],
) -> None:
    """The signs of these frames and boxes, in `inks` by their ids where the theme's is none.

    The painter is in scene coordinates.
    """
    across, down = QPointF(SIZE / 2, 0), QPointF(0, SIZE / 2)
    lines: dict[str, list[QLineF]] = {}
    parts: list[Frame | Item] = [*frames, *_unfolding(items)]
    for part in parts:
        middle, ink = middle_of(part), inks.get(part.id, theme.muted)
        lines.setdefault(ink, []).append(QLineF(middle - across, middle + across))
        if isinstance(part, Item):
            lines[ink].append(QLineF(middle - down, middle + down))
    for ink, several in lines.items():
        painter.setPen(QPen(QColor(ink), LINE_WIDTH))
        painter.drawLines(several)


def _unfolding(items: Iterable[Item]) -> Iterable[Item]:
    return (item for item in items if item.op in UNFOLDING)


def middle_of(part: Item | Frame) -> QPointF:
    """Where a box or a frame has its sign: inside its upper right corner."""
    rect, inset = part.rect, INSET if isinstance(part, Item) else FRAME_INSET
    return QPointF(rect.x + rect.width - inset - SIZE / 2, rect.y + inset + SIZE / 2)
