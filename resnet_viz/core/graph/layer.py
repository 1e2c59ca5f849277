"""The kinds of layer: attributes, output shape and exact counts, one class each.

Shapes are whole, the batch in front where there is one. Every count is a whole number.
"""

from dataclasses import dataclass, field
from math import prod
from typing import ClassVar, NamedTuple

from resnet_viz.core.graph.shape import Shape, Shapes, Sides, sides_text, slid, stride_text

Window = tuple[int, int]  # kernel and stride


class Own(NamedTuple):
    """Parameters and buffers that are a layer's own: it is the first to read them."""

    params: int = 0
    buffers: int = 0


NOTHING = Own()


@dataclass(frozen=True, slots=True)
class Layer:
    """What all kinds share; a kind overrides what it has.

    `params` are trainable, `buffers` are the stored rest; `macs` are multiply-accumulates of
    convolutions and linear layers; `extra_flops` are the element-wise operations next to
    2 x MACs; `window` is what one output place sees of the layer's own input. What is read and
    written is each element once, however often a kernel comes back to it. A kind without a formula
    for its work has `is_counted` False: its work is not known, which is not zero. A view is another
    look at the same elements. Its backward pass needs what the layer `keeps_inputs` and
    `keeps_output` of.
    """

    op: ClassVar[str]
    title: ClassVar[str]
    is_counted: ClassVar[bool] = True
    is_view: ClassVar[bool] = False
    is_in_place: ClassVar[bool] = False  # whether its output has the storage of its first input
    keeps_inputs: ClassVar[bool] = False
    keeps_output: ClassVar[bool] = False
    own: ClassVar[Own | None] = None  # given where its parameters are not those of its formula

    @property
    def params(self) -> int:
        return self.own.params if self.own else 0

    @property
    def buffers(self) -> int:
        return self.own.buffers if self.own else 0

    def window(self, shape: Shape) -> Window | None:
        """Kernel and stride as the receptive field sees them, along the height.

        None for a layer that isn't a window: one place of its output sees others than neighbours.
        """
        return 1, 1

    def out_shape(self, *shapes: Shape) -> Shape:
        """The shape that comes out where these go in; of the family's kinds only."""
        return shapes[0]

    def macs(self, shapes: Shapes, out: Shape) -> int:
        return 0

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return 0

    def activations(self, out: Shape) -> int:
        """Elements written, for convolution and linear layers only (Radosavovic et al. 2020)."""
        return 0

    def kept_aside(self, out: Shape) -> int:
        """Further elements that its backward pass needs, which no other layer reads."""
        return 0

    @property
    def weights_read(self) -> int:
        """Parameters, and buffers that are needed at inference, each once for a whole batch."""
        return self.params

    def elements_read(self, shapes: Shapes, out: Shape) -> int:
        return sum(map(prod, shapes))

    def elements_written(self, out: Shape) -> int:
        return prod(out)

    def label(self) -> str:
        """One short line for a box or a table cell."""
        return self.title


class Input(Layer):
    """What enters the network: images, or tensors of any shape."""

    __slots__ = ()

    op: ClassVar[str] = "input"
    title: ClassVar[str] = "input"


@dataclass(frozen=True, slots=True)
class Conv2d(Layer):
    """A convolution, with no bias unless asked; all sides are along the height and the width."""

    op: ClassVar[str] = "conv2d"
    title: ClassVar[str] = "Conv2d"
    keeps_inputs: ClassVar[bool] = True
    in_channels: int
    out_channels: int
    kernel: Sides
    stride: Sides = (1, 1)
    padding: Sides = (0, 0)
    groups: int = 1
    has_bias: bool = False
    dilation: Sides = (1, 1)

    @property
    def is_strided(self) -> bool:
        return self.stride != (1, 1)

    @property
    def is_pointwise(self) -> bool:
        """Whether its window is one place: 1×1."""
        return self.kernel == (1, 1)

    @property
    def reach(self) -> Sides:
        """The places from one end of its window to the other."""
        (high, wide), (step_y, step_x) = self.kernel, self.dilation
        return step_y * (high - 1) + 1, step_x * (wide - 1) + 1

    @property
    def weights_per_output(self) -> int:
        return self.in_channels // self.groups * prod(self.kernel)

    @property
    def params(self) -> int:
        return self.out_channels * (self.weights_per_output + self.has_bias)

    def window(self, shape: Shape) -> Window:
        return self.reach[0], self.stride[0]

    def out_shape(self, *shapes: Shape) -> Shape:
        batch, _, height, width = shapes[0]
        (down, across), (pad_y, pad_x) = self.stride, self.padding
        reach_y, reach_x = self.reach
        return (  # written out: it is asked for at every keystroke
            batch,
            self.out_channels,
            slid(height, reach_y, down, pad_y),
            slid(width, reach_x, across, pad_x),
        )

    def macs(self, shapes: Shapes, out: Shape) -> int:
        return prod(out) * self.weights_per_output

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return prod(out) * self.has_bias

    def activations(self, out: Shape) -> int:
        return prod(out)

    def label(self) -> str:
        dilated = f" ·{sides_text(self.dilation)}" if self.dilation != (1, 1) else ""
        return f"{self.title} {'×'.join(map(str, self.kernel))}{stride_text(self.stride)}{dilated}"


@dataclass(frozen=True, slots=True)
class BatchNorm2d(Layer):
    """Batch normalisation: scale and shift of each element at inference."""

    op: ClassVar[str] = "batch_norm"
    title: ClassVar[str] = "BatchNorm2d"
    keeps_inputs: ClassVar[bool] = True
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

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return 2 * prod(out)


class ReLU(Layer):
    """max(x, 0), in place."""

    __slots__ = ()

    op: ClassVar[str] = "relu"
    title: ClassVar[str] = "ReLU"
    is_in_place: ClassVar[bool] = True
    keeps_output: ClassVar[bool] = True

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return prod(out)


class Flatten(Layer):
    """Channels, height and width as one row; a view that costs nothing."""

    __slots__ = ()

    op: ClassVar[str] = "flatten"
    title: ClassVar[str] = "Flatten"
    is_in_place: ClassVar[bool] = True

    def window(self, shape: Shape) -> Window | None:
        return (1, 1) if prod(shape[2:]) == 1 else None

    def elements_read(self, shapes: Shapes, out: Shape) -> int:
        return 0

    def elements_written(self, out: Shape) -> int:
        return 0

    def out_shape(self, *shapes: Shape) -> Shape:
        batch, *rest = shapes[0]
        return batch, prod(rest)


@dataclass(frozen=True, slots=True)
class Linear(Layer):
    """A fully connected layer over the last dimension, with a bias by default.

    `own` is given where not all of its weights are its own: it shares them with a layer before it.
    A turned one has weights with the inputs first, as GPT-2's Conv1D.
    """

    op: ClassVar[str] = "linear"
    title: ClassVar[str] = "Linear"
    keeps_inputs: ClassVar[bool] = True
    in_features: int
    out_features: int
    has_bias: bool = True
    is_turned: bool = False
    own: Own | None = field(default=None, kw_only=True)  # type: ignore[misc]  # where it shares

    @property
    def params(self) -> int:
        return self.weights_read if self.own is None else self.own.params

    @property
    def weights_read(self) -> int:
        return (self.in_features + self.has_bias) * self.out_features

    def out_shape(self, *shapes: Shape) -> Shape:
        return *shapes[0][:-1], self.out_features

    def macs(self, shapes: Shapes, out: Shape) -> int:
        return self.in_features * prod(out)

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return prod(out) * self.has_bias

    def activations(self, out: Shape) -> int:
        return prod(out)


class Sigmoid(Layer):
    """1 / (1 + exp(-x)): four operations for each element."""

    __slots__ = ()

    op: ClassVar[str] = "sigmoid"
    title: ClassVar[str] = "Sigmoid"
    keeps_output: ClassVar[bool] = True

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return 4 * prod(out)
