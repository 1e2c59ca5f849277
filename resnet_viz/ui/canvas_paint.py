"""Paints a scene with Qt: only what is visible, in as much detail as shows and can be drawn."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from resnet_viz.core.graph import ShortcutKind
from resnet_viz.diagram.font import text_width
from resnet_viz.diagram.heat import Heat
from resnet_viz.diagram.picture import Picture, tint_of
from resnet_viz.diagram.scene import Anchor, Frame, Item, Rect, Scene, ShortcutPicture, Text
from resnet_viz.diagram.theme import CORNER_RADIUS, FONT_FAMILY, LINE_WIDTH, Theme, Tint
from resnet_viz.ui.canvas_grid import Grid
from resnet_viz.ui.canvas_lines import Lines
from resnet_viz.ui.canvas_lit import ShortcutGrid
from resnet_viz.ui.fonts import CONTEXTUAL_SIGNS, TABULAR_FIGURES

FULL_SCALE = 0.3  # below it no antialiasing and no rounded corners
MOST_FULL = 500  # boxes in view; more are drawn coarsely at any scale
LEAST_TEXT_PX = 4.5


class Words(NamedTuple):
    """A text at its place, in its font."""

    at: QPointF
    font: QFont
    text: Text


class ScenePainter:
    """A scene in a theme's colours, painted again and again; each part is prepared when seen."""

    def __init__(self, scene: Scene, theme: Theme, heat: Heat | None) -> None:
        self.scene = scene
        self.theme = theme
        self.items = scene.all_items
        self.grid = Grid([item.rect for item in self.items])
        self._shortcuts = ShortcutGrid(scene)
        self._picture = Picture(scene, theme, heat)
        self._whole = QRectF(0, 0, scene.width, scene.height)
        self._lines = [Lines(scene.links, theme.link)]
        for kind in ShortcutKind:
            own = [each.strokes for each in scene.shortcuts if each.kind is kind]
            strokes = [stroke for strokes in own for stroke in strokes]
            self._lines.append(Lines(strokes, theme.shortcuts[kind]))
        self._notes = [text for each in scene.shortcuts for text in each.texts]
        self._tints: dict[int, Tint] = {}
        self._words: dict[int, list[Words]] = {}
        self._coarse: dict[str, list[QRectF]] = {}

    def paint(
        self, painter: QPainter, visible: QRectF, scale: float, *, is_whole: bool = False
    ) -> None:
        """Paints what of the scene lies in `visible`; `scale` is in pixels of the screen.

        The painter is in scene coordinates. On paper nothing is left out: `is_whole`.
        """
        part = None if visible.contains(self._whole) else _rect_of(visible)
        places = list(range(len(self.items))) if part is None else self.grid.within(part)
        is_fine = is_whole or (scale >= FULL_SCALE and len(places) <= MOST_FULL)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_fine)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        frames = [each for each in self.scene.frames if QRectF(*each.rect).intersects(visible)]
        for frame in frames:
            self._paint_frame(painter, frame, scale)
        for lines in self._lines:
            if shown := lines.within(part):
                (lines.paint_fine if is_fine else lines.paint_coarse)(painter, shown)
        self._paint_texts(painter, map(_words_of, self._notes), self.theme.ink, scale)
        if not is_fine:
            self._paint_coarse_boxes(painter, places)
            return
        for place in places:
            self._paint_box(painter, self.items[place], self._tint(place))
        for place in places:
            self._paint_texts(painter, self._words_at(place), self._tint(place).ink, scale)

    def item_at(self, x: float, y: float) -> Item | None:
        """The topmost item at a point."""
        places = self.grid.within(Rect(x, y, 0.0, 0.0))
        return self.items[places[-1]] if places else None

    def shortcut_at(self, point: QPointF, reach: float) -> ShortcutPicture | None:
        """The shortcut that has a line within `reach` of a point."""
        return self._shortcuts.at(point, reach)

    @cached_property
    def flow(self) -> tuple[Item, ...]:
        """The items in order of the data flow, a projection's own before the sum they end in."""
        aside = {
            each.id.removesuffix(".shortcut") + ".add": each.items for each in self.scene.shortcuts
        }
        ordered = ((*aside.get(item.id, ()), item) for item in self.scene.items)
        return tuple(item for items in ordered for item in items)

    def within(self, visible: QRectF) -> list[Item]:
        """The items that lie in a part of the scene."""
        return [self.items[place] for place in self.grid.within(_rect_of(visible))]

    def _tint(self, place: int) -> Tint:
        tint = self._tints.get(place)
        if tint is None:
            tint = self._tints[place] = tint_of(self.items[place], self._picture)
        return tint

    def _words_at(self, place: int) -> list[Words]:
        words = self._words.get(place)
        if words is None:
            words = self._words[place] = [_words_of(text) for text in self.items[place].texts]
        return words

    def _paint_frame(self, painter: QPainter, frame: Frame, scale: float) -> None:
        painter.setPen(QPen(QColor(self.theme.frame.line), LINE_WIDTH))
        painter.setBrush(QColor(self.theme.frame.fill))
        painter.drawRoundedRect(QRectF(*frame.rect), 2 * CORNER_RADIUS, 2 * CORNER_RADIUS)
        texts = (frame.title, frame.subtitle) if frame.subtitle else (frame.title,)
        self._paint_texts(painter, map(_words_of, texts), self.theme.frame.ink, scale)

    def _paint_box(self, painter: QPainter, item: Item, tint: Tint) -> None:
        rect = QRectF(*item.rect)
        painter.setPen(QPen(QColor(tint.line), LINE_WIDTH))
        painter.setBrush(QBrush(QColor(tint.fill)))
        if item.is_round:
            painter.drawEllipse(rect)
        else:
            painter.drawRoundedRect(rect, CORNER_RADIUS, CORNER_RADIUS)

    def _paint_coarse_boxes(self, painter: QPainter, places: Sequence[int]) -> None:
        """Filled rectangles, all of one colour in one call."""
        is_whole = len(places) == len(self.items)
        batches = self._coarse if is_whole else {}
        for place in () if batches else places:
            tint = self._tint(place)
            color = tint.fill if self._picture.heat else tint.line
            batches.setdefault(color, []).append(QRectF(*self.items[place].rect))
        rim = self.theme.link.color if self._picture.heat else ""  # a figure's least is near paper
        for color, rects in batches.items():
            painter.setPen(QPen(QColor(rim or color), 0))
            painter.setBrush(QColor(color))
            painter.drawRects(rects)

    def _paint_texts(
        self, painter: QPainter, words: Iterable[Words], ink: str, scale: float
    ) -> None:
        for at, font, text in words:
            if text.size * scale >= LEAST_TEXT_PX:
                painter.setFont(font)
                painter.setPen(QColor(self.theme.ink_of(text.role, ink)))
                painter.drawText(at, text.text)


@lru_cache(maxsize=32)
def diagram_font(size: float, is_bold: bool) -> QFont:
    """The bundled font at a size in scene points, without kerning, as it was measured.

    A painter keeps features of its widget's font that a new font does not name.
    """
    font = QFont(FONT_FAMILY)
    font.setFeature(TABULAR_FIGURES, 0)
    font.setFeature(CONTEXTUAL_SIGNS, 0)
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.ForceOutline)
    font.setPixelSize(round(size))
    return font


def left_of(text: Text) -> float:
    """Where a text begins, whichever end its x belongs to."""
    width = text_width(text.text, text.size, text.is_bold)
    return {
        Anchor.START: text.x,
        Anchor.MIDDLE: text.x - width / 2,
        Anchor.END: text.x - width,
    }[text.anchor]


def _words_of(text: Text) -> Words:
    return Words(QPointF(left_of(text), text.y), diagram_font(text.size, text.is_bold), text)


def _rect_of(rect: QRectF) -> Rect:
    return Rect(rect.x(), rect.y(), rect.width(), rect.height())
