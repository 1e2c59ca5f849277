"""Convolutions of any rank, transposed ones too."""

from dataclasses import dataclass, field
from math import prod
from typing import ClassVar

from resnet_viz.core.graph.layer import NOTHING, Layer, Own, Window
from resnet_viz.core.graph.shape import Shape, Shapes


@dataclass(frozen=True, slots=True)
class Conv(Layer):
    """A convolution over as many sides as its kernel has; its padding may be uneven.

    A transposed one spreads each place of its input over a window of its output.
    """

    keeps_inputs: ClassVar[bool] = True
    in_channels: int
    out_channels: int
    kernel: Shape
    stride: Shape
    dilation: Shape
    groups: int = 1
    has_bias: bool = False
    is_transposed: bool = False
    own: Own = field(default=NOTHING, kw_only=True)  # type: ignore[misc]  # given for each layer

    @property
    def op(self) -> str:  # type: ignore[override]  # by its rank
        return f"conv{'_transpose' * self.is_transposed}{len(self.kernel)}d"

    @property
    def title(self) -> str:  # type: ignore[override]  # by its rank
        return f"Conv{'Transpose' * self.is_transposed}{len(self.kernel)}d"

    @property
    def weights_per_place(self) -> int:
        """Multiply-accumulates for each element: of the output, or of a transposed one's input."""
        facing = self.out_channels if self.is_transposed else self.in_channels
        return facing // self.groups * prod(self.kernel)

    @property
    def weights_read(self) -> int:
        weights = self.in_channels * self.out_channels // self.groups * prod(self.kernel)
        return weights + self.out_channels * self.has_bias

    def window(self, shape: Shape) -> Window | None:
        if self.is_transposed:
            return None
        return self.dilation[0] * (self.kernel[0] - 1) + 1, self.stride[0]

    def macs(self, shapes: Shapes, out: Shape) -> int:
        return prod(shapes[0] if self.is_transposed else out) * self.weights_per_place

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return prod(out) * self.has_bias

    def activations(self, out: Shape) -> int:
        return prod(out)

    def label(self) -> str:
        stride = "" if set(self.stride) == {1} else f"/{_sides_text(self.stride)}"
        dilated = "" if set(self.dilation) == {1} else f" ·{_sides_text(self.dilation)}"
        return f"{self.title} {'×'.join(map(str, self.kernel))}{stride}{dilated}"


def _sides_text(sides: Shape) -> str:
    """One number where all sides are equal, else all: `2`, `1×2`."""
    return str(sides[0]) if len(set(sides)) == 1 else "×".join(map(str, sides))
