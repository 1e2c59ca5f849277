"""Fonts made up for a test: a square for each letter, so that none has to be installed."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

UNITS = 1000
SANS = 11  # OS/2.panose.bSerifStyle


def font_with(
    path: Path, letters: str, family: str = "Made Up Sans", *, kind: int = 0, is_empty: bool = False
) -> Path:
    """A font at `path`, TrueType or by its suffix with cubic curves; each letter is 900 wide.

    `kind` is OS/2.fsType; an empty one has letters without an outline.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    is_true_type = path.suffix == ".ttf"
    names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    font = FontBuilder(UNITS, isTTF=is_true_type)
    font.setupGlyphOrder(names)
    font.setupCharacterMap(dict(zip(map(ord, letters), names[1:], strict=True)))
    if is_true_type:
        font.setupGlyf({name: _true_type(is_empty=is_empty) for name in names})
    else:
        font.setupCFF(family.replace(" ", ""), {}, {name: _cubic() for name in names}, {})
    font.setupHorizontalMetrics(dict.fromkeys(names, (900, 100)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": family, "styleName": "Regular"})
    font.setupOS2(fsType=kind, usWeightClass=400, usWidthClass=5)
    font.font["OS/2"].panose.bSerifStyle = SANS
    font.setupPost()
    font.save(path)
    return path


def _true_type(*, is_empty: bool) -> object:
    pen = TTGlyphPen(None)
    if not is_empty:
        _draw_square(pen)
    return pen.glyph()


def _cubic() -> object:
    pen = T2CharStringPen(900, None)
    pen.moveTo((100, 0))
    pen.curveTo((100, 300), (100, 500), (100, 800))
    pen.lineTo((800, 800))
    pen.lineTo((800, 0))
    pen.closePath()
    return pen.getCharString()


def _draw_square(pen: TTGlyphPen) -> None:
    pen.moveTo((100, 0))
    for corner in ((100, 800), (800, 800), (800, 0)):
        pen.lineTo(corner)
    pen.closePath()
