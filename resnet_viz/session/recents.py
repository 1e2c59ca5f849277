"""The session files that were opened last, and whether each is still there."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from resnet_viz.core.files.regular_file import own_json
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.files.typed_path import is_file

FILE = "recent.json"
MOST_RECENT = 10


class Recent(NamedTuple):
    """A session file by its path in full; a missing one is shown as missing."""

    path: Path
    is_missing: bool


def recent_files(folder: Path) -> tuple[Recent, ...]:
    """The files, the latest first; none where the list is missing or damaged."""
    return tuple(Recent(path, not is_file(path)) for path in _listed(folder))


def add_recent(folder: Path, path: Path) -> None:
    """Puts a file to the front of the list. UserError where the list can't be written."""
    path = path.absolute()
    _write(folder, [path, *(each for each in _listed(folder) if each != path)])


def forget_recent(folder: Path, path: Path) -> None:
    """Takes a file off the list. UserError where the list can't be written."""
    _write(folder, [each for each in _listed(folder) if each != path.absolute()])


def clear_recent(folder: Path) -> None:
    """Takes all files off the list. UserError where the list can't be written."""
    _write(folder, [])


def _listed(folder: Path) -> list[Path]:
    paths = own_json(folder / FILE)
    texts = paths if isinstance(paths, list) else []
    return [Path(text) for text in texts if isinstance(text, str)][:MOST_RECENT]


def _write(folder: Path, paths: Sequence[Path]) -> None:
    with suppress(OSError):  # saving says what is wrong with the folder
        folder.mkdir(parents=True, exist_ok=True)
    save_bytes(folder / FILE, json.dumps([str(path) for path in paths[:MOST_RECENT]]).encode())
