"""The path that a person types: whatever it is, a path that the system can be asked about."""

import os
from pathlib import Path

from resnet_viz.core.errors import UserError, shortened


def typed_path(text: str) -> Path:
    """A path with `~` for the person's folder; UserError for what can't name any file.

    `~name` of nobody here is the name of a file, as it is to a shell.
    """
    if not text.strip():
        raise UserError("the name of the file is missing. Enter one", "path")
    if "\0" in text or not _is_encodable(text):
        quoted = shortened(text)
        raise UserError(f"'{quoted}' has a letter that no file's name can have", "path")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def is_there(path: Path) -> bool:
    """Whether there is something at a path; not where the system doesn't take it for one."""
    return os.path.exists(path)  # Path's own raises for a long name


def is_file(path: Path) -> bool:
    """Whether there is a regular file at a path, under the same reserve."""
    return os.path.isfile(path)


def _is_encodable(text: str) -> bool:
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True
