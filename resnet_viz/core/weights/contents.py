"""The door to files of weights: what is in a file, by its contents and not by its name."""

import re
from pathlib import Path
from typing import BinaryIO

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.archive import read_archive
from resnet_viz.core.weights.damage import reasons_explained
from resnet_viz.core.weights.foreign import START_BYTES, foreign_file
from resnet_viz.core.weights.opening import opened
from resnet_viz.core.weights.plain_pickle import read_pickle
from resnet_viz.core.weights.safetensors_file import is_safetensors, read_safetensors
from resnet_viz.core.weights.shards import is_index, read_index
from resnet_viz.core.weights.stored import Contents

ARCHIVE_START = b"PK"
PICKLE_STARTS = (b"\x80", b"L", b"(", b"}", b"]", b"c")
NOT_WEIGHTS = "it isn't a file of weights. Save one with torch.save(model.state_dict(), …)"
LEAST_BYTES = 9  # fewer are the beginning of anything
_PART = re.compile(r"-(\d{5})-of-(\d{5})\.")


def read_contents(path: Path) -> Contents:
    """All of a file of weights but the bytes of its tensors, nothing of it run.

    A zip archive or pickle of torch.save, a pickle, safetensors, or the index of several files in
    the same folder. The limits are in `bounds`. UserError that names the file and the
    reason for anything else.
    """
    with reasons_explained(path), opened(path) as file:
        return Contents(str(path.absolute()), _tree(path, file), _part_of(path.name))


def _tree(path: Path, file: BinaryIO) -> object:
    start = file.read(START_BYTES)
    if is_index(file, start):

        def read(shard: Path) -> object:
            with opened(shard) as other:
                return _tree_of_one(shard, other)

        return read_index(path, file, read)
    return _tree_of_one(path, file)


def _tree_of_one(path: Path, file: BinaryIO) -> object:
    """The tree of a file that is whole by itself."""
    name = str(path.absolute())
    file.seek(0)
    start = file.read(START_BYTES)
    if not start:
        raise UserError("the file is empty. Copy or download it again")
    if start.startswith(ARCHIVE_START):
        return read_archive(file, name)
    if is_safetensors(start):
        return read_safetensors(file, name)
    if reason := foreign_file(file):
        raise UserError(reason)
    if start.startswith(PICKLE_STARTS):
        return read_pickle(file, name)
    raise EOFError if len(start) < LEAST_BYTES else UserError(NOT_WEIGHTS)


def _part_of(name: str) -> tuple[int, int] | None:
    found = _PART.search(name)
    return (int(found[1]), int(found[2])) if found and found[2] != "00001" else None
