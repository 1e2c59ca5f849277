"""What a text means that a person wants to open: a network, a model, a session or weights."""

import os
from enum import Enum, auto
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.suffixes import is_model, is_session, is_weights
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.models.source import source_in
from resnet_viz.core.resnet.arch import is_network_name
from resnet_viz.core.weights.place import place_of

HEAD_BYTES = 4096  # of a session, in which its format is the first field


class Openable(Enum):
    """What can be opened."""

    NETWORK = auto()
    SESSION = auto()
    WEIGHTS = auto()
    MODEL = auto()


def kind_of(text: str) -> Openable | None:
    """What a text names, None where it names nothing that can be opened.

    A known suffix says it; of any other file the first bytes do. A network's name comes before a
    file without a suffix that has the same name in this folder.
    """
    if source_in(text) or is_model(text):
        return Openable.MODEL
    if is_session(text):
        return Openable.SESSION
    if is_weights(text) or is_weights(str(place_of(text).path)):
        return Openable.WEIGHTS
    if is_network_name(text.partition(",")[0]) and "\n" not in text.strip():
        return Openable.NETWORK
    return _kind_of_file(text)


def path_in(text: str) -> Path:
    """The file in a text that names one, with or without a set; UserError for no path."""
    return typed_path(str(place_of(text.strip()).path))


def _kind_of_file(text: str) -> Openable | None:
    """What a file is by its contents: all but sessions may be weights, which their reader decides.

    Nothing is read of a device or a pipe.
    """
    try:
        path = path_in(text)
        mode = os.stat(path).st_mode
        head = _head_of(path) if S_ISREG(mode) else b""
    except (OSError, ValueError, UserError):
        return None
    if S_ISDIR(mode):
        return None
    from resnet_viz.session.file import FORMAT  # not needed before the first paint

    is_document = head.lstrip().startswith(b"{") and f'"{FORMAT}"'.encode() in head
    return Openable.SESSION if is_document else Openable.WEIGHTS


def _head_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)
