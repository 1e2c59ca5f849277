"""Texts of a scene, each set once: the letters of a label are the same wherever it is."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTransform

from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Anchor, Text
from resnet_viz.diagram.scene.theme import FONT_FAMILY
from resnet_viz.ui.look.fonts import CONTEXTUAL_SIGNS, TABULAR_FIGURES

MOST_SET = 4096  # distinct texts kept


class TextLook(NamedTuple):
    """Size, weight and colour: texts of one look are painted together."""

    size: float
    is_bold: bool
    color: str


class PaintedText(NamedTuple):
    """A text that is set in its font; `at` is the top left corner that Qt wants."""

    at: QPointF
    letters: QStaticText
    look: TextLook


def painted_text(text: Text, color: str) -> PaintedText:
    """A text ready to be painted at its place."""
    letters, ascent = _letters(text.text, text.size, text.is_bold)
    look = TextLook(text.size, text.is_bold, color)
    return PaintedText(QPointF(left_of(text), text.y - ascent), letters, look)


def paint_words(painter: QPainter, words: Iterable[PaintedText], least_size: float) -> None:
    """Paints those texts that are at least so many points high."""
    alike: dict[TextLook, list[PaintedText]] = {}
    for each in words:
        alike.setdefault(each.look, []).append(each)
    for look, those in alike.items():
        if look.size >= least_size:
            painter.setFont(diagram_font(look.size, look.is_bold))
            painter.setPen(QColor(look.color))
            for at, letters, _ in those:
                painter.drawStaticText(at, letters)


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
