"""Files of weights as people's training code leaves them, each with a small network in it."""

import json
from argparse import Namespace
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from resnet_viz.core.resnet.arch import parse
from resnet_viz.engine.model.build import build

State = dict[str, Tensor]
PLAIN = "resnet,stages=1-2,block=basic,width=6,classes=5"
OPTION_A = "resnet20,stages=1-1-1,classes=3"
PROJECTED = "resnet,stages=1-1,block=basic,width=6,stem=cifar,input=32,classes=5"
BOTTLENECK = "resnet,stages=2-1,block=bottleneck,width=4,classes=5"
HEADLESS = "resnet,stages=1-2,block=basic,width=6,classes=0"
FLOORED = "resnet,stages=1-1,block=basic,width=32,se=16,se_min=4,classes=5"
DEEP = "resnet,stages=1-1,block=bottleneck,width=8,stem=deep,downsample=avg,classes=5"
WIDE = "resnet20,stages=1-1-1,order=pre,shortcut=B,width=16,stem_width=8,classes=5"
OPTIMIZER = {"state": {0: {"momentum_buffer": torch.zeros(3, 3, 1, 1)}}, "param_groups": [{}]}


class File(NamedTuple):
    """Writes a file into a folder; the network that is in it, and what is said of it.

    `of` is the network whose numbers it has where that has more than the file.
    """

    write: Callable[[Path], Path]
    arch: str = PLAIN
    said: tuple[str, ...] = ()
    of: str = ""


def state_of(arch: str = PLAIN, seed: int = 1) -> State:
    """A state_dict by the usual names, its norms scattered."""
    torch.manual_seed(seed)
    state = build(parse(arch)).state_dict()
    for name, value in state.items():
        if name.endswith("running_mean"):
            value.normal_()
        elif name.endswith("tracked"):
            value.fill_(100)
    return dict(state)


def prefixed(state: Mapping[str, Tensor], prefix: str) -> State:
    return {prefix + name: value for name, value in state.items()}


def renamed(state: Mapping[str, Tensor], *pairs: tuple[str, str]) -> State:
    """The state with parts of its names replaced, one after the other."""
    found = dict(state)
    for old, new in pairs:
        found = {name.replace(old, new): value for name, value in found.items()}
    return found


def without_counters(state: Mapping[str, Tensor]) -> State:
    return {name: value for name, value in state.items() if not name.endswith("tracked")}


def split(state: Mapping[str, Tensor]) -> tuple[State, State]:
    """The body and the last layer."""
    body = {name: value for name, value in state.items() if not name.startswith("fc.")}
    return body, {name: value for name, value in state.items() if name.startswith("fc.")}


def saved(found: Any, name: str = "model.pth", **options: Any) -> Callable[[Path], Path]:
    """A file that torch.save writes; what `found` makes is made when it is written."""

    def write(folder: Path) -> Path:
        torch.save(found() if callable(found) else found, folder / name, **options)
        return folder / name

    return write


def _numbered() -> State:
    places = {"conv1": "0", "bn1": "1", "layer1": "4", "layer2": "5", "fc": "8"}
    return {
        ".".join((places[name.partition(".")[0]], name.partition(".")[2])): value
        for name, value in state_of().items()
    }


def _transformers_names() -> State:
    found: State = {}
    for name, value in state_of(BOTTLENECK).items():
        head, _, rest = name.partition(".")
        if head in ("conv1", "bn1"):
            kind = {"conv1": "convolution", "bn1": "normalization"}[head]
            found[f"resnet.embedder.embedder.{kind}.{rest}"] = value
        elif head == "fc":
            found[f"classifier.1.{rest}"] = value
        else:
            block, layer, *end = rest.split(".")
            place = f"resnet.encoder.stages.{int(head[5:]) - 1}.layers.{block}"
            if layer == "downsample":
                layer, number = "shortcut", int(end.pop(0))
            else:
                layer, number = f"layer.{int(layer[-1]) - 1}", int(layer.startswith("bn"))
            kind = ("convolution", "normalization")[number]
            found[f"{place}.{layer}.{kind}.{end[0]}"] = value
    return found


def _detectron_names() -> State:
    body = without_counters(split(state_of(BOTTLENECK))[0])
    body = {n if n.startswith("layer") else f"stem.{n}": v for n, v in body.items()}
    pairs = (
        *((f"layer{stage}.", f"res{stage + 1}.") for stage in (1, 2)),
        ("downsample.0.", "shortcut."),
        ("downsample.1.", "shortcut.norm."),
        *((f"bn{place}.", f"conv{place}.norm.") for place in (1, 2, 3)),
    )
    return prefixed(renamed(body, *pairs), "backbone.bottom_up.")


def _wide_names() -> State:
    """xternalz/WideResNet-pytorch: the first block has the stem's norm, the last one is `bn1`."""
    state = state_of(WIDE)
    stem = {n.replace("bn1.", "layer1.0.bn1."): v for n, v in state.items() if n[:4] == "bn1."}
    rest = {n: v for n, v in state.items() if n[:4] != "bn1."}
    return renamed(
        stem | rest,
        ("final_bn.", "bn1."),
        ("downsample.0.", "convShortcut."),
        *((f"layer{stage}.", f"block{stage}.layer.") for stage in (1, 2, 3)),
    )


def _sharded(folder: Path) -> Path:
    rows = list(state_of().items())
    places: dict[str, str] = {}
    for number, part in enumerate((rows[:9], rows[9:]), start=1):
        name = f"model-0000{number}-of-00002.safetensors"
        save_file(dict(part), folder / name)
        places |= {key: name for key, _ in part}
    index = folder / "model.safetensors.index.json"
    index.write_text(json.dumps({"metadata": {"total_size": 1}, "weight_map": places}))
    return index


def _in_safetensors(make: Callable[[], State]) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        save_file(make(), folder / "model.safetensors", metadata={"format": "pt"})
        return folder / "model.safetensors"

    return write


def _parallel() -> nn.Module:
    model = build(parse(PLAIN))
    model.load_state_dict(state_of())
    return nn.DataParallel(model)


def _two_encoders() -> dict[str, Any]:
    return {
        "state_dict": {
            **prefixed(state_of(), "module.encoder_q."),
            **prefixed(state_of(seed=2), "module.encoder_k."),
            "module.queue": torch.zeros(4, 9),
            "module.queue_ptr": torch.zeros(1, dtype=torch.int64),
        }
    }


def _head_apart() -> dict[str, Any]:
    body, head = split(state_of())
    return {"meta": {}, "state_dict": prefixed(body, "backbone.") | prefixed(head, "head.")}


def _mm_names() -> State:
    """OpenMMLab's ResNetV1d: its stem in a sequence, no place left where nothing is pooled."""
    body, head = split(state_of(DEEP))
    unpooled = {n: v for n, v in body.items() if n.startswith("layer1.")}
    rest = {n: v for n, v in body.items() if n not in unpooled}
    body = renamed(unpooled, ("downsample.1.", "downsample.0."), ("downsample.2.", "downsample.1."))
    body |= {n: v for n, v in rest.items() if n.startswith("layer")}
    stem = {n: v for n, v in rest.items() if not n.startswith("layer")}
    body |= renamed(stem, ("bn1.", "stem.7."), ("conv1.", "stem."))
    return prefixed(body, "backbone.") | prefixed(head, "head.")


GOOD: dict[str, File] = {
    "plain": File(saved(state_of)),
    "suffix .pth.tar": File(
        saved(
            lambda: {
                "arch": "resnet18",
                "state_dict": prefixed(state_of(), "module."),
                "optimizer": OPTIMIZER,
                "best_acc1": torch.tensor(69.7),
            },
            "checkpoint.pth.tar",
        )
    ),
    "suffix .th": File(saved(lambda: {"state_dict": state_of()}, "model.th")),
    "suffix .bin": File(saved(state_of, "pytorch_model.bin")),
    "suffix .ckpt": File(saved(lambda: {"state_dict": state_of()}, "epoch9.ckpt")),
    "no suffix": File(saved(state_of, "model")),
    "legacy": File(saved(state_of, _use_new_zipfile_serialization=False)),
    "protocol 5": File(saved(state_of, pickle_protocol=5)),
    "half": File(saved(lambda: {n: v.half() for n, v in state_of().items()})),
    "args": File(saved(lambda: {"model": state_of(), "args": Namespace(lr=0.1), "epoch": 9})),
    "legacy with args": File(
        saved(
            lambda: {"model": state_of(), "args": Namespace(lr=0.1)},
            _use_new_zipfile_serialization=False,
        )
    ),
    "numpy figures": File(
        saved(
            lambda: {
                "state_dict": state_of(),
                "best": numpy.float64(93.1),
                "confusion": numpy.zeros((2, 2)),
            }
        )
    ),
    "a dict of another class": File(saved(lambda: {"weights": defaultdict(None, state_of())})),
    "net": File(saved(lambda: {"net": prefixed(state_of(), "module."), "acc": 95.4})),
    "model_state": File(saved(lambda: {"model_state": state_of(), "epoch": 3})),
    "deep within": File(saved(lambda: {"a": [{"b": {"c": state_of()}}]})),
    "only an average": File(
        saved(lambda: {"state_dict_ema": state_of()}),
        said=("state_dict_ema, a running average",),
    ),
    "model and average": File(
        saved(
            lambda: {
                "model_ema": {
                    "n_averaged": torch.tensor(9),
                    **prefixed(state_of(seed=2), "module."),
                },
                "model": state_of(),
            }
        ),
        said=("taken from model, not from model_ema",),
    ),
    "compiled": File(saved(lambda: prefixed(state_of(), "_orig_mod."))),
    "lightning": File(
        saved(
            lambda: {
                "state_dict": prefixed(state_of(), "model."),
                "optimizer_states": [OPTIMIZER],
                "hyper_parameters": {"lr": 0.1},
            }
        )
    ),
    "backbone": File(saved(lambda: {"state_dict": prefixed(state_of(), "backbone.")})),
    "two prefixes": File(saved(lambda: prefixed(state_of(), "module._orig_mod."))),
    "two encoders": File(
        saved(_two_encoders),
        said=("encoder_q, not from state_dict.module.encoder_k", "module.queue, module.queue_ptr"),
    ),
    "linear": File(saved(lambda: renamed(state_of(OPTION_A), ("fc.", "linear."))), OPTION_A),
    "shortcut": File(
        saved(
            lambda: renamed(state_of(PROJECTED), ("downsample.", "shortcut."), ("fc.", "linear."))
        ),
        PROJECTED,
    ),
    "Hugging Face": File(_in_safetensors(_transformers_names), BOTTLENECK),
    "detectron2": File(
        saved(lambda: {"model": _detectron_names()}),
        BOTTLENECK.replace("classes=5", "classes=0"),
        of=BOTTLENECK,
    ),
    "OpenMMLab": File(saved(lambda: {"state_dict": _mm_names()}), DEEP),
    "Wide ResNet": File(saved(lambda: {"state_dict": _wide_names()}), WIDE),
    "last_linear": File(saved(lambda: renamed(state_of(), ("fc.", "last_linear.")))),
    "numbered": File(saved(_numbered)),
    "head behind a dropout": File(saved(lambda: renamed(state_of(), ("fc.", "fc.1.")))),
    "head apart": File(saved(_head_apart)),
    "no head": File(
        saved(lambda: state_of(HEADLESS)), HEADLESS, ("the network ends after pooling",)
    ),
    "squeezed to at least 4": File(saved(lambda: state_of(FLOORED)), FLOORED),
    "counters": File(
        saved(lambda: {**state_of(), "total_ops": torch.zeros(1), "total_params": torch.zeros(1)}),
        said=("total_ops, total_params",),
    ),
    "no counters of batches": File(saved(lambda: without_counters(state_of()))),
    "two files": File(_sharded),
    "a whole model": File(saved(_parallel)),
}


def _quantised() -> State:
    return {
        name: torch.quantize_per_tensor(value, 0.01, 0, torch.qint8) if value.dim() == 4 else value
        for name, value in state_of().items()
    }


def _packed() -> dict[str, Any]:
    body, head = split(state_of())
    weight = torch.quantize_per_tensor(head["fc.weight"], 0.01, 0, torch.qint8)
    packed = {"fc._packed_params.dtype": torch.qint8}
    return {**body, **packed, "fc._packed_params._packed_params": (weight, head["fc.bias"])}


def _cast(dtype: torch.dtype) -> State:
    return {n: v.to(dtype) if v.dim() == 4 else v for n, v in state_of().items()}


def _texts(text: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / "model.pth").write_text(text)
        return folder / "model.pth"

    return write


def _one_part(folder: Path) -> Path:
    return _sharded(folder).with_name("model-00001-of-00002.safetensors")


def _cyclic() -> dict[str, Any]:
    found: dict[str, Any] = {}
    found["state_dict"] = found
    return found


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "numbers for names": (
        saved(lambda: dict(enumerate(state_of().values()))),
        "not all names of its tensors are text",
    ),
    "one number among the names": (
        saved(lambda: dict([*state_of().items(), (7, torch.ones(1))])),
        "not all names of its tensors are text",
    ),
    "quantised": (saved(_quantised), "the weights are quantised"),
    "packed": (saved(_packed), "the weights are quantised"),
    "int8": (saved(lambda: _cast(torch.int8)), "is int8"),
    "complex": (saved(lambda: _cast(torch.complex64)), "is complex64"),
    "without data": (
        saved(lambda: OrderedDict((n, v.to("meta")) for n, v in state_of().items())),
        "saved from the meta device",
    ),
    "sparse": (
        saved(lambda: {**state_of(), "fc.weight": state_of()["fc.weight"].to_sparse()}),
        "sparse",
    ),
    "within itself": (saved(_cyclic), "no state_dict"),
    "no network": (saved({"lr": 0.1}), "no state_dict"),
    "one part of two": (_one_part, "it is part 1 of 2"),
    "pointer": (
        _texts("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a21\nsize 1024\n"),
        "git lfs pull",
    ),
    "web page": (_texts("<!DOCTYPE html><html><body>Quota exceeded</body></html>"), "web page"),
}
