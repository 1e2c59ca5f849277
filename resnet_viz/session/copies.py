"""The copy that each window keeps of its document: for after a crash, and of one without a name."""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.regular_file import regular_bytes
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.leaves import list_from, object_from, wrong
from resnet_viz.session.document import Document
from resnet_viz.session.file import (
    MOST_BYTES,
    MOST_LEVELS,
    VERSION,
    document_from,
    values_of,
)
from resnet_viz.session.json_text import json_bytes, json_from
from resnet_viz.session.lock import Lock, take

FORMAT = "resnet-viz copy"
WINDOWS, UNTITLED, UNREADABLE, SUFFIX = "windows", "untitled", "unreadable", ".json"
MOST_COPY_BYTES = 2 * MOST_BYTES  # the same document, with paths in full
MOST_UNTITLED = 20


@dataclass(frozen=True, slots=True)
class Copy:
    """A window's document, the session file that it is of, '' for none, and what it may use.

    `fingerprint` is that of the file as the window knew it; `permitted` is what a person allowed
    (`needs.needs_of`), so that a crash neither asks again nor allows anything.
    """

    document: Document
    file: str = ""
    fingerprint: str = ""
    permitted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one window keeps its copy; nobody else takes it while the window's process lives."""

    path: Path
    lock: Lock


def open_desk(folder: Path) -> Desk:
    """A place for the copy of a window that opens; UserError where there can be none."""
    path = folder / WINDOWS / f"{os.getpid()}-{time.time_ns()}{SUFFIX}"
    lock = _lock_of(path)
    assert lock is not None  # nobody else has this name
    return Desk(path, lock)


def write_copy(desk: Desk, copy: Copy) -> None:
    """Writes the copy of a window, whole or not at all; UserError where it can't be."""
    values = {
        "format": FORMAT,
        "version": VERSION,
        "file": copy.file,
        "fingerprint": copy.fingerprint,
        "permitted": list(copy.permitted),
        "session": values_of(copy.document, None),
    }
    save_bytes(desk.path, json_bytes(values, MOST_COPY_BYTES))


def drop_copy(desk: Desk) -> None:
    """Takes the copy of a window away: all of its document is in its file. OSError if not."""
    desk.path.unlink(missing_ok=True)


def read_copy(path: Path) -> Copy:
    """What a window kept; UserError names the file and what is wrong with it."""
    try:
        values = json_from(regular_bytes(path, MOST_COPY_BYTES), MOST_LEVELS + 1)
        return _copy_from(values)
    except OSError as error:
        raise UserError(f"{path} can't be read: {error.strerror}", "path") from None
    except UserError as error:
        raise UserError(f"{path} can't be read: {error.message}", "path") from None


def close_desk(desk: Desk, folder: Path, *, keeps: bool) -> None:
    """The window closes: an untitled document is kept for the next start, else the copy goes.

    Of those kept the oldest goes where there are more than twenty. OSError where it can't be done;
    the copy is then found as that of a window that ended.
    """
    if keeps and desk.path.exists():
        kept = folder / UNTITLED
        kept.mkdir(parents=True, exist_ok=True)
        desk.path.replace(kept / desk.path.name)
        for old in _by_age(kept)[MOST_UNTITLED:]:
            old.unlink(missing_ok=True)
    else:
        desk.path.unlink(missing_ok=True)
    desk.lock.release()


def take_untitled(folder: Path, desk: Desk) -> Copy | None:
    """The untitled document that was closed last, which is now this window's; None for none.

    Two windows that open at once get different ones. UserError for one that can't be read, which
    is then kept elsewhere; the next call gives the next one.
    """
    for kept in _by_age(folder / UNTITLED):
        with suppress(FileNotFoundError):  # another window was faster
            kept.replace(desk.path)
            return _read_or_set_aside(desk.path, folder)
    return None


def abandoned(folder: Path) -> tuple[Desk, ...]:
    """The copies of windows whose process ended without closing them, the latest first.

    Each is locked for the caller, who opens it and throws it away by `close_desk`, or releases
    its lock and leaves it for the next start.
    """
    found = [Desk(path, lock) for path in _by_age(folder / WINDOWS) if (lock := _lock_of(path))]
    for desk in found:
        if not desk.path.exists():  # its window closed just now
            desk.lock.release()
    _forget_locks(folder / WINDOWS)
    return tuple(desk for desk in found if desk.lock.is_held)


def _lock_of(path: Path) -> Lock | None:
    return take(path.with_suffix(".lock"))


def _forget_locks(folder: Path) -> None:
    """Takes away the locks of windows that ended and left no copy."""
    for path in folder.glob("*.lock"):
        if not path.with_suffix(SUFFIX).exists() and (lock := take(path)):
            lock.release()


def _read_or_set_aside(path: Path, folder: Path) -> Copy:
    try:
        return read_copy(path)
    except UserError as error:
        aside = folder / UNREADABLE / path.name
        aside.parent.mkdir(parents=True, exist_ok=True)
        path.replace(aside)
        raise UserError(f"{error.message}. It was moved to {aside}", "path") from None


def _by_age(folder: Path) -> list[Path]:
    """The copies in a folder, the latest first."""
    found = folder.glob(f"*{SUFFIX}") if folder.is_dir() else ()
    return sorted(found, key=_moment, reverse=True)


def _moment(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:  # another window took it
        return 0


def _copy_from(values: object) -> Copy:
    values = object_from(values, "")
    if values.get("format") != FORMAT:
        raise UserError("it is not a copy of a session")
    permitted = list_from(values.get("permitted"), "permitted")
    return Copy(
        document_from(values.get("session"), None),
        _path_from(values.get("file"), "file"),
        _path_from(values.get("fingerprint"), "fingerprint"),
        tuple(_path_from(each, "permitted") for each in permitted),
    )


def _path_from(value: object, place: str) -> str:
    """A text of any letters: what a system allows in a name, a copy has to bring back."""
    if not isinstance(value, str):
        raise wrong(place, "a text", value)
    return value
