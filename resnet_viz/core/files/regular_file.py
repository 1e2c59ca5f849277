"""Files read within limits: regular ones only, no larger than is allowed, nothing believed unread.

A pipe or a device may never end, and a file of one's own may have become one, or anything else.
"""

import json
import os
from pathlib import Path
from stat import S_ISREG
from typing import Any

from resnet_viz.core.errors import UserError

MOST_OWN_BYTES = 4_000_000  # of the small files that the program keeps for itself
OPENING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Without `O_NONBLOCK` opening a pipe waits for its other end; Windows has none."""


def regular_bytes(path: Path, most: int) -> bytes:
    """All of a file of at most so many bytes.

    UserError says why not, without the file's name; OSError where it can't be read.
    """
    _check_regular(os.stat(path).st_mode)  # to open a device may already do something
    with open(os.open(path, OPENING), "rb") as file:
        _check_regular(os.fstat(file.fileno()).st_mode)
        data = file.read(most + 1)
    if len(data) > most:
        raise UserError(f"it is larger than {most // 1_000_000} MB")
    return data


def own_json(path: Path, most: int = MOST_OWN_BYTES) -> Any:
    """The value in a small JSON file that the program itself keeps; None where there is none.

    A file that can't be read, is too large, isn't JSON or is nested too deeply counts as absent.
    """
    try:
        return json.loads(regular_bytes(path, most).decode())
    except (OSError, UserError, ValueError, RecursionError):
        return None


def _check_regular(mode: int) -> None:
    if not S_ISREG(mode):
        raise UserError("it is not a file")
