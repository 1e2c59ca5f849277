"""The letters that a picture uses, cut out of their fonts to travel inside of it."""

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from typing import Any

from resnet_viz.diagram.scene.font import face_file, runs_of
from resnet_viz.diagram.scene.other_fonts import FontFile, face_of
from resnet_viz.diagram.scene.scene import Text
from resnet_viz.diagram.scene.theme import FONT_FAMILY

MOST_ERROR = 0.001  # of the em: how far a curve may be from the one it stands for


def font_face_css(texts: Iterable[Text]) -> str:
    """An `@font-face` rule for each weight that the texts use, and for each other font in it.

    All are one family: letters of other fonts have a range of their own.
    """
    letters: dict[tuple[bool, FontFile | None], set[str]] = {}
    for text in texts:
        for run in runs_of(text.text, text.is_bold):
            letters.setdefault((text.is_bold, run.font), set()).update(run.text)
    return "".join(
        _rule("".join(sorted(letters[key])), key[1], is_bold=key[0])
        for key in sorted(letters, key=_order)
    )


@lru_cache(maxsize=64)
def part_of_font(font: FontFile, letters: str) -> bytes:
    """A TrueType font of only these letters of a font of this machine; the same bytes each time."""
    from fontTools.fontBuilder import FontBuilder

    with face_of(font) as face:
        units, names = int(face["head"].unitsPerEm), face.getBestCmap()
        widths, line, style = face["hmtx"].metrics, face["hhea"], face["OS/2"]
        known = {letter: names[ord(letter)] for letter in letters}
        glyphs = {".notdef": _empty(), **_outlines(face, known, units)}
        part = FontBuilder(units, isTTF=True)
        part.setupGlyphOrder(list(glyphs))
        part.setupCharacterMap({ord(letter): _glyph_name(letter) for letter in letters})
        part.setupGlyf(glyphs)
        sides = {_glyph_name(letter): (widths[name][0], 0) for letter, name in known.items()}
        left = {name: part.font["glyf"][name].xMin for name in sides}
        part.setupHorizontalMetrics(
            {".notdef": (units, 0)} | {name: (sides[name][0], left[name]) for name in sides}
        )
        part.setupHorizontalHeader(ascent=line.ascent, descent=line.descent)
        part.setupNameTable({"familyName": font.family, "psName": _post_name(font, letters)})
        part.setupOS2(fsType=style.fsType, sTypoAscender=line.ascent, sTypoDescender=line.descent)
        part.setupPost()
        part.font.recalcTimestamp = False
        file = BytesIO()
        part.save(file)
    return file.getvalue()


def _outlines(face: Any, known: dict[str, str], units: int) -> dict[str, Any]:
    """Each letter as quadratic curves without parts elsewhere, whatever its font has."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyphs, found = face.getGlyphSet(), {}
    for letter, name in known.items():
        recorded, outline = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
        glyphs[name].draw(recorded)
        recorded.replay(Cu2QuPen(outline, MOST_ERROR * units, reverse_direction="glyf" not in face))
        found[_glyph_name(letter)] = outline.glyph()
    return found


def _empty() -> Any:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    return TTGlyphPen(None).glyph()


def _glyph_name(letter: str) -> str:
    return f"u{ord(letter):04X}"  # as the Adobe Glyph List writes them, so that text can be copied


def _post_name(font: FontFile, letters: str) -> str:
    from hashlib import sha256

    family = "".join(each for each in font.family if each.isascii() and each.isalnum())
    return f"{family or 'Letters'}-{sha256(letters.encode()).hexdigest()[:8]}"


def _order(key: tuple[bool, FontFile | None]) -> tuple[bool, str, int]:
    is_bold, font = key
    return (is_bold, font.path, font.number) if font else (is_bold, "", 0)


def _rule(letters: str, font: FontFile | None, *, is_bold: bool) -> str:
    weight = 600 if is_bold else 400
    part = part_of_font(font, letters) if font else _subset(letters, is_bold=is_bold)
    codes = ",".join(f"U+{ord(letter):X}" for letter in letters)
    only = f";unicode-range:{codes}" if font else ""
    return (
        f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};'
        f"src:url(data:font/ttf;base64,{b64encode(part).decode()}){only}}}"
    )


@lru_cache(maxsize=16)
def _subset(letters: str, *, is_bold: bool) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(layout_features=[], name_IDs=[1, 2], notdef_outline=True, hinting=False)
    with TTFont(face_file(is_bold), recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        file = BytesIO()
        font.save(file)
    return file.getvalue()
