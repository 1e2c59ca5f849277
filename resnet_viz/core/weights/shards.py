"""The index of weights in several files: which tensor is in which, all in one folder.

The form is that of Hugging Face: https://huggingface.co/docs/transformers/big_models.
"""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.bounds import MAX_HEADER_BYTES, MAX_SHARDS
from resnet_viz.core.weights.damage import CUT, quoted
from resnet_viz.core.weights.opening import size_of
from resnet_viz.core.weights.safetensors_file import json_object

MAP = "weight_map"
SPACE = b" \t\r\n"


def is_index(file: BinaryIO, start: bytes) -> bool:
    """Whether a file begins as a JSON object of this kind."""
    if not start.lstrip(SPACE).startswith(b"{"):
        return False
    file.seek(0)
    return f'"{MAP}"'.encode() in file.read(MAX_HEADER_BYTES)


def read_index(path: Path, file: BinaryIO, read: Callable[[Path], object]) -> dict[str, object]:
    """The tensors of all files that an index names; `read` gives the tree of one.

    UserError with the bare reason where a file is missing or lacks a tensor.
    """
    if size_of(file) > MAX_HEADER_BYTES:
        raise UserError("the index is larger than 16 MiB")
    file.seek(0)
    places = json_object(file.read(MAX_HEADER_BYTES)).get(MAP)
    if not isinstance(places, dict) or not places:
        raise UserError("its list of files is empty or damaged")
    trees = {name: _shard(path.parent, name, read) for name in _names(places)}
    found = {}
    for tensor, name in places.items():
        if tensor not in trees[name]:
            raise UserError(f"{quoted(name)} lacks {quoted(tensor)}")
        found[tensor] = trees[name][tensor]
    return found


def _names(places: dict[str, object]) -> list[str]:
    """The files of an index once each; UserError for a name with a folder in it."""
    names = []
    for name in places.values():
        if not isinstance(name, str) or not _is_plain(name):
            raise UserError(
                f"its index names {quoted(name)}. It may only name files in its own folder"
            )
        names.append(name)
    unique = list(dict.fromkeys(names))
    if len(unique) > MAX_SHARDS:
        raise UserError(f"its index names more than {MAX_SHARDS} files")
    return unique


def _is_plain(name: str) -> bool:
    is_printable = name.isprintable() and len(name) < 256
    return is_printable and name not in ("", ".", "..") and not set(name) & set("/\\:")


def _shard(folder: Path, name: str, read: Callable[[Path], object]) -> dict[str, object]:
    try:
        tree = read(folder / name)
    except UserError as error:
        raise UserError(f"its part {quoted(name)} can't be used: {error.message}") from error
    except EOFError as error:
        raise UserError(f"its part {quoted(name)} can't be used: {CUT}") from error
    if not isinstance(tree, dict):
        raise UserError(f"its part {quoted(name)} has no tensors by their names")
    return tree
