"""Opening a file of weights: only regular files, so that nothing waits or has no end."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from resnet_viz.core.errors import UserError

_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_BYTES = getattr(os, "O_BINARY", 0)
_REASONS = {
    errno.ENOENT: "the file doesn't exist",
    errno.ENOTDIR: "the file doesn't exist",
    errno.EACCES: "you don't have permission to read it",
    errno.EPERM: "you don't have permission to read it",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "it is a link that leads to itself",
}


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file for reading; UserError with the bare reason where it can't be."""
    with open_file(path) as file:
        yield file


def open_file(path: Path) -> BinaryIO:
    """As `opened`, to be closed by the caller. Its kind is looked at before and after opening."""
    try:
        _check_kind(path.stat().st_mode)
        number = os.open(path, os.O_RDONLY | _NO_WAITING | _BYTES)
    except OSError as error:
        words = error.strerror or "input error"
        raise UserError(_REASONS.get(error.errno or 0, f"it can't be read ({words})")) from error
    except ValueError as error:  # a NUL in the name
        raise UserError("the file doesn't exist") from error
    file = os.fdopen(number, "rb")
    try:
        _check_kind(os.fstat(number).st_mode)
    except UserError:
        file.close()
        raise
    return file


def size_of(file: BinaryIO) -> int:
    """Bytes of an open file."""
    return os.fstat(file.fileno()).st_size


def _check_kind(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise UserError("it is a folder. Choose a file")
    if not stat.S_ISREG(mode):
        raise UserError("it is a device or a pipe. Choose a file")
