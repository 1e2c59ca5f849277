"""Writes a file whole or not at all: as a new file next to its place, then moved over it.

Where the file system has files without a name, the new one gets its name when it is whole, so that
a save that is killed leaves nothing. What others left behind is removed at the next save.
"""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.leftovers import new_name, remove_leftovers, reserve

UNNAMED = getattr(os, "O_TMPFILE", 0)
REASONS = {
    errno.ENOENT: "the folder {folder} does not exist. Create it or choose another",
    errno.ENOTDIR: "{folder} is not a folder. Choose another",
    errno.EACCES: "you don't have permission to write it. Choose another place",
    errno.EPERM: "you don't have permission to write it. Choose another place",
    errno.EROFS: "the disk is read-only. Choose another place",
    errno.EISDIR: "it is a folder. Add a file name",
    errno.ENOSPC: "the disk is full. Make room or choose another place",
    errno.EDQUOT: "your share of the disk is used up. Make room or choose another place",
    errno.EFBIG: "files of this size are not allowed here. Choose another place",
    errno.ENAMETOOLONG: "the name is too long. Choose a shorter one",
}


def save_bytes(path: Path, data: bytes) -> None:
    """Puts `data` at `path`; a file that was there is replaced whole and keeps its mode.

    A link is followed. UserError where it can't be done; what was there is then untouched.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _mode_of(target)
        _replace(target, data, mode)
    except OSError as error:
        raise UserError(f"{path} was not saved: {_reason(error, path)}", "path") from error


def _mode_of(target: Path) -> int | None:
    """The permissions of the file at `target`, None where there is none.

    OSError when it may not be written: moving a file over it would not ask.
    """
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISREG(found.st_mode):
        os.close(os.open(target, os.O_WRONLY))
        return stat.S_IMODE(found.st_mode)
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    raise UserError(f"{target} is a device and not a file. Choose a file", "path")


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    remove_leftovers(target.parent)
    temporary = new_name(target.parent)
    try:
        if not _written_unnamed(temporary, data, mode):
            _written(temporary, data, mode)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _written_unnamed(temporary: Path, data: bytes, mode: int | None) -> bool:
    """Writes a file that has a name only once it is whole; whether that can be done here."""
    descriptor = -1
    with suppress(OSError):  # what is wrong is said by the usual way
        descriptor = os.open(temporary.parent, UNNAMED | os.O_WRONLY, 0o666) if UNNAMED else -1
    if descriptor < 0:
        return False
    with open(descriptor, "wb") as file:
        _fill(file, data, mode)
        try:
            os.link(f"/proc/self/fd/{descriptor}", temporary, follow_symlinks=True)
        except OSError:
            return False
    return True


def _written(temporary: Path, data: bytes, mode: int | None) -> None:
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with open(descriptor, "wb") as file:
        reserve(descriptor)
        _fill(file, data, mode)


def _fill(file: BinaryIO, data: bytes, mode: int | None) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
    if mode is not None:
        os.fchmod(file.fileno(), mode)


def _reason(error: OSError, path: Path) -> str:
    known = REASONS.get(error.errno or 0)
    return known.format(folder=path.parent) if known else f"{error.strerror}. Choose another place"
