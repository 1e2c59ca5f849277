"""Texts of a scene, each set once: the letters of a label are the same wherever it is."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTransform

from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.room import LABEL_PX
from resnet_viz.diagram.scene.scene import Anchor, Text
from resnet_viz.diagram.scene.theme import FONT_FAMILY
from resnet_viz.ui.look.fonts import CONTEXTUAL_SIGNS, TABULAR_FIGURES

MOST_SET = 4096  # distinct texts kept
LEAST_TEXT_PX = 6.0
SIDE = 2.5  # points clear left and right of a text that is painted larger


class TextLook(NamedTuple):
    """Size, weight and colour: texts of one look are painted together."""

    size: float
    is_bold: bool
    color: str


class PaintedText(NamedTuple):
    """A text that is set in its font; `at` is the top left corner that Qt wants.

    `place` is where its anchor is, from which it grows where it would be too small on the screen:
    at most until it is `most` times as large, then its box is full.
    """

    at: QPointF
    letters: QStaticText
    look: TextLook
    place: QPointF
    most: float = 1.0


def painted_text(text: Text, color: str, room: float = 0.0) -> PaintedText:
    """A text ready to be painted at its place, in a box as wide as `room` or in none."""
    letters, ascent = _letters(text.text, text.size, text.is_bold)
    look = TextLook(text.size, text.is_bold, color)
    width = text_width(text.text, text.size, text.is_bold)
    most = max(1.0, (room - 2 * SIDE) / width) if room and width else 1.0
    at = QPointF(left_of(text), text.y - ascent)
    return PaintedText(at, letters, look, QPointF(text.x, text.y), most)


def paint_words(painter: QPainter, words: Iterable[PaintedText], scale: float) -> None:
    """Paints those texts that can be read at a scale, in pixels of the window for a point."""
    alike: dict[tuple[TextLook, float], list[PaintedText]] = {}
    for each in words:
        wanted = _wanted_px(each.look) / (each.look.size * scale)
        larger = min(wanted, each.most) if wanted > 1.0 < each.most else 1.0
        alike.setdefault((each.look, larger), []).append(each)
    for (look, larger), those in alike.items():
        if look.size * larger * scale >= LEAST_TEXT_PX:
            painter.setFont(diagram_font(look.size, look.is_bold))
            painter.setPen(QColor(look.color))
            _draw(painter, those, larger)


def _draw(painter: QPainter, words: Iterable[PaintedText], larger: float) -> None:
    if larger == 1.0:
        for each in words:
            painter.drawStaticText(each.at, each.letters)
        return
    painter.save()
    painter.scale(larger, larger)
    for each in words:
        painter.drawStaticText(each.place * (1 / larger) + (each.at - each.place), each.letters)
    painter.restore()


def _wanted_px(look: TextLook) -> float:
    """How high a text should be at least: what is bold says what a box is."""
    return LABEL_PX if look.is_bold else LEAST_TEXT_PX


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


@lru_cache(maxsize=MOST_SET)
def _letters(text: str, size: float, is_bold: bool) -> tuple[QStaticText, float]:
    """The letters, and how far their baseline is below their top."""
    font = diagram_font(size, is_bold)
    letters = QStaticText(text)
    letters.setTextFormat(Qt.TextFormat.PlainText)
    letters.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    letters.prepare(QTransform(), font)
    return letters, QFontMetricsF(font).ascent()
