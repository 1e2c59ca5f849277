"""The zip archive that torch.export.save writes, of which only two texts of JSON are read.

Neither its pickles nor its libraries are touched, nor the bytes of its weights.
"""

import json
from typing import Any, BinaryIO, NamedTuple
from zipfile import ZipFile, ZipInfo

from resnet_viz.core.errors import UserError
from resnet_viz.core.weights.archive import START, opened_archive
from resnet_viz.core.weights.opening import size_of

MAX_JSON_BYTES = 64 * 2**20
"""Of the JSON of a program; that of a ResNet-18 has 170 KB."""

SCHEMA = 8
"""The major version of the format that PyTorch 2.7 to 2.13 write."""

HOW = "Save one with torch.export.save(torch.export.export(model, inputs), …)"
MODELS, WEIGHTS = "models/", "data/weights/"
CONFIG = "_weights_config.json"
OLDER = "serialized_exported_program.json"
LIBRARIES = (".so", ".dll", ".dylib", ".pyd", ".cubin", ".hsaco", ".o")


class Program(NamedTuple):
    """A program as its file has it: the model's JSON, and what is said there of its weights."""

    model: dict[str, Any]
    weights: dict[str, Any]


def program_in(file: BinaryIO) -> Program:
    """What is said of the one program in a file. UserError with the bare reason.

    Any other error of values, as `core.weights.damage` has them, where it is damaged.
    """
    file.seek(0)
    if file.read(len(START)) != START:
        raise UserError(f"it isn't a program of torch.export. {HOW}")
    with opened_archive(file) as (archive, entries):
        _check_names(entries)
        root, name = _only_model(entries)
        size = size_of(file)
        model = _json(archive, entries[f"{root}{MODELS}{name}.json"], size)
        _check_schema(model)
        weights = entries.get(f"{root}{WEIGHTS}{name}{CONFIG}")
        return Program(model, _json(archive, weights, size) if weights else {})


def _check_names(entries: dict[str, ZipInfo]) -> None:
    for name in entries:
        parts = name.replace("\\", "/").split("/")
        if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]:
            raise UserError("an entry of the archive has a path that leads out of it")
        if name.lower().endswith(LIBRARIES) or "aotinductor" in parts:
            raise UserError(f"it has compiled code, which is never run here. {HOW}")


def _only_model(entries: dict[str, ZipInfo]) -> tuple[str, str]:
    """The folder that everything is in, with its slash, and the model's name."""
    if any(name.rpartition("/")[2] == OLDER for name in entries):
        raise UserError("an older PyTorch wrote it. Export it again with PyTorch 2.7 or later")
    found = [name for name in entries if f"/{name}".endswith(".json") and _is_model(name)]
    if not found and min((row.header_offset for row in entries.values()), default=0):
        raise EOFError  # the end that was found is that of an archive within this one
    if not found:
        raise UserError(f"it is a zip archive without a program of torch.export. {HOW}")
    if len(found) > 1:
        raise UserError(f"it has {len(found)} models. Save one model in a file")
    root, _, name = found[0].rpartition(MODELS)
    return root, name.removesuffix(".json")


def _is_model(name: str) -> bool:
    """Whether an entry is `models/NAME.json` in no folder, or in one."""
    *folders, models, _ = ("", *name.split("/")) if name.count("/") == 1 else name.split("/")
    return f"{models}/" == MODELS and len(folders) == 1


def _json(archive: ZipFile, entry: ZipInfo, size: int) -> dict[str, Any]:
    if entry.file_size > MAX_JSON_BYTES:
        raise UserError("what it says of its network is larger than 64 MiB")
    if entry.compress_size > size:
        raise EOFError
    found = json.loads(archive.read(entry).decode())
    if not isinstance(found, dict):
        raise TypeError("no object")
    return found


def _check_schema(model: dict[str, Any]) -> None:
    version = model["schema_version"]
    major, minor = version["major"], version["minor"]
    if type(major) is not int or type(minor) is not int:
        raise TypeError("a version that isn't a number")
    if major != SCHEMA:
        raise UserError(
            f"its format has version {major}.{minor}, and this program reads {SCHEMA}. "
            "Export it again with PyTorch 2.7 to 2.13"
        )
