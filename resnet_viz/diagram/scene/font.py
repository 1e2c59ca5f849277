"""Widths of texts in the bundled font, without kerning, as every painter here draws them.

Letters that it lacks are in a font of this machine, where one has them.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from resnet_viz.core.resources import resource
from resnet_viz.diagram.scene.other_fonts import FontFile, advances_of, fonts_for

REGULAR = "fonts/Inter-Regular.ttf"
SEMIBOLD = "fonts/Inter-SemiBold.ttf"
CAP_HEIGHT = 0.727  # of the size; OS/2.sCapHeight of Inter


class Face(NamedTuple):
    """One weight of the font: advance widths by character, in units of the em."""

    units_per_em: int
    advances: Mapping[int, int]
    missing: int


class Run(NamedTuple):
    """Letters of a text in one font; `font` is None for the bundled one."""

    text: str
    font: FontFile | None


def face_file(is_bold: bool) -> Path:
    """The font file of a weight; bold is the semi-bold cut."""
    return resource(SEMIBOLD if is_bold else REGULAR)


def text_width(text: str, size: float, is_bold: bool = False) -> float:
    """The width of a line of text in points, at a size in points."""
    known = _bundled_width(text, size, is_bold)
    if known is not None:
        return known
    return sum(run_width(run, size, is_bold) for run in runs_of(text, is_bold))


def run_width(run: Run, size: float, is_bold: bool = False) -> float:
    """The width of a run in points."""
    if run.font:
        units, advances = advances_of(run.font, frozenset(run.text))
        return sum(advances[letter] for letter in run.text) * size / units
    face = _face(is_bold)
    units = sum(face.advances.get(ord(letter), face.missing) for letter in run.text)
    return units * size / face.units_per_em


def runs_of(text: str, is_bold: bool = False) -> tuple[Run, ...]:
    """The text in pieces of one font each."""
    lacking = _lacked(text, is_bold)
    if not lacking:
        return (Run(text, None),)
    fonts = fonts_for(lacking)
    pieces = groupby(text, fonts.get)
    return tuple(Run("".join(letters), font) for font, letters in pieces)


def missing_letters(text: str, is_bold: bool = False) -> str:
    """The letters of a text that no font here has, each once, in their order."""
    lacking = _lacked(text, is_bold)
    without = lacking - fonts_for(lacking).keys() if lacking else lacking
    return "".join(dict.fromkeys(letter for letter in text if letter in without))


@lru_cache(maxsize=8192)  # a network says the same few words again and again
def _bundled_width(text: str, size: float, is_bold: bool) -> float | None:
    """The width of a text in the bundled font, None where that lacks a letter."""
    return None if _lacked(text, is_bold) else run_width(Run(text, None), size, is_bold)


def _lacked(text: str, is_bold: bool) -> frozenset[str]:
    """The letters that the bundled font lacks."""
    known = _face(is_bold).advances
    return frozenset(letter for letter in text if ord(letter) not in known)


@cache
def _face(is_bold: bool) -> Face:
    from fontTools.ttLib import TTFont

    with TTFont(face_file(is_bold), lazy=True) as font:
        advances = font["hmtx"].metrics
        by_character = {code: advances[name][0] for code, name in font.getBestCmap().items()}
        return Face(font["head"].unitsPerEm, by_character, advances[".notdef"][0])
