"""The session files and models that were opened last, and whether each file is still there."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from resnet_viz.core.files.regular_file import own_json
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.files.typed_path import is_file

FILE, MODELS = "recent.json", "recent-models.json"
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


def recent_models(folder: Path) -> tuple[str, ...]:
    """The texts of networks of others, the latest first; none where the list is damaged."""
    return tuple(_texts(folder / MODELS))


def add_recent_model(folder: Path, text: str) -> None:
    """Puts the text of a network to the front. UserError where the list can't be written."""
    _write_texts(
        folder / MODELS, [text, *(each for each in _texts(folder / MODELS) if each != text)]
    )


def _listed(folder: Path) -> list[Path]:
    return [Path(text) for text in _texts(folder / FILE)]


def _texts(file: Path) -> list[str]:
    found = own_json(file)
    texts = found if isinstance(found, list) else []
    return [text for text in texts if isinstance(text, str)][:MOST_RECENT]


def _write(folder: Path, paths: Sequence[Path]) -> None:
    _write_texts(folder / FILE, [str(path) for path in paths])


def _write_texts(file: Path, texts: Sequence[str]) -> None:
    with suppress(OSError):  # saving says what is wrong with the folder
        file.parent.mkdir(parents=True, exist_ok=True)
    save_bytes(file, json.dumps(texts[:MOST_RECENT]).encode())
