"""Widths of texts in the bundled font, without kerning, as every painter here draws them."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from resnet_viz.core.resources import resource

REGULAR = "fonts/Inter-Regular.ttf"
SEMIBOLD = "fonts/Inter-SemiBold.ttf"
CAP_HEIGHT = 0.727  # of the size; OS/2.sCapHeight of Inter


class Face(NamedTuple):
    """One weight of the font: advance widths by character, in units of the em."""

    units_per_em: int
    advances: Mapping[int, int]
    missing: int


def face_file(is_bold: bool) -> Path:
    """The font file of a weight; bold is the semi-bold cut."""
    return resource(SEMIBOLD if is_bold else REGULAR)


@lru_cache(maxsize=8192)  # a network says the same few words again and again
def text_width(text: str, size: float, is_bold: bool = False) -> float:
    """The width of a line of text in points, at a size in points."""
    face = _face(is_bold)
    units = sum(face.advances.get(ord(letter), face.missing) for letter in text)
    return units * size / face.units_per_em


@cache
def _face(is_bold: bool) -> Face:
    from fontTools.ttLib import TTFont

    with TTFont(face_file(is_bold), lazy=True) as font:
        advances = font["hmtx"].metrics
        by_character = {code: advances[name][0] for code, name in font.getBestCmap().items()}
        return Face(font["head"].unitsPerEm, by_character, advances[".notdef"][0])
