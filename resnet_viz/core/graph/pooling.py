"""The kinds of pooling: the largest or the mean of each window, or of a whole channel."""

from dataclasses import dataclass
from math import prod
from typing import ClassVar

from resnet_viz.core.graph.layer import Layer, Window
from resnet_viz.core.graph.shape import Shape, Shapes, Sides, slid, stride_text


@dataclass(frozen=True, slots=True)
class MaxPool2d(Layer):
    """The largest of each window: as many operations for each output as it has places."""

    op: ClassVar[str] = "max_pool"
    title: ClassVar[str] = "MaxPool2d"
    keeps_inputs: ClassVar[bool] = True
    kernel: Sides
    stride: Sides
    padding: Sides = (0, 0)

    def window(self, shape: Shape) -> Window:
        return self.kernel[0], self.stride[0]

    def out_shape(self, *shapes: Shape) -> Shape:
        batch, channels, *sides = shapes[0]
        ways = zip(sides, self.kernel, self.stride, self.padding, strict=True)
        return batch, channels, *(slid(*way) for way in ways)

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return prod(out) * prod(self.kernel)

    def label(self) -> str:
        return f"{self.title} {'×'.join(map(str, self.kernel))}{stride_text(self.stride)}"


@dataclass(frozen=True, slots=True)
class AvgPool2d(Layer):
    """The mean of each window, windows side by side; what sticks out of the image is left out.

    One operation for each input element, as each is in one window.
    """

    op: ClassVar[str] = "avg_pool"
    title: ClassVar[str] = "AvgPool2d"
    keeps_inputs: ClassVar[bool] = True
    kernel: Sides

    @property
    def stride(self) -> Sides:
        return self.kernel

    @property
    def padding(self) -> Sides:
        return 0, 0

    def window(self, shape: Shape) -> Window:
        return self.kernel[0], self.kernel[0]

    def out_shape(self, *shapes: Shape) -> Shape:
        batch, channels, *sides = shapes[0]
        steps = zip(sides, self.kernel, strict=True)
        return batch, channels, *(-(-side // step) for side, step in steps)

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return prod(shapes[0])

    def label(self) -> str:
        return f"{self.title} {'×'.join(map(str, self.kernel))}{stride_text(self.stride)}"


class GlobalAvgPool(Layer):
    """The mean of each channel: one operation for each input element."""

    __slots__ = ()

    op: ClassVar[str] = "avg_pool"
    title: ClassVar[str] = "AdaptiveAvgPool2d"

    def window(self, shape: Shape) -> Window:
        return shape[2], 1

    def out_shape(self, *shapes: Shape) -> Shape:
        batch, channels, *_ = shapes[0]
        return batch, channels, 1, 1

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return prod(shapes[0])
