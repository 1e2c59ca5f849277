"""`× n` on merged blocks from afar, where no other word can be read."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from resnet_viz.diagram.scene.font import CAP_HEIGHT, text_width
from resnet_viz.diagram.scene.scene import Scene, TextRole
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.paint.text import diagram_font

FAR_SCALE = 0.55  # pixels for a point, below which no box has words
COUNT_PX = 10.0
PAD = 3.0  # pixels around the words
GROUND_ALPHA = 225


class FarCount(NamedTuple):
    """The words of a merged run, and where its box or frame is."""

    words: str
    rect: QRectF


def far_counts_of(scene: Scene) -> tuple[FarCount, ...]:
    """All merged runs of a scene, whether one box or the layers of one block are drawn."""
    boxes = ((item.texts, item.rect) for item in scene.all_items if item.count > 1)
    frames = (((frame.title,), frame.rect) for frame in scene.frames)
    return tuple(
        FarCount(text.text, QRectF(*rect))
        for texts, rect in (*boxes, *frames)
        for text in texts
        if text.role is TextRole.COUNT and text.text.startswith("×")
    )


def paint_far_counts(
    painter: QPainter, counts: Sequence[FarCount], theme: Theme, scale: float
) -> None:
    """Each in the middle of its run, on a ground; none that is larger than its run.

    The painter is in scene coordinates, `scale` in pixels of the window for a point.
    """
    ground = QColor(theme.page)
    ground.setAlpha(GROUND_ALPHA)
    for words, rect in counts:
        width = text_width(words, COUNT_PX, is_bold=True) + 2 * PAD
        height = CAP_HEIGHT * COUNT_PX + 2 * PAD
        if width > rect.width() * scale or height > rect.height() * scale:
            continue
        painter.save()
        painter.translate(rect.center())
        painter.scale(1 / scale, 1 / scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(-width / 2, -height / 2, width, height), PAD, PAD)
        painter.setPen(QColor(theme.ink))
        painter.setFont(diagram_font(COUNT_PX, True))
        painter.drawText(QPointF(PAD - width / 2, CAP_HEIGHT * COUNT_PX / 2), words)
        painter.restore()
