"""The few small icons of the style sheet, drawn in the current colours."""

from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from resnet_viz.ui.look.colors import Colors

SIDE = 40
SHAPES = {
    "arrow": ((9, 15), (20, 27), (31, 15)),
    "arrow_up": ((9, 26), (20, 14), (31, 26)),
    "arrow_right": ((15, 9), (27, 20), (15, 31)),
    "check": ((9, 21), (17, 29), (31, 12)),
    "tick": ((9, 21), (17, 29), (31, 12)),
}
DOT_RADIUS = 8
GRIPS = {"grip": QSize(16, 80), "grip_across": QSize(80, 16)}  # of splitters, by their handles


def draw_icons(folder: Path, colors: Colors) -> dict[str, str]:
    """Writes the icons as PNG into a folder and gives their files by name, for the sheet."""
    files = {}
    for name, points in SHAPES.items():
        color = {"check": colors.accent_ink, "tick": colors.accent}.get(name, colors.muted)
        file = folder / f"{name}-{color.lstrip('#')}.png"
        _line_icon(points, color).save(str(file))
        files[name] = file.as_posix()
    file = folder / f"dot-{colors.accent.lstrip('#')}.png"
    _dot_icon(colors.accent).save(str(file))
    files["dot"] = file.as_posix()
    for name, size in GRIPS.items():
        file = folder / f"{name}-{colors.muted.lstrip('#')}.png"
        _grip(size, colors.muted).save(str(file))
        files[name] = file.as_posix()
    return files


def _grip(size: QSize, color: str) -> QPixmap:
    """A short line along a splitter's handle, which says that it can be moved."""
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    side = min(size.width(), size.height()) / 2
    painter.drawLine(QPointF(side, side), QPointF(size.width() - side, size.height() - side))
    painter.end()
    return pixmap


def _dot_icon(color: str) -> QPixmap:
    """The mark of the one entry that is chosen among several."""
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(QPointF(SIDE / 2, SIDE / 2), DOT_RADIUS, DOT_RADIUS)
    painter.end()
    return pixmap


def _line_icon(points: tuple[tuple[int, int], ...], color: str) -> QPixmap:
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
    painter.end()
    return pixmap
