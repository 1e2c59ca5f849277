"""The file of measured ceilings in the user's cache folder; one that is damaged does no harm."""

import json
import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.folders import cache_folder
from resnet_viz.core.files.regular_file import own_json
from resnet_viz.core.plain import plain_of, read_as
from resnet_viz.core.timing.roofline import Ceilings, check_ceilings

FILE = "ceilings.json"


def ceilings_file() -> Path:
    """Where ceilings are kept."""
    return cache_folder() / FILE


def read_ceilings() -> dict[str, Ceilings]:
    """What the file has; nothing of one that is missing or damaged, nor its damaged parts."""
    found: dict[str, Ceilings] = {}
    values = own_json(ceilings_file())
    for key, each in values.items() if isinstance(values, dict) else ():
        with suppress(UserError):
            found[key] = check_ceilings(read_as(Ceilings, each))
    return found


def keep_ceilings(key: str, ceilings: Ceilings) -> None:
    """Writes one entry, to a new file first that is then moved over the old one.

    Where that can't be done the ceilings are measured again by the next process.
    """
    known = read_ceilings() | {key: ceilings}
    text = json.dumps({name: plain_of(each) for name, each in known.items()}, indent=1)
    file = ceilings_file()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file, text)


def _replace(file: Path, text: str) -> None:
    handle, beside = mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with open(handle, "w", encoding="utf-8") as written:
            written.write(text)
        os.replace(beside, file)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
