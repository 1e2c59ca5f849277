"""Layers that work on each element: norms, activations, other arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod
from typing import ClassVar

from resnet_viz.core.graph.layer import NOTHING, Layer, Own, Window
from resnet_viz.core.graph.shape import Shape, Shapes

TITLES: Mapping[str, str] = {
    "batch_norm": "BatchNorm",
    "elu": "ELU",
    "gelu": "GELU",
    "glu": "GLU",
    "group_norm": "GroupNorm",
    "hardsigmoid": "Hardsigmoid",
    "hardswish": "Hardswish",
    "instance_norm": "InstanceNorm",
    "layer_norm": "LayerNorm",
    "leaky_relu": "LeakyReLU",
    "log_softmax": "LogSoftmax",
    "mish": "Mish",
    "prelu": "PReLU",
    "relu": "ReLU",
    "relu6": "ReLU6",
    "rms_norm": "RMSNorm",
    "selu": "SELU",
    "sigmoid": "Sigmoid",
    "silu": "SiLU",
    "softmax": "Softmax",
    "softplus": "Softplus",
    "tanh": "Tanh",
}
KEPT_BY_OUTPUT = frozenset(
    ("exp", "log_softmax", "relu", "rsqrt", "sigmoid", "softmax", "sqrt", "tanh")
)  # a backward pass needs what came out
KEPT_FACTORS = frozenset(("div", "mul", "pow"))  # it needs what went in


@dataclass(frozen=True, slots=True)
class Norm(Layer):
    """A normalisation of any kind: `each` operations for each element.

    Batch norm has its statistics, so that one place sees itself only; the others take theirs from
    what they normalise.
    """

    keeps_inputs: ClassVar[bool] = True
    op: str  # type: ignore[misc]  # by the norm
    each: int
    own: Own = field(default=NOTHING, kw_only=True)  # type: ignore[misc]  # given for each layer

    @property
    def title(self) -> str:  # type: ignore[override]  # by the norm
        return TITLES.get(self.op, self.op)

    @property
    def weights_read(self) -> int:
        """Its statistics too."""
        return sum(self.own)

    def window(self, shape: Shape) -> Window | None:
        return (1, 1) if self.op == "batch_norm" else None

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return self.each * prod(out)


@dataclass(frozen=True, slots=True)
class Activation(Layer):
    """A function of each element by itself: `each` operations."""

    op: str  # type: ignore[misc]  # by the function
    each: int
    own: Own = field(default=NOTHING, kw_only=True)  # type: ignore[misc]  # given for each layer
    is_in_place: bool = field(default=False, kw_only=True)  # type: ignore[misc]  # by the call

    @property
    def title(self) -> str:  # type: ignore[override]  # by the function
        return TITLES.get(self.op, self.op)

    @property
    def keeps_inputs(self) -> bool:  # type: ignore[override]  # by the function
        return not self.keeps_output

    @property
    def keeps_output(self) -> bool:  # type: ignore[override]  # by the function
        return self.op in KEPT_BY_OUTPUT

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return self.each * prod(out)


@dataclass(frozen=True, slots=True)
class Elementwise(Layer):
    """Other arithmetic: `each` operations for each element of its output, or of its first input.

    It multiplies no matrices. `is_local` says that each place is worked on by itself.
    """

    op: str  # type: ignore[misc]  # by the operation
    each: int = 1
    is_of_inputs: bool = False
    is_local: bool = True
    own: Own = field(default=NOTHING, kw_only=True)  # type: ignore[misc]  # given for each layer
    is_in_place: bool = field(default=False, kw_only=True)  # type: ignore[misc]  # by the call

    @property
    def title(self) -> str:  # type: ignore[override]  # by the operation
        return TITLES.get(self.op, self.op)

    @property
    def keeps_inputs(self) -> bool:  # type: ignore[override]  # by the operation
        return self.op in KEPT_FACTORS

    @property
    def keeps_output(self) -> bool:  # type: ignore[override]  # by the operation
        return self.op in KEPT_BY_OUTPUT

    def window(self, shape: Shape) -> Window | None:
        return (1, 1) if self.is_local else None

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return self.each * prod(shapes[0] if self.is_of_inputs else out)
