"""Paints a scene with Qt: prepared once, then only what is visible, in as much detail as shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from resnet_viz.core.graph import ShortcutKind
from resnet_viz.diagram.font import text_width
from resnet_viz.diagram.heat import Heat
from resnet_viz.diagram.outline import Outline, outline_of
from resnet_viz.diagram.picture import Picture, tint_of
from resnet_viz.diagram.scene import Anchor, Frame, Item, Rect, Scene, Stroke, Text
from resnet_viz.diagram.theme import CORNER_RADIUS, FONT_FAMILY, LINE_WIDTH, Pen, Theme, Tint
from resnet_viz.ui.canvas_grid import Grid
from resnet_viz.ui.fonts import TABULAR_FIGURES

FULL_SCALE = 0.3  # below it no antialiasing and no rounded corners
LEAST_TEXT_PX = 4.5


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke as Qt draws it, with the rectangle it lies in."""

    path: QPainterPath
    head: QPolygonF | None
    bounds: QRectF


@dataclass(frozen=True, slots=True)
class ShortcutLines:
    """All lines and texts of one shortcut."""

    kind: ShortcutKind
    lines: tuple[Line, ...]
    texts: tuple[Text, ...]


class ScenePainter:
    """A scene in a theme's colours, ready to be painted again and again."""

    def __init__(self, scene: Scene, theme: Theme, heat: Heat | None) -> None:
        self.scene = scene
        picture = Picture(scene, theme, heat)
        self.theme = theme
        self.items = scene.all_items
        self.grid = Grid(self.items)
        self._links = [_line(stroke) for stroke in scene.links]
        self._shortcuts = [
            ShortcutLines(each.kind, tuple(map(_line, each.strokes)), each.texts)
            for each in scene.shortcuts
        ]
        self._has_heat = heat is not None
        self._tints = [tint_of(item, picture) for item in self.items]
        self._fonts: dict[tuple[float, bool], QFont] = {}

    def paint(self, painter: QPainter, visible: QRectF, scale: float) -> None:
        """Paints what of the scene lies in `visible`; `scale` is in pixels of the screen.

        The painter is in scene coordinates.
        """
        is_fine = scale >= FULL_SCALE
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_fine)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for frame in self.scene.frames:
            self._paint_frame(painter, frame, visible, scale)
        self._paint_lines(painter, self._links, self.theme.link, visible)
        for shortcut in self._shortcuts:
            self._paint_lines(painter, shortcut.lines, self.theme.shortcuts[shortcut.kind], visible)
            self._paint_texts(painter, shortcut.texts, self.theme.ink, scale)
        places = self.grid.within(_rect_of(visible))
        for place in places:
            if is_fine:
                self._paint_box(painter, self.items[place], self._tints[place])
            else:
                self._paint_block(painter, self.items[place], self._tints[place], 1 / scale)
        for place in places:
            self._paint_texts(painter, self.items[place].texts, self._tints[place].ink, scale)

    def _paint_frame(self, painter: QPainter, frame: Frame, visible: QRectF, scale: float) -> None:
        rect = QRectF(*frame.rect)
        if not rect.intersects(visible):
            return
        painter.setPen(QPen(QColor(self.theme.frame.line), LINE_WIDTH))
        painter.setBrush(QColor(self.theme.frame.fill))
        painter.drawRoundedRect(rect, 2 * CORNER_RADIUS, 2 * CORNER_RADIUS)
        texts = (frame.title, frame.subtitle) if frame.subtitle else (frame.title,)
        self._paint_texts(painter, texts, self.theme.frame.ink, scale)

    def _paint_lines(
        self, painter: QPainter, lines: Iterable[Line], pen: Pen, visible: QRectF
    ) -> None:
        shown = [line for line in lines if line.bounds.intersects(visible)]
        if not shown:
            return
        painter.setPen(pen_of(pen))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in shown:
            painter.drawPath(line.path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(pen.color))
        for line in shown:
            if line.head is not None:
                painter.drawPolygon(line.head)

    def _paint_block(self, painter: QPainter, item: Item, tint: Tint, pixel: float) -> None:
        """A box from afar: its outline's colour alone, with what a figure says inside of it."""
        rect = QRectF(*item.rect)
        painter.fillRect(rect, color_of(tint.line))
        if self._has_heat:
            painter.fillRect(rect.adjusted(pixel, pixel, -pixel, -pixel), color_of(tint.fill))

    def _paint_box(self, painter: QPainter, item: Item, tint: Tint) -> None:
        rect = QRectF(*item.rect)
        painter.setPen(QPen(color_of(tint.line), LINE_WIDTH))
        painter.setBrush(QBrush(color_of(tint.fill)))
        if item.is_round:
            painter.drawEllipse(rect)
        else:
            painter.drawRoundedRect(rect, CORNER_RADIUS, CORNER_RADIUS)

    def _paint_texts(
        self, painter: QPainter, texts: Sequence[Text], ink: str, scale: float
    ) -> None:
        for text in texts:
            if text.size * scale < LEAST_TEXT_PX:
                continue
            font = self._font(text.size, text.is_bold)
            painter.setFont(font)
            painter.setPen(color_of(self.theme.ink_of(text.role, ink)))
            painter.drawText(QPointF(left_of(text), text.y), text.text)

    def _font(self, size: float, is_bold: bool) -> QFont:
        key = (size, is_bold)
        if key not in self._fonts:
            self._fonts[key] = diagram_font(size, is_bold)
        return self._fonts[key]


@lru_cache(maxsize=1024)
def color_of(name: str) -> QColor:
    """Qt's colour of a `#rrggbb`, read once."""
    return QColor(name)


def diagram_font(size: float, is_bold: bool) -> QFont:
    """The bundled font at a size in scene points, without kerning, as it was measured.

    A painter keeps features of its widget's font that a new font does not name.
    """
    font = QFont(FONT_FAMILY)
    font.setFeature(TABULAR_FIGURES, 0)
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.ForceOutline)
    font.setPixelSize(round(size))
    return font


def pen_of(pen: Pen) -> QPen:
    """A theme's pen as Qt draws it; Qt counts dashes in line widths."""
    made = QPen(QColor(pen.color), pen.width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if pen.dash:
        made.setDashPattern([length / pen.width for length in pen.dash])
    return made


def path_of(outline: Outline) -> QPainterPath:
    """The outline's line as a path."""
    path = QPainterPath()
    for command in outline.commands:
        points = [QPointF(*point) for point in command.points]
        if command.letter == "M":
            path.moveTo(points[0])
        elif command.letter == "L":
            path.lineTo(points[0])
        else:
            path.cubicTo(*points)
    return path


def _rect_of(rect: QRectF) -> Rect:
    return Rect(rect.x(), rect.y(), rect.width(), rect.height())


def _line(stroke: Stroke) -> Line:
    outline = outline_of(stroke)
    path = path_of(outline)
    head = QPolygonF([QPointF(*point) for point in outline.head]) if outline.head else None
    bounds = path.boundingRect().united(head.boundingRect() if head else QRectF())
    return Line(path, head, bounds.adjusted(-2, -2, 2, 2))


def left_of(text: Text) -> float:
    """Where a text begins, whichever end its x belongs to."""
    width = text_width(text.text, text.size, text.is_bold)
    return {
        Anchor.START: text.x,
        Anchor.MIDDLE: text.x - width / 2,
        Anchor.END: text.x - width,
    }[text.anchor]
