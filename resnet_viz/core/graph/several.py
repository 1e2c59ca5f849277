"""Layers that are known by their totals: several operations in one, and what has no formula."""

from dataclasses import dataclass, field
from math import prod
from typing import ClassVar

from resnet_viz.core.graph.layer import NOTHING, Layer, Own, Window
from resnet_viz.core.graph.shape import Shape, Shapes


@dataclass(frozen=True, slots=True)
class Several(Layer):
    """A module of PyTorch that becomes several operations: the sum of their work.

    It is known for an output of so many `elements` and grows with it, as with another batch.
    `title` is the module's class.
    """

    keeps_inputs: ClassVar[bool] = True
    op: str  # type: ignore[misc]  # by the module
    title: str  # type: ignore[misc]  # by the module
    known_macs: int
    known_flops: int
    known_activations: int
    elements: int
    own: Own = field(default=NOTHING, kw_only=True)  # type: ignore[misc]  # given for each layer

    def window(self, shape: Shape) -> Window | None:
        return None

    def macs(self, shapes: Shapes, out: Shape) -> int:
        return self._grown(self.known_macs, out)

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return self._grown(self.known_flops, out)

    def activations(self, out: Shape) -> int:
        return self._grown(self.known_activations, out)

    def _grown(self, known: int, out: Shape) -> int:
        return known * prod(out) // self.elements if self.elements else known


@dataclass(frozen=True, slots=True)
class Other(Layer):
    """A layer without a formula: drawn and timed, its work not counted.

    `op` is its own name; parameters, buffers and output shape are given, not computed.
    """

    op: str  # type: ignore[misc]  # each has its own, where a kind has one
    own_params: int = 0
    own_buffers: int = 0
    is_counted: ClassVar[bool] = False
    keeps_inputs: ClassVar[bool] = True

    @property
    def title(self) -> str:  # type: ignore[override]  # the same
        return self.op

    def window(self, shape: Shape) -> Window | None:
        return None

    @property
    def params(self) -> int:
        return self.own_params

    @property
    def buffers(self) -> int:
        return self.own_buffers
