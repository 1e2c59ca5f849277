"""The kinds of pooling: the largest or the mean of each window, or of a whole channel."""

from dataclasses import dataclass
from math import prod
from typing import ClassVar

from resnet_viz.core.graph.layer import Layer, Shape, slid


@dataclass(frozen=True, slots=True)
class MaxPool2d(Layer):
    """The largest of each window: kernel² operations for each output."""

    op: ClassVar[str] = "max_pool"
    title: ClassVar[str] = "MaxPool2d"
    kernel: int
    stride: int
    padding: int

    def window(self, shape: Shape) -> tuple[int, int]:
        return self.kernel, self.stride

    def out_shape(self, shape: Shape) -> Shape:
        channels, *sides = shape
        return channels, *(slid(side, self.kernel, self.stride, self.padding) for side in sides)

    def extra_flops(self, shape: Shape, out: Shape) -> int:
        return prod(out) * self.kernel**2

    def label(self) -> str:
        return f"{self.title} {self.kernel}×{self.kernel}/{self.stride}"


@dataclass(frozen=True, slots=True)
class AvgPool2d(Layer):
    """The mean of each window, windows side by side; what sticks out of the image is left out.

    One operation for each input element, as each lies in one window.
    """

    op: ClassVar[str] = "avg_pool"
    title: ClassVar[str] = "AvgPool2d"
    kernel: int

    @property
    def stride(self) -> int:
        return self.kernel

    @property
    def padding(self) -> int:
        return 0

    def window(self, shape: Shape) -> tuple[int, int]:
        return self.kernel, self.stride

    def out_shape(self, shape: Shape) -> Shape:
        channels, *sides = shape
        return channels, *(-(-side // self.kernel) for side in sides)

    def extra_flops(self, shape: Shape, out: Shape) -> int:
        return prod(shape)

    def label(self) -> str:
        return f"{self.title} {self.kernel}×{self.kernel}/{self.stride}"


@dataclass(frozen=True, slots=True)
class GlobalAvgPool(Layer):
    """The mean of each channel: one operation for each input element."""

    op: ClassVar[str] = "avg_pool"
    title: ClassVar[str] = "AdaptiveAvgPool2d"

    def window(self, shape: Shape) -> tuple[int, int]:
        return shape[1], 1

    def out_shape(self, shape: Shape) -> Shape:
        return shape[0], 1, 1

    def extra_flops(self, shape: Shape, out: Shape) -> int:
        return prod(shape)
