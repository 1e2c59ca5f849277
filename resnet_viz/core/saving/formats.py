"""The files that a network with its weights is saved as, one row for each."""

from pathlib import Path
from typing import NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.wording import either

OPSETS = range(18, 24)
"""Versions of ONNX's operators that PyTorch's exporter writes without converting them."""

DEFAULT_OPSET = 20
"""What PyTorch 2.13 writes unless asked; onnxruntime reads it from 1.17 on."""

ONNX_HINT = "Run pip install 'resnet-viz[onnx]', or choose .pt2"
ONNX_PACKAGES = ("onnx", "onnxscript")


class ModelFormat(NamedTuple):
    """A kind of file: its suffix, its name, what is in it, and what saving it takes.

    `copies` is about how often the weights are in memory at one time while it is made.
    """

    suffix: str
    title: str
    contents: str
    copies: int
    is_program: bool = False

    @property
    def has_opset(self) -> bool:
        return self.suffix == ".onnx"


FORMATS = (
    ModelFormat(
        ".safetensors",
        "safetensors",
        "The weights by the names of their modules. Nothing in it can run.",
        2,
    ),
    ModelFormat(
        ".pth",
        "PyTorch weights",
        "The weights by the names of their modules, as torch.save writes a state_dict().",
        2,
    ),
    ModelFormat(
        ".pt2",
        "PyTorch program",
        "The network and its weights, as torch.export saves them. "
        "It takes any batch that the network takes.",
        3,
        is_program=True,
    ),
    ModelFormat(
        ".onnx",
        "ONNX",
        "The network and its weights for other programs, such as onnxruntime. "
        "It takes any batch that the network takes.",
        5,
        is_program=True,
    ),
)
SUFFIXES = tuple(each.suffix for each in FORMATS)


def format_of(path: Path) -> ModelFormat:
    """The format that a file's name asks for; UserError for none of them."""
    suffix = path.suffix.lower()
    for each in FORMATS:
        if each.suffix == suffix:
            return each
    what = f"not in {path.suffix}" if path.suffix else "and it has no suffix"
    raise UserError(f"the file name must end in {either(SUFFIXES)}, {what}", "output", SUFFIXES)


def opset_for(kind: ModelFormat, opset: int) -> int:
    """The version of operators to write, 0 where the format has none.

    UserError for one that is not written, and for one that is asked of another format.
    """
    if not kind.has_opset:
        if opset:
            raise UserError(f"only .onnx has an opset, not {kind.suffix}", "opset")
        return 0
    if opset and opset not in OPSETS:
        allowed = f"{OPSETS[0]} to {OPSETS[-1]}"
        raise UserError(f"opset {opset} can't be written. Choose one of {allowed}", "opset")
    return opset or DEFAULT_OPSET
