"""One operation as the makers of layers see it."""

from math import prod
from typing import NamedTuple

from resnet_viz.core.graph.layer import Own
from resnet_viz.core.graph.shape import Shape, Shapes
from resnet_viz.core.structure.recording import Call, Op, Parameter


class Seen(NamedTuple):
    """An operation by its plain name, in the call of a module that it is all of, if one.

    `params` are those that it is the first to read; `shapes` those of all its tensors; `entering`
    those of the tensors that come from other layers.
    """

    op: Op
    name: str
    call: Call | None
    entering: Shapes
    params: tuple[Parameter, ...]

    @property
    def shapes(self) -> Shapes:
        return self.op.shapes

    @property
    def out(self) -> Shape:
        return self.op.outputs[0].shape if self.op.outputs else ()

    @property
    def own(self) -> Own:
        """How many numbers of parameters and buffers are its own."""
        return own_of(self.params)


def own_of(params: tuple[Parameter, ...]) -> Own:
    """How many numbers they are."""
    sizes = [(each.is_buffer, prod(each.facts.shape)) for each in params]
    buffers = sum(size for is_buffer, size in sizes if is_buffer)
    return Own(sum(size for _, size in sizes) - buffers, buffers)
