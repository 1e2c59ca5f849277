"""Layers where ways meet, and what makes their inputs fit."""

from dataclasses import dataclass
from math import prod
from typing import ClassVar

from resnet_viz.core.graph.layer import Layer, Window
from resnet_viz.core.graph.shape import Shape, Shapes


@dataclass(frozen=True, slots=True)
class Add(Layer):
    """The sum of its inputs, element by element: the residual sum, written over the first."""

    op: ClassVar[str] = "add"
    title: ClassVar[str] = "Add"
    is_in_place: bool = True  # type: ignore[misc]  # others have another result

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return prod(out) * (len(shapes) - 1)


@dataclass(frozen=True, slots=True)
class Cat(Layer):
    """Its inputs side by side along one dimension, the channels by default."""

    op: ClassVar[str] = "cat"
    title: ClassVar[str] = "Concat"
    dim: int = 1

    def window(self, shape: Shape) -> Window | None:
        return (1, 1) if self.dim == 1 else None

    def out_shape(self, *shapes: Shape) -> Shape:
        joined = sum(shape[self.dim] for shape in shapes)
        return *shapes[0][: self.dim], joined, *shapes[0][self.dim + 1 :]


@dataclass(frozen=True, slots=True)
class Stack(Layer):
    """Its inputs side by side along a new dimension."""

    op: ClassVar[str] = "stack"
    title: ClassVar[str] = "Stack"
    dim: int = 0

    def window(self, shape: Shape) -> Window | None:
        return None


class Scale(Layer):
    """Each channel times its own factor, the second input."""

    __slots__ = ()

    op: ClassVar[str] = "scale"
    title: ClassVar[str] = "Scale"
    keeps_inputs: ClassVar[bool] = True

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return prod(out)


@dataclass(frozen=True, slots=True)
class ZeroPad(Layer):
    """The shortcut of option A: every stride-th place, and channels of zeros after the others.

    It moves elements and computes nothing.
    """

    op: ClassVar[str] = "zero_pad"
    title: ClassVar[str] = "ZeroPad"
    out_channels: int
    stride: int

    def elements_read(self, shapes: Shapes, out: Shape) -> int:
        return prod(shapes[0][:2]) * prod(out[2:])

    def window(self, shape: Shape) -> Window:
        return 1, self.stride

    def out_shape(self, *shapes: Shape) -> Shape:
        batch, _, *sides = shapes[0]
        return batch, self.out_channels, *(-(-side // self.stride) for side in sides)

    def label(self) -> str:
        return f"{self.title}/{self.stride}" if self.stride > 1 else self.title
