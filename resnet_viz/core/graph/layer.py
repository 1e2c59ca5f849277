"""The kinds of layer: attributes, output shape and exact counts, one class each.

Shapes are of one image, without the batch. Every count is a whole number for one image.
"""

from dataclasses import dataclass
from math import prod
from typing import ClassVar

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """What all kinds share; a kind overrides what it has.

    `params` are trainable, `buffers` are the stored rest; `macs` are multiply-accumulates of
    convolutions and linear layers; `extra_flops` are the element-wise operations beside
    2 x MACs; `window` is what one output place sees of the layer's own input. What is read and
    written is each element once, however often a kernel comes back to it.
    """

    op: ClassVar[str]
    title: ClassVar[str]

    @property
    def params(self) -> int:
        return 0

    @property
    def buffers(self) -> int:
        return 0

    def window(self, shape: Shape) -> tuple[int, int]:
        """Kernel and stride as the receptive field sees them, along the height."""
        return 1, 1

    def out_shape(self, shape: Shape) -> Shape:
        return shape

    def macs(self, out: Shape) -> int:
        return 0

    def extra_flops(self, shape: Shape, out: Shape) -> int:
        return 0

    def activations(self, out: Shape) -> int:
        """Elements written, for convolution and linear layers alone (Radosavovic et al. 2020)."""
        return 0

    @property
    def weights_read(self) -> int:
        """Parameters, and buffers that are needed at inference, each once for a whole batch."""
        return self.params

    def elements_read(self, shape: Shape, out: Shape) -> int:
        return prod(shape)

    def elements_written(self, out: Shape) -> int:
        return prod(out)

    def label(self) -> str:
        """One short line for a box or a table cell."""
        return self.title


@dataclass(frozen=True, slots=True)
class Input(Layer):
    """The images as they enter."""

    op: ClassVar[str] = "input"
    title: ClassVar[str] = "input"


@dataclass(frozen=True, slots=True)
class Conv2d(Layer):
    """A convolution with a square kernel and no bias unless asked."""

    op: ClassVar[str] = "conv2d"
    title: ClassVar[str] = "Conv2d"
    in_channels: int
    out_channels: int
    kernel: int
    stride: int = 1
    padding: int = 0
    groups: int = 1
    has_bias: bool = False

    @property
    def weights_per_output(self) -> int:
        return self.in_channels // self.groups * self.kernel**2

    @property
    def params(self) -> int:
        return self.out_channels * (self.weights_per_output + self.has_bias)

    def window(self, shape: Shape) -> tuple[int, int]:
        return self.kernel, self.stride

    def out_shape(self, shape: Shape) -> Shape:
        _, height, width = shape
        return self.out_channels, *(
            slid(side, self.kernel, self.stride, self.padding) for side in (height, width)
        )

    def macs(self, out: Shape) -> int:
        return prod(out) * self.weights_per_output

    def extra_flops(self, shape: Shape, out: Shape) -> int:
        return prod(out) * self.has_bias

    def activations(self, out: Shape) -> int:
        return prod(out)

    def label(self) -> str:
        stride = f"/{self.stride}" if self.stride > 1 else ""
        return f"{self.title} {self.kernel}×{self.kernel}{stride}"


@dataclass(frozen=True, slots=True)
class BatchNorm2d(Layer):
    """Batch normalisation: scale and shift of each element at inference."""

    op: ClassVar[str] = "batch_norm"
    title: ClassVar[str] = "BatchNorm2d"
    channels: int

    @property
    def params(self) -> int:
        return 2 * self.channels

    @property
    def buffers(self) -> int:
        """Running mean and variance, and PyTorch's count of batches seen."""
        return 2 * self.channels + 1

    @property
    def weights_read(self) -> int:
        return 4 * self.channels

    def extra_flops(self, shape: Shape, out: Shape) -> int:
        return 2 * prod(out)


@dataclass(frozen=True, slots=True)
class ReLU(Layer):
    """max(x, 0), in place."""

    op: ClassVar[str] = "relu"
    title: ClassVar[str] = "ReLU"

    def extra_flops(self, shape: Shape, out: Shape) -> int:
        return prod(out)


@dataclass(frozen=True, slots=True)
class Flatten(Layer):
    """Channels, height and width as one row; a view that costs nothing."""

    op: ClassVar[str] = "flatten"
    title: ClassVar[str] = "Flatten"

    def elements_read(self, shape: Shape, out: Shape) -> int:
        return 0

    def elements_written(self, out: Shape) -> int:
        return 0

    def out_shape(self, shape: Shape) -> Shape:
        return (prod(shape),)


@dataclass(frozen=True, slots=True)
class Linear(Layer):
    """A fully connected layer with bias."""

    op: ClassVar[str] = "linear"
    title: ClassVar[str] = "Linear"
    in_features: int
    out_features: int

    @property
    def params(self) -> int:
        return (self.in_features + 1) * self.out_features

    def out_shape(self, shape: Shape) -> Shape:
        return (self.out_features,)

    def macs(self, out: Shape) -> int:
        return self.in_features * self.out_features

    def extra_flops(self, shape: Shape, out: Shape) -> int:
        return self.out_features

    def activations(self, out: Shape) -> int:
        return self.out_features


@dataclass(frozen=True, slots=True)
class Add(Layer):
    """The residual sum."""

    op: ClassVar[str] = "add"
    title: ClassVar[str] = "Add"

    def elements_read(self, shape: Shape, out: Shape) -> int:
        return 2 * prod(shape)

    def extra_flops(self, shape: Shape, out: Shape) -> int:
        return prod(out)


@dataclass(frozen=True, slots=True)
class ZeroPad(Layer):
    """The shortcut of option A: every stride-th place, and channels of zeros behind the others.

    It moves elements and computes nothing.
    """

    op: ClassVar[str] = "zero_pad"
    title: ClassVar[str] = "ZeroPad"
    out_channels: int
    stride: int

    def elements_read(self, shape: Shape, out: Shape) -> int:
        return shape[0] * prod(out[1:])

    def window(self, shape: Shape) -> tuple[int, int]:
        return 1, self.stride

    def out_shape(self, shape: Shape) -> Shape:
        _, *sides = shape
        return self.out_channels, *(-(-side // self.stride) for side in sides)

    def label(self) -> str:
        return f"{self.title}/{self.stride}" if self.stride > 1 else self.title


@dataclass(frozen=True, slots=True)
class Sigmoid(Layer):
    """1 / (1 + exp(-x)): four operations for each element."""

    op: ClassVar[str] = "sigmoid"
    title: ClassVar[str] = "Sigmoid"

    def extra_flops(self, shape: Shape, out: Shape) -> int:
        return 4 * prod(out)


@dataclass(frozen=True, slots=True)
class Scale(Layer):
    """Each channel times its own factor, the second input."""

    op: ClassVar[str] = "scale"
    title: ClassVar[str] = "Scale"

    def elements_read(self, shape: Shape, out: Shape) -> int:
        return prod(shape) + shape[0]

    def extra_flops(self, shape: Shape, out: Shape) -> int:
        return prod(out)


def slid(side: int, kernel: int, stride: int, padding: int) -> int:
    """The places of a window along a side that is padded at both ends; PyTorch's own rounding."""
    return (side + 2 * padding - kernel) // stride + 1
