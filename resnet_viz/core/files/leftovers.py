"""Files that a killed save left next to its target, found and removed by the next save there."""

import os
import re
import stat
import time
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nothing can be said of who writes a file, so it stays
    fcntl = None  # type: ignore[assignment]

NAME = re.compile(r"\.resnet-viz-[0-9a-f]{16}")
LEAST_AGE_S = 60.0  # a save has reserved its file long before


def new_name(folder: Path) -> Path:
    """A name for a new file, of its own length: a target's may be as long as is allowed."""
    return folder / f".resnet-viz-{os.urandom(8).hex()}"


def reserve(descriptor: int) -> None:
    """Marks a file as being written for as long as it is open and its process lives."""
    if fcntl:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def remove_leftovers(folder: Path) -> None:
    """Removes what dead processes of this person left in a folder; whatever is wrong, no more."""
    if not fcntl:
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if NAME.fullmatch(entry.name):
                with suppress(OSError):
                    _remove_if_left(entry.path)


def _remove_if_left(path: str) -> None:
    """Removes a file of ours that nobody writes. OSError for one that can't be opened or locked."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        found = os.fstat(descriptor)
        is_own = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
        if is_own and time.time() - found.st_mtime > LEAST_AGE_S:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(path)
    finally:
        os.close(descriptor)
