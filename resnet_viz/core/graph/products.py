"""Layers that multiply matrices without weights of their own kind: products, attention."""

from dataclasses import dataclass, field
from math import prod
from typing import ClassVar

from resnet_viz.core.graph.layer import NOTHING, Layer, Own, Window
from resnet_viz.core.graph.shape import Shape, Shapes

SOFTMAX_FLOPS = 5  # largest, difference, exp, sum and quotient, for each element


@dataclass(frozen=True, slots=True)
class MatMul(Layer):
    """Products summed over `inner` numbers for each element of the output.

    Of `a @ b`, and of an einsum that sums. `has_sum` is for one that something is added to.
    `function` is PyTorch's name of what is called, `mv` for one with a vector.
    """

    op: ClassVar[str] = "matmul"
    title: ClassVar[str] = "MatMul"
    keeps_inputs: ClassVar[bool] = True
    inner: int
    has_sum: bool = False
    function: str = "matmul"
    own: Own = field(default=NOTHING, kw_only=True)  # type: ignore[misc]  # given for each layer

    def window(self, shape: Shape) -> Window | None:
        return None

    def macs(self, shapes: Shapes, out: Shape) -> int:
        return prod(out) * self.inner

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return prod(out) * self.has_sum


@dataclass(frozen=True, slots=True)
class Attention(Layer):
    """Scaled dot-product attention: each query over `keys` places, causal ones counted in full.

    `entering` and `leaving` are the widths of one head: of queries and keys, and of values.
    """

    op: ClassVar[str] = "attention"
    title: ClassVar[str] = "Attention"
    keeps_inputs: ClassVar[bool] = True
    keeps_output: ClassVar[bool] = True
    heads: int
    keys: int
    entering: int
    leaving: int
    has_mask: bool = False
    own: Own = field(default=NOTHING, kw_only=True)  # type: ignore[misc]  # given for each layer

    def window(self, shape: Shape) -> Window | None:
        return None

    def macs(self, shapes: Shapes, out: Shape) -> int:
        return prod(out[:-1]) * self.keys * (self.entering + self.leaving)

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        """Scaling, mask and softmax of each score."""
        return prod(out[:-1]) * self.keys * (1 + self.has_mask + SOFTMAX_FLOPS)

    def label(self) -> str:
        return _heads_text(self.title, self.heads)


@dataclass(frozen=True, slots=True)
class MultiheadAttention(Layer):
    """PyTorch's attention with its four projections, as one layer.

    `queries` and `keys` are places of one sequence; `key_width` and `value_width` are what enters,
    `width` is what the others have. `more_keys` are those that its own biases add.
    """

    op: ClassVar[str] = "multihead_attention"
    title: ClassVar[str] = "MultiheadAttention"
    keeps_inputs: ClassVar[bool] = True
    width: int
    heads: int
    queries: int
    keys: int
    key_width: int
    value_width: int
    has_bias: bool = True
    more_keys: int = 0
    has_mask: bool = False
    own: Own = field(default=NOTHING, kw_only=True)  # type: ignore[misc]  # given for each layer

    @property
    def weights_read(self) -> int:
        weights = self.width * (2 * self.width + self.key_width + self.value_width)
        return weights + 4 * self.width * self.has_bias

    def window(self, shape: Shape) -> Window | None:
        return None

    def macs(self, shapes: Shapes, out: Shape) -> int:
        around = 2 * self.width * self.width * self._queries(out)
        before = self.width * (self.key_width + self.value_width) * self._keys(out)
        return around + before + 2 * self.width * self._queries(out) * self._seen

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        scores = self.heads * self._queries(out) * self._seen
        biases = self.activations(out) * self.has_bias
        return biases + scores * (1 + self.has_mask + SOFTMAX_FLOPS)

    def activations(self, out: Shape) -> int:
        """What its four projections give."""
        return 2 * self.width * (self._queries(out) + self._keys(out))

    def kept_aside(self, out: Shape) -> int:
        return self.activations(out)

    def label(self) -> str:
        return _heads_text(self.title, self.heads)

    @property
    def _seen(self) -> int:
        return self.keys + self.more_keys

    def _queries(self, out: Shape) -> int:
        """Those of the whole batch."""
        return prod(out[:-1])

    def _keys(self, out: Shape) -> int:
        """Those of the whole batch."""
        return self._queries(out) // self.queries * self.keys


def _heads_text(title: str, heads: int) -> str:
    return f"{title}, {heads} heads" if heads > 1 else title
