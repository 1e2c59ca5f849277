"""A thousand damaged and hostile files: nothing of them runs, nothing loads in part."""

import io
import json
import pickle
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save
from torch import Tensor

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.engine.model.build import build
from resnet_viz.engine.model.weights import load_file

SPEC = parse("resnet,stages=1,width=2,classes=2,stem=cifar,input=8")
FILES_EACH = 60
PLANTED = (
    b"cos\nsystem\n(S'touch %b'\ntR",
    b"cposix\nsystem\n(S'touch %b'\ntR",
    b"(S'touch %b'\nios\nsystem\n",
    b"\x8c\x02os\x8c\x06system\x93(S'touch %b'\nt\x81",
    b'cbuiltins\neval\n(S\'open("%b","w")\'\ntR',
    b"ctorch.hub\nload\n(S'%b'\ntR",
    b"cbuiltins\ngetattr\n(cos\nS'system'\ntRS'touch %b'\n\x85R",
    b"ctorch._utils\n_rebuild_tensor_v2\n(S'%b'\ntR",
    b"ctorch.storage\n_load_from_bytes\n(C\x09\x80\x02N.%.0btR",
)
Change = Callable[[random.Random, bytes, Path], bytes]


def state() -> dict[str, Tensor]:
    torch.manual_seed(3)
    return build(SPEC).state_dict()


def saved(found: Any, **options: Any) -> bytes:
    data = io.BytesIO()
    torch.save(found, data, **options)
    return data.getvalue()


KINDS: dict[str, Callable[[], bytes]] = {
    "zip": lambda: saved({"state_dict": state(), "epoch": 3}),
    "zip5": lambda: saved(state(), pickle_protocol=5),
    "legacy": lambda: saved(state(), _use_new_zipfile_serialization=False),
    "legacy4": lambda: saved(
        {"model": state()}, _use_new_zipfile_serialization=False, pickle_protocol=4
    ),
    "pickle": lambda: pickle.dumps(state()),
    "safetensors": lambda: save(state()),
}


def flipped(chance: random.Random, data: bytes, _: Path) -> bytes:
    """Up to eight bits changed, most of them where names and places are."""
    found = bytearray(data)
    for _bit in range(chance.randint(1, 8)):
        most = len(found) if chance.random() < 0.3 else min(len(found), 6000)
        found[chance.randrange(most)] ^= 1 << chance.randrange(8)
    return bytes(found)


def cut(chance: random.Random, data: bytes, _: Path) -> bytes:
    return data[: chance.randrange(len(data))]


def torn(chance: random.Random, data: bytes, _: Path) -> bytes:
    """A piece left out, put elsewhere or there twice."""
    first, last = sorted(chance.randrange(len(data)) for _ in range(2))
    piece, rest = data[first:last], data[:first] + data[last:]
    place = chance.randrange(len(rest) + 1)
    return chance.choice((rest, rest[:place] + piece + rest[place:], data[:last] + piece))


def planted(chance: random.Random, data: bytes, canary: Path) -> bytes:
    """A call put among the instructions of a pickle, before the first tensor or at any place."""
    call = chance.choice(PLANTED) % str(canary).encode()
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _with_entries(
            data, lambda name, found: _called_in(chance, found, call) if "pkl" in name else found
        )
    return _called_in(chance, data, call)


def _called_in(chance: random.Random, data: bytes, call: bytes) -> bytes:
    places = [
        place for place in range(len(data)) if data.startswith((b"ctorch", b"X", b"}"), place)
    ]
    place = chance.choice(places)
    drop = b"0" if chance.random() < 0.7 else b""
    return data[:place] + call + drop + data[place:]


def swapped(chance: random.Random, data: bytes, _: Path) -> bytes:
    """Entries of an archive with each other's contents, missing, or longer and shorter."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return _header_changed(chance, data)
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        names = made.namelist()
    one, other = chance.sample(names, 2)
    return _with_entries(data, lambda name, found: b"" if name == one else found, {one: other})


def _header_changed(chance: random.Random, data: bytes) -> bytes:
    """A value of a header in JSON replaced, else any byte."""
    if data[8:9] != b"{":
        place = chance.randrange(len(data))
        return data[:place] + bytes((chance.randrange(256),)) + data[place + 1 :]
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    row = header[chance.choice([name for name in header if name != "__metadata__"])]
    key = chance.choice(list(row))
    row[key] = chance.choice((None, [], "F64", "I8", [0, 4], [2**63, 4], {}, [[1]], -1, 1e300))
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data[8 + length :]


def _with_entries(
    data: bytes, change: Callable[[str, bytes], bytes], sources: dict[str, str] | None = None
) -> bytes:
    """An archive written again; `sources` are entries that get the contents of others."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(result, "w") as again:
        for name in made.namelist():
            source = (sources or {}).get(name)
            again.writestr(name, made.read(source) if source else change(name, made.read(name)))
    return result.getvalue()


def is_loaded_whole(path: Path) -> bool:
    """Whether a file loads, and then into a model with every weight; else one line says why not."""
    refusal, model = "", None
    try:
        model = load_file(network_of(SPEC), WeightsPlace(path))
    except UserError as error:
        refusal = error.message
    assert "\n" not in refusal
    if model is None:
        return False
    expected = {name: each.shape for name, each in build(SPEC).state_dict().items()}
    assert {name: each.shape for name, each in model.state_dict().items()} == expected
    assert all(each.device.type == "cpu" for each in model.parameters())
    return True


@pytest.mark.parametrize("change", [flipped, cut, torn, planted, swapped])
@pytest.mark.parametrize("kind", KINDS)
def test_damaged_and_hostile_files_load_whole_or_are_refused_and_run_nothing(
    kind: str, change: Change, tmp_path: Path
) -> None:
    chance = random.Random(f"{kind} {change.__name__}")  # noqa: S311  # the same each time
    data, canary, path = KINDS[kind](), tmp_path / "sprung", tmp_path / "weights.pth"
    count = FILES_EACH if kind in ("zip", "legacy", "safetensors") else FILES_EACH // 2
    outcomes = []
    for _ in range(count):
        path.write_bytes(change(chance, data, canary))
        outcomes.append(is_loaded_whole(path))
    assert not canary.exists()
    assert not all(outcomes)


@pytest.mark.parametrize("change", [flipped, cut])
def test_of_archives_that_were_damaged_only_the_right_numbers_load(
    change: Change, tmp_path: Path
) -> None:
    chance = random.Random(change.__name__)  # noqa: S311  # the same each time
    path, whole = tmp_path / "weights.pth", state()
    for _ in range(FILES_EACH):
        path.write_bytes(change(chance, KINDS["zip"](), path))
        with suppress(UserError):
            loaded = load_file(network_of(SPEC), WeightsPlace(path)).state_dict()
            assert all(torch.equal(loaded[name], whole[name]) for name in whole)


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_that_are_damaged_here_load_before(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "weights.pth"
    path.write_bytes(KINDS[kind]())
    assert is_loaded_whole(path)


def test_what_is_planted_would_run_elsewhere(tmp_path: Path) -> None:
    canary = tmp_path / "sprung"
    data = b"\x80\x02" + PLANTED[0] % str(canary).encode() + b"."
    pickle.loads(data)  # noqa: S301  # our own
    assert canary.exists()
