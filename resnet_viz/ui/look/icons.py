"""The few small icons of the style sheet, drawn in the colours in force."""

from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from resnet_viz.ui.look.colors import Colors

SIDE = 40
SHAPES = {
    "arrow": ((9, 15), (20, 27), (31, 15)),
    "arrow_up": ((9, 26), (20, 14), (31, 26)),
    "check": ((9, 21), (17, 29), (31, 12)),
}


def draw_icons(folder: Path, colors: Colors) -> dict[str, str]:
    """Writes the icons as PNG into a folder and gives their files by name, for the sheet."""
    files = {}
    for name, points in SHAPES.items():
        color = colors.accent_ink if name == "check" else colors.muted
        file = folder / f"{name}-{color.lstrip('#')}.png"
        _line_icon(points, color).save(str(file))
        files[name] = file.as_posix()
    return files


def _line_icon(points: tuple[tuple[int, int], ...], color: str) -> QPixmap:
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
    painter.end()
    return pixmap
