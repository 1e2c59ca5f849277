"""Weights from a file: read without running anything of it, checked whole, then loaded whole."""

import json
import pickletools
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, BinaryIO

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.serialization import get_unsafe_globals_in_checkpoint

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.state import COUNTER, StateShapes, is_fitting, misfit_text, state_shapes
from resnet_viz.core.resnet.network import network_of, spec_of
from resnet_viz.core.resnet.recognise import recognise
from resnet_viz.engine.model.build import DeviceLike, assemble

SUFFIXES = (".pth", ".pt", ".safetensors")
WRAPPERS = ("state_dict", "model", "model_state_dict")
PREFIX = "module."  # of a model that was trained with DataParallel
ZIP_START = b"PK"
HEADER_LENGTH = 8  # bytes of a .safetensors file that say how long its header is

Tensors = Mapping[str, Tensor]
_NAMES_REFUSED = re.compile(r"GLOBAL ([\w.]+)")


def read_weights(path: Path) -> Tensors:
    """The tensors of a `.pth`, `.pt` or `.safetensors` file by the names of a state_dict.

    A checkpoint's wrapping and a `module.` before every name are taken off. Nothing of the file
    is run. UserError where it can't be read, is cut off, or holds something else.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise _refused(path, f"weights files end in {' '.join(SUFFIXES)}")
    with _reasons_told(path):
        is_safe = path.suffix.lower() == ".safetensors"
        found = _read_safetensors(path) if is_safe else _read_checkpoint(path)
    return _unwrapped(path, found)


def network_in(tensors: Tensors, file: str) -> Network:
    """The network that a file's weights belong to, by their shapes; UserError for none."""
    return network_of(recognise(_shapes_of(tensors), file))


def is_made_for(tensors: Tensors, network: Network) -> bool:
    """Whether these are weights of this network."""
    return is_fitting(_shapes_of(tensors), state_shapes(network.graph))


def load(network: Network, tensors: Tensors, device: DeviceLike = "cpu") -> nn.Module:
    """The model of a network with these weights, loaded with `strict=True`.

    UserError where they are another network's; there is no half-loaded model.
    """
    shapes, needed = _shapes_of(tensors), state_shapes(network.graph)
    if not is_fitting(shapes, needed):
        words = misfit_text(shapes, needed)
        raise UserError(f"the weights don't match {network.name}: {words}", "weights")
    model = assemble(spec_of(network)).to_empty(device=device)
    counters = {name: torch.tensor(0) for name in model.state_dict() if name.endswith(COUNTER)}
    model.load_state_dict({**counters, **tensors}, strict=True)
    return model


def _shapes_of(tensors: Tensors) -> StateShapes:
    return {name: tuple(tensor.shape) for name, tensor in tensors.items()}


def _read_safetensors(path: Path) -> Any:
    with path.open("rb") as file:
        if _is_cut_safetensors(file, path.stat().st_size):
            raise EOFError
    return load_file(path)


def _is_cut_safetensors(file: BinaryIO, size: int) -> bool:
    """Whether the file ends before its header, or before what its header announces."""
    start = file.read(HEADER_LENGTH)
    length = int.from_bytes(start, "little")
    if len(start) < HEADER_LENGTH:
        return True
    if size < HEADER_LENGTH + length:
        return file.read(1) in (b"{", b"")  # anything else is no header, whatever its length
    header = json.loads(file.read(length))
    ends = [row["data_offsets"][1] for name, row in header.items() if name != "__metadata__"]
    return size < HEADER_LENGTH + length + max(ends, default=0)


def _read_checkpoint(path: Path) -> Any:
    with path.open("rb") as file:
        is_zip = file.read(len(ZIP_START)) == ZIP_START
    if is_zip and not zipfile.is_zipfile(path):
        raise EOFError  # its directory, which comes last, is not there
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.load(path, weights_only=True, map_location="cpu", mmap=is_zip)


@contextmanager
def _reasons_told(path: Path) -> Iterator[None]:
    """Every failure to read a file as one sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise _refused(path, "the file doesn't exist") from error
    except IsADirectoryError as error:
        raise _refused(path, "it is a folder. Choose a file") from error
    except PermissionError as error:
        raise _refused(path, "you don't have permission to read it") from error
    except MemoryError as error:
        raise _refused(path, "not enough memory") from error
    except UnpicklingError as error:
        reason = _unpickling_reason(path, error)
        raise (_refused(path, reason) if reason else _not_weights(path)) from error
    except (EOFError, IndexError) as error:
        raise _refused(path, _cut_reason()) from error
    except (RuntimeError, OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise _refused(path, _damage_reason(error)) from error


def _unpickling_reason(path: Path, error: UnpicklingError) -> str:
    """Why a pickle was refused, '' where there are no weights in it at all."""
    if not zipfile.is_zipfile(path) and _is_cut_pickle(path):
        return _cut_reason()
    names = _names_wanted(path, error)
    if not names:
        return ""
    return (
        f"it contains more than weights and asks to run {', '.join(names)}. Nothing in it was run. "
        "Save model.state_dict() instead"
    )


def _names_wanted(path: Path, error: UnpicklingError) -> list[str]:
    """What a refused file would have called, found without calling it."""
    try:
        return sorted(get_unsafe_globals_in_checkpoint(path))
    except (ValueError, RuntimeError, OSError):
        return _NAMES_REFUSED.findall(str(error))[:1] or _names_in_pickle(path)


def _names_in_pickle(path: Path) -> list[str]:
    """The functions and classes that a pickle names, in the way of protocol 4 and later."""
    names, strings = [], [""]
    with path.open("rb") as file, suppress(ValueError):
        for code, value, _ in pickletools.genops(file):
            if code.name == "STACK_GLOBAL":
                names.append(".".join(strings[-2:]))
            elif isinstance(value, str):
                strings.append(value)
    return names


def _is_cut_pickle(path: Path) -> bool:
    """Whether a file ends within one of the pickles it begins with; they are read, not run."""
    with path.open("rb") as file:
        try:
            for _ in pickletools.genops(file):
                pass
        except ValueError as error:
            return "exhausted" in str(error) or "not enough data" in str(error)
    return False


def _cut_reason() -> str:
    return "the file is incomplete. Copy or download it again"


def _damage_reason(error: Exception) -> str:
    text = str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
    if "unexpected EOF" in text or "incomplete" in text.lower():
        return _cut_reason()
    return f"it is damaged or isn't a weights file ({text})"


def _unwrapped(path: Path, found: Any) -> Tensors:
    """The state_dict within a checkpoint, under the plain network's names."""
    while isinstance(found, Mapping):
        inner = next((found[key] for key in WRAPPERS if isinstance(found.get(key), Mapping)), None)
        if inner is None:
            break
        found = inner
    if not isinstance(found, Mapping) or not found:
        raise _refused(path, "it has no state_dict, which is a table of names and tensors")
    others = [str(name) for name, value in found.items() if not isinstance(value, Tensor)]
    if others:
        raise _refused(path, f"not everything in it is a tensor: {', '.join(others[:3])}")
    if all(name.startswith(PREFIX) for name in found):
        return {name.removeprefix(PREFIX): tensor for name, tensor in found.items()}
    return dict(found)


def _not_weights(path: Path) -> UserError:
    how = "Save one with torch.save(model.state_dict(), …)"
    return UserError(f"{path.name} isn't a weights file. {how}", "weights")


def _refused(path: Path, reason: str) -> UserError:
    return UserError(f"{path.name} was not loaded: {reason}", "weights")
