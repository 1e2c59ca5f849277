"""The files of code that a person agreed to run, on this machine and as they were then.

It isn't a sandbox: code that runs may do anything that the person may.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.folders import config_folder
from resnet_viz.core.files.regular_file import own_json
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.models.code import Code, code_of

FILE = "agreed-code.json"
MOST_KEPT = 500  # files of factories, the newest
MOST_LOADED = 2000  # files that one of them loads

NO_SANDBOX = (
    "It runs as any program of yours does: it can read and change your files and use the network"
)


class Agreement(NamedTuple):
    """A factory's code as it is now, and whether a person agreed to just this.

    `changed` are the files that are other, or new, since they did; all where they never did.
    `was_agreed` is whether they agreed to an earlier state of it.
    """

    code: Code
    changed: tuple[str, ...]
    was_agreed: bool = False

    @property
    def is_agreed(self) -> bool:
        return not self.changed

    @property
    def hash(self) -> str:
        """What a request to run it carries."""
        return self.code.hash


def agreement_on(path: str | Path) -> Agreement:
    """What is known of a factory's file; UserError where it can't be read."""
    code = code_now(path)
    agreed = _files(_entry(code.path), "agreed")
    changed = [
        each.path
        for each in code.files
        if not each.digest or agreed.get(each.path) != each.digest  # '' can't be read
    ]
    return Agreement(code, tuple(changed), bool(agreed))


def code_now(path: str | Path) -> Code:
    """The code of a factory's file, with what its last run loaded besides; UserError as above."""
    first = code_of(path)
    loaded = tuple(_files(_entry(first.path), "loaded"))
    return code_of(path, loaded) if loaded else first


def agree(code: Code) -> None:
    """Remembers that this code may run as it is now; UserError where that can't be stored."""
    entry = _entry(code.path)
    entry["agreed"] = {each.path: each.digest for each in code.files}
    _store(code.path, entry)


def note_loaded(code: Code, loaded: Sequence[str]) -> tuple[str, ...]:
    """Remembers which other files a run loaded, so that they are asked about next time.

    Gives those; UserError where that can't be stored.
    """
    known = {each.path for each in code.files}
    new = tuple(path for path in dict.fromkeys(loaded) if path not in known)[:MOST_LOADED]
    if new:
        entry = _entry(code.path)
        entry["loaded"] = {**_files(entry, "loaded"), **dict.fromkeys(new, "")}
        _store(code.path, entry)
    return new


def forget_agreements() -> None:
    """Every file is asked about again; UserError where that can't be stored."""
    _write({})


def _entry(path: str) -> dict[str, Any]:
    entry = _entries().get(path)
    return dict(entry) if isinstance(entry, dict) else {}


def _files(entry: Mapping[str, Any], key: str) -> dict[str, str]:
    """A mapping of paths to hashes as the file has it; nothing else is believed."""
    found = entry.get(key)
    if not isinstance(found, dict):
        return {}
    return {path: text for path, text in found.items() if isinstance(text, str)}


def _entries() -> dict[str, Any]:
    values = own_json(config_folder() / FILE)
    found = values.get("files") if isinstance(values, dict) else None
    return dict(found) if isinstance(found, dict) else {}


def _store(path: str, entry: dict[str, Any]) -> None:
    entries = _entries()
    entries.pop(path, None)
    kept = dict(list(entries.items())[-MOST_KEPT + 1 :])
    _write({**kept, path: entry})


def _write(entries: Mapping[str, Any]) -> None:
    text = json.dumps({"version": 1, "files": entries}, indent=1)
    folder = config_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder} can't be made: {error.strerror}") from error
    save_bytes(folder / FILE, text.encode())
