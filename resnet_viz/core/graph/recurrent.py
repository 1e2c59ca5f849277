"""Layers that read a sequence step by step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod
from typing import ClassVar, NamedTuple

from resnet_viz.core.graph.layer import NOTHING, Layer, Own, Window
from resnet_viz.core.graph.shape import Shape, Shapes


class Cell(NamedTuple):
    """A kind of cell: its title, its gates, and the element-wise operations of one hidden unit.

    A sigmoid is four operations, a tanh one; biases are not among them.
    """

    title: str
    gates: int
    flops: int


CELLS: Mapping[str, Cell] = {
    "lstm": Cell("LSTM", 4, 22),  # 4 sums, 3 sigmoids, 2 tanh, and 4 for both states
    "gru": Cell("GRU", 3, 17),  # 3 sums, 2 sigmoids, a tanh, and 5 for what is mixed
    "rnn": Cell("RNN", 1, 2),  # a sum, a tanh
}


@dataclass(frozen=True, slots=True)
class Recurrent(Layer):
    """An LSTM, a GRU or a plain recurrent layer: `layers` of them, in one or two directions.

    `projected` is the width that an LSTM's projection gives, 0 for none.
    """

    keeps_inputs: ClassVar[bool] = True
    cell: str
    entering: int
    hidden: int
    layers: int = 1
    directions: int = 1
    projected: int = 0
    has_bias: bool = True
    own: Own = field(default=NOTHING, kw_only=True)  # type: ignore[misc]  # given for each layer

    @property
    def op(self) -> str:  # type: ignore[override]  # by its cell
        return self.cell

    @property
    def title(self) -> str:  # type: ignore[override]  # by its cell
        return CELLS[self.cell].title

    @property
    def weights(self) -> int:
        """Of all layers and directions, without biases: each works once a step."""
        gates, given = CELLS[self.cell].gates, self.projected or self.hidden
        widths = [self.entering] + [self.directions * given] * (self.layers - 1)
        each = (gates * self.hidden * (width + given) for width in widths)
        projections = self.projected * self.hidden * self.layers
        return self.directions * (sum(each) + projections)

    @property
    def biases(self) -> int:
        """Two for each gate, as PyTorch has them."""
        gates = CELLS[self.cell].gates
        return 2 * gates * self.hidden * self.layers * self.directions * self.has_bias

    @property
    def weights_read(self) -> int:
        return self.weights + self.biases

    def window(self, shape: Shape) -> Window | None:
        return None

    def macs(self, shapes: Shapes, out: Shape) -> int:
        return prod(shapes[0][:-1]) * self.weights

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        units = self.hidden * self.layers * self.directions
        return prod(shapes[0][:-1]) * (units * CELLS[self.cell].flops + self.biases)

    def label(self) -> str:
        layers = f", {self.layers} layers" if self.layers > 1 else ""
        return f"{self.title}{layers}{', both ways' if self.directions > 1 else ''}"
