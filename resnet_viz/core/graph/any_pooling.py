"""Pooling of any rank, and of windows that overlap or are as many as asked for."""

from dataclasses import dataclass, field
from math import prod
from typing import ClassVar

from resnet_viz.core.graph.layer import NOTHING, Layer, Own, Window
from resnet_viz.core.graph.shape import Shape, Shapes


@dataclass(frozen=True, slots=True)
class Pool(Layer):
    """The largest or the mean of each window: as many operations for each output as it has places.

    Without a kernel it is adaptive: as many windows as asked for, each input in about one.
    """

    keeps_inputs: ClassVar[bool] = True
    op: str  # type: ignore[misc]  # max_pool, avg_pool
    kernel: Shape = ()
    stride: Shape = ()
    own: Own = field(default=NOTHING, kw_only=True)  # type: ignore[misc]  # given for each layer

    @property
    def title(self) -> str:  # type: ignore[override]  # by the kind
        kind = "MaxPool" if self.op == "max_pool" else "AvgPool"
        return f"{kind}{len(self.kernel)}d" if self.kernel else f"Adaptive{kind}"

    def window(self, shape: Shape) -> Window | None:
        return (self.kernel[0], self.stride[0]) if self.kernel else None

    def extra_flops(self, shapes: Shapes, out: Shape) -> int:
        return prod(out) * prod(self.kernel) if self.kernel else prod(shapes[0])

    def label(self) -> str:
        if not self.kernel:
            return self.title
        stride = "×".join(map(str, dict.fromkeys(self.stride)))
        steps = f"/{stride}" if stride != "1" else ""
        return f"{self.title} {'×'.join(map(str, self.kernel))}{steps}"
