"""The file that a name means: its folder, its suffix, and a name that is still free."""

from collections.abc import Collection
from os.path import exists, isdir  # which answer for any name, where those of Path raise
from pathlib import Path
from typing import NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.diagram.files.formats import FORMATS
from resnet_viz.export.tables import TABLES

DIAGRAM, TABLE = "diagram", "table"
SUFFIXES: dict[str, tuple[str, ...]] = {
    DIAGRAM: tuple(row.suffix for row in FORMATS),
    TABLE: tuple(row.suffix for row in TABLES),
}
ALL_SUFFIXES = frozenset(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
LONGEST_STEM = 100  # letters of a suggested name


class Target(NamedTuple):
    """Where a file goes and in which format; `note` is what is other than typed, '' for nothing."""

    path: Path
    suffix: str
    note: str


def target_of(text: str, suffix: str, known: Collection[str], folder: Path) -> Target:
    """The file that a typed name means; a bare name is in `folder`.

    A name that ends with another known suffix decides the format, any other gets `suffix`.
    UserError where there is no name or its folder is not there.
    """
    typed = text.strip()
    path = folder / (typed_path(typed) if typed else "")
    if not typed or typed.endswith(("/", "\\")) or path.name in ("", "..") or isdir(path):
        raise UserError("enter a file name", "path")
    ending = path.suffix.lower()
    if ending != suffix and ending not in known:
        path = path.with_name(path.name + suffix)
    if not isdir(path.parent):
        raise UserError(f"the folder {path.parent} doesn't exist. Choose another", "path")
    kept = ending if ending in known else suffix
    return Target(path, kept, "" if path == Path(typed) else f"Saves as {path}")


def renamed(text: str, suffix: str) -> str:
    """A typed name with another suffix in place of its own, if that is one of a format."""
    stem = text[: -len(Path(text).suffix)] if Path(text).suffix.lower() in ALL_SUFFIXES else text
    return f"{stem}{suffix}" if stem else ""


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """The first of `stem.svg`, `stem-2.svg`, `stem-3.svg` … that is not there yet."""
    short = stem[:LONGEST_STEM].rstrip("-.")
    path, number = folder / f"{short}{suffix}", 2
    while exists(path):
        path, number = folder / f"{short}-{number}{suffix}", number + 1
    return path
