"""Writes a session whole or not at all, and never over what somebody else wrote meanwhile."""

from dataclasses import dataclass
from pathlib import Path

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.files.typed_path import is_file
from resnet_viz.session.document import Document
from resnet_viz.session.file import MOST_BYTES, SUFFIX, bytes_of, fingerprint_of


@dataclass(frozen=True, slots=True)
class Saved:
    """The file that was written, and its fingerprint."""

    path: Path
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ChangedOnDisk:
    """Nothing was written: the file is not as it was known. `fingerprint` is what it is now."""

    path: Path
    fingerprint: str


def save_session(path: Path, document: Document, known: str) -> Saved | ChangedOnDisk:
    """Writes a document, where the file is still as known or is gone.

    `known` is the fingerprint of what was read or written last, '' for no file; a person who
    wants a file replaced is asked first, with the fingerprint of what is there then. UserError
    where it can't be written; what was there is then untouched.
    """
    path = path.absolute()
    now = fingerprint_at(path)
    if now not in ("", known):
        return ChangedOnDisk(path, now)
    try:
        data = bytes_of(document, path.parent)
    except UserError as error:
        raise UserError(f"{path} was not saved: {error.message}", "path") from None
    save_bytes(path, data)
    return Saved(path, fingerprint_of(data))


def fingerprint_at(path: Path) -> str:
    """The fingerprint of a file now, '' for none; UserError where it can't be read.

    Of a file too large to be a session only the beginning is read, which no session has.
    """
    try:
        return fingerprint_of(_first_bytes(path)) if is_file(path) else ""
    except OSError as error:
        raise UserError(f"{path} can't be read: {error.strerror}", "path") from None


def with_suffix(path: Path) -> Path:
    """The path as a session file's: with its suffix, where there is none yet."""
    return path if path.suffix == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
