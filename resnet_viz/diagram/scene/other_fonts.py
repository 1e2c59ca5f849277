"""The fonts of this machine that have letters which the bundled one lacks.

Only fonts with outlines are taken, and only those whose makers allow them to be embedded. They are
files of others: whatever is wrong with one, it counts as absent.
"""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from logging import CRITICAL, getLogger
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unicodedata import name as name_of

COLLECTIONS = (".ttc", ".otc")
SUFFIXES = (".ttf", ".otf", *COLLECTIONS)
MOST_FILES = 5_000
MOST_BYTES = 2**28
MOST_FACES = 64  # of one file
# OS/2.fsType of the OpenType specification.
RESTRICTED = 0x0002
ALLOWED = 0x0004 | 0x0008  # to preview, to edit: either outweighs the restriction
NO_PARTS_OR_OUTLINES = 0x0100 | 0x0200
ITALIC = 0x0001  # OS/2.fsSelection
SERIFS, SANS = range(2, 11), range(11, 16)  # of OS/2.panose
ONE_WIDTH = 9
# For whose readers a font draws Chinese letters: its family's name is all that says so.
JAPAN, CHINA, KOREA = "JP", "SC", "KR"
OF_CHINESE = frozenset((JAPAN, CHINA, KOREA, "TC", "HK"))

Folders = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of a font file; `rank` is smaller for plainer ones."""

    path: str
    number: int
    family: str
    rank: tuple[int, ...]


def fonts_for(letters: frozenset[str]) -> Mapping[str, FontFile]:
    """A font for each of the letters that any has: as few fonts as can be, the plainest first.

    The same on the same machine, until a font is installed or taken away.
    """
    return _fonts_among(letters, tuple(_folders_within()))


@lru_cache(maxsize=256)
def _fonts_among(letters: frozenset[str], folders: Folders) -> Mapping[str, FontFile]:
    found: dict[str, FontFile] = {}
    left = set(letters)
    fonts = sorted(_installed(folders), key=lambda font: _order(font, letters))
    while left:
        font, had = _best_of(fonts, frozenset(left))
        if font is None:
            break
        found |= dict.fromkeys(sorted(had), font)
        left -= had
    return MappingProxyType(found)


def face_of(font: FontFile) -> AbstractContextManager[Any]:
    """The face as fontTools has it, open as long as it is used."""
    return _opened(font.path, font.number)


@contextmanager
def _opened(path: str, number: int) -> Iterator[Any]:
    from fontTools.ttLib import TTFont

    getLogger("fontTools").setLevel(CRITICAL)  # it warns of what is wrong with other fonts
    with open(path, "rb") as file:  # fontTools itself would leave a damaged one open
        yield TTFont(file, fontNumber=number, lazy=True, recalcTimestamp=False)


@lru_cache(maxsize=64)
def advances_of(font: FontFile, letters: frozenset[str]) -> tuple[int, Mapping[str, int]]:
    """The units of its em, and the width of each of these letters in them."""
    with face_of(font) as face:
        names, metrics = face.getBestCmap(), face["hmtx"].metrics
        widths = {letter: metrics[names[ord(letter)]][0] for letter in letters}
        return int(face["head"].unitsPerEm), MappingProxyType(widths)


def _best_of(
    fonts: Iterable[FontFile], letters: frozenset[str]
) -> tuple[FontFile | None, frozenset[str]]:
    """The first font with most of the letters, and which those are."""
    best: FontFile | None = None
    most: frozenset[str] = frozenset()
    for font in fonts:
        had = _drawn_by(font, letters)
        if len(had) > len(most):
            best, most = font, had
        if most == letters:
            break
    return best, most


def _drawn_by(font: FontFile, letters: frozenset[str]) -> frozenset[str]:
    """Those of the letters for which a font has an outline."""
    had = letters & {letter for letter in letters if ord(letter) in _codes_of(font)}
    if not had:
        return frozenset()
    with suppress(Exception), face_of(font) as face:
        names, glyphs = face.getBestCmap(), face.getGlyphSet()
        return frozenset(each for each in had if _has_outline(glyphs, names[ord(each)]))
    return frozenset()


def _has_outline(glyphs: Any, name: str) -> bool:
    from fontTools.pens.boundsPen import BoundsPen

    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)
    return pen.bounds is not None


@cache
def _codes_of(font: FontFile) -> frozenset[int]:
    with suppress(Exception), face_of(font) as face:
        return frozenset(face.getBestCmap() or ())
    return frozenset()


def _order(font: FontFile, letters: frozenset[str]) -> tuple[Any, ...]:
    """Plain faces first; of several for the same letters those made for the text's language."""
    words, reader = set(font.family.split()), _readers_of(letters)
    is_other = reader not in words if reader else bool(words & OF_CHINESE)
    return (*font.rank, is_other, font.family, font.path, font.number)


def _readers_of(letters: Iterable[str]) -> str:
    """For whose readers Chinese letters among these are, '' where there are none."""
    if any("\u3040" <= letter <= "\u30ff" for letter in letters):
        return JAPAN
    if any("\uac00" <= letter <= "\ud7a3" for letter in letters):
        return KOREA
    return CHINA if any(name_of(letter, "").startswith("CJK") for letter in letters) else ""


@lru_cache(maxsize=1)
def _installed(folders: Folders) -> tuple[FontFile, ...]:
    """Every face of this machine that a picture may have."""
    files = dict.fromkeys(file for folder, _ in folders for file in _files_in(folder))
    return tuple(face for path in list(files)[:MOST_FILES] for face in _faces_in(path))


def _files_in(folder: str) -> list[str]:
    with suppress(OSError):
        names = sorted(name for name in os.listdir(folder) if name.lower().endswith(SUFFIXES))
        return [os.path.join(folder, name) for name in names]
    return []


def _folders_within() -> Iterator[tuple[str, int]]:
    """Every folder with fonts, and when something was last put into it."""
    for folder in _folders():
        for root, inner, _ in os.walk(folder):
            inner.sort()
            with suppress(OSError):
                yield root, os.stat(root).st_mtime_ns


def _faces_in(path: str) -> tuple[FontFile, ...]:
    with suppress(Exception):
        found = os.stat(path)
        if stat.S_ISREG(found.st_mode) and found.st_size <= MOST_BYTES:
            numbers = range(min(_count_of(path), MOST_FACES))
            return tuple(face for number in numbers for face in _face_at(path, number))
    return ()


def _count_of(path: str) -> int:
    """How many faces a file has."""
    if not path.lower().endswith(COLLECTIONS):
        return 1
    with _opened(path, 0) as first:
        return int(first.reader.numFonts)


def _face_at(path: str, number: int) -> Iterator[FontFile]:
    with suppress(Exception), _opened(path, number) as face:
        style, family = face["OS/2"], face["name"].getBestFamilyName()
        if family and _may_be_embedded(style.fsType) and _has_outlines(face):
            yield FontFile(path, number, str(family), _rank(style))


def _may_be_embedded(kind: int) -> bool:
    is_restricted = kind & RESTRICTED and not kind & ALLOWED
    return not is_restricted and not kind & NO_PARTS_OR_OUTLINES


def _has_outlines(face: Any) -> bool:
    return any(table in face for table in ("glyf", "CFF ", "CFF2"))


def _rank(style: Any) -> tuple[int, ...]:
    """Upright before italic, without serifs before with, the usual weight and width first."""
    panose = style.panose
    return (
        style.fsSelection & ITALIC,
        0 if panose.bSerifStyle in SANS else 2 if panose.bSerifStyle in SERIFS else 1,
        panose.bProportion == ONE_WIDTH,
        abs(style.usWeightClass - 400),
        abs(style.usWidthClass - 5),
    )


def _folders() -> tuple[Path, ...]:
    """Where this system has its fonts, a person's own first."""
    home = Path(os.path.expanduser("~"))
    if sys.platform == "darwin":
        return home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts"
        return own, Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return (own / "fonts", home / ".fonts", *(Path(each) / "fonts" for each in shared.split(":")))
