"""Any legal network is found again, however its weights are wrapped, named and accompanied."""

import tempfile
from pathlib import Path
from typing import Any

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.graph.state import state_shapes
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.core.resnet.network import network_of, spec_of
from resnet_viz.core.resnet.recognition.found import weights_in
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.core.weights.stored import Contents, Stub
from resnet_viz.engine.model.build import build
from resnet_viz.engine.model.weights import load_file
from tests.samples.legal_specs import SMALL_SPECS
from tests.samples.stored import Tree, prefixed, tensor, tensors

EXAMPLES = 50
SMALL = tuple(
    parse(arch)
    for arch in (
        "resnet20,stages=1-1,classes=3",
        "resnet,stages=1-1,block=bottleneck,width=4,classes=0",
        "resnet,stages=1-1,block=basic,width=8,order=pre,stem=deep,se=4,classes=5",
    )
)
PARTS = st.sampled_from(
    [
        "module",
        "_orig_mod",
        "model",
        "backbone",
        "encoder",
        "encoder_q",
        "net",
        "0",
        "4",
        "features",
        "layer1",
        "fc",
        "body",
    ]
) | st.text(min_size=1, max_size=8).filter(lambda text: "\0" not in text)
PREFIXES = st.lists(PARTS, max_size=4).map(lambda parts: "".join(f"{part}." for part in parts))
KEYS = st.sampled_from(["state_dict", "model", "net", "weights", "g", "ema", 0]) | st.text()
WRAPPERS = st.lists(KEYS, max_size=3)
SUFFIXES = st.sampled_from([".pth", ".pt", ".th", ".bin", ".ckpt", ".pth.tar", ".tar", "", ".x"])
DTYPES = st.sampled_from(["float32", "float16", "bfloat16", "float64"])
COMPANIONS: dict[object, object] = {
    "epoch": 9,
    "optimizer": {"state": {0: {"exp_avg": tensor(8, 3, 3, 3)}}, "param_groups": []},
    "args": Stub("argparse.Namespace", state={"lr": 0.1}),
    "best": [0.5, None],
}


def wrapped(found: object, keys: list[Any], companions: dict[object, object]) -> object:
    """The value behind these keys, each of which has companions next to it."""
    for key in keys:
        found = {**companions, key: found}
    return found


def shapes_of(spec: ResNetSpec) -> dict[str, Shape]:
    return state_shapes(expand(spec))


@settings(max_examples=EXAMPLES, deadline=None)
@given(SMALL_SPECS, PREFIXES, WRAPPERS, DTYPES, st.booleans())
def test_a_network_is_found_again_whatever_is_around_it(
    spec: ResNetSpec, prefix: str, keys: list[Any], dtype: str, has_counters: bool
) -> None:
    state: Tree = {
        name: each if name.endswith("tracked") else tensor(*shapes_of(spec)[name], dtype=dtype)
        for name, each in tensors(shapes_of(spec)).items()
        if has_counters or not name.endswith("tracked")
    }
    inside = {f"{prefix}total_ops": tensor(1), "queue": tensor(4, 9), "steps": 3}
    tree = wrapped({**inside, **prefixed(state, prefix)}, keys, COMPANIONS)
    found = weights_in(Contents("model.pth", tree))
    assert found.tensors == state
    assert shapes_of(spec_of(found.network)) == shapes_of(spec)
    assert {"queue", "steps"} <= set(found.left_out.removeprefix("left out: ").split(", "))
    assert weights_in(Contents("model.pth", tree), "", network_of(spec)).network == network_of(spec)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(SMALL), PREFIXES, WRAPPERS, SUFFIXES, DTYPES, st.booleans())
def test_a_file_of_any_name_and_make_loads_with_its_numbers(
    spec: ResNetSpec, prefix: str, keys: list[Any], suffix: str, dtype: str, is_zip: bool
) -> None:
    torch.manual_seed(len(prefix))
    state = build(spec).state_dict()
    named = {
        prefix + name: value.to(getattr(torch, dtype)) if value.is_floating_point() else value
        for name, value in state.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"model{suffix}"
        whole = wrapped(named, keys, {"epoch": 9, "best": torch.tensor(0.5)})
        torch.save(whole, path, _use_new_zipfile_serialization=is_zip)
        assert weights_in(read_contents(path)).left_out == ""
        loaded = load_file(network_of(spec), WeightsPlace(path)).state_dict()
    for name, value in state.items():
        assert torch.equal(loaded[name], named[prefix + name].to(value.dtype))
