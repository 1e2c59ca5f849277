"""Layers that compute nothing: other looks at the same elements, rows of a table."""

from dataclasses import dataclass, field
from math import prod
from typing import ClassVar

from resnet_viz.core.graph.layer import NOTHING, Layer, Own, Window
from resnet_viz.core.graph.shape import Shape, Shapes


@dataclass(frozen=True, slots=True)
class View(Layer):
    """Another look at the same elements, which costs nothing; `is_copy` where they are moved."""

    is_view: ClassVar[bool] = True
    op: str  # type: ignore[misc]  # by the operation
    is_copy: bool = False
    is_local: bool = False
    own: Own = field(default=NOTHING, kw_only=True)  # type: ignore[misc]  # given for each layer
    is_in_place: bool = field(default=False, kw_only=True)  # type: ignore[misc]  # by the call

    @property
    def title(self) -> str:  # type: ignore[override]  # by the operation
        return self.op

    def window(self, shape: Shape) -> Window | None:
        return (1, 1) if self.is_local else None

    def elements_read(self, shapes: Shapes, out: Shape) -> int:
        return prod(out) if self.is_copy else 0

    def elements_written(self, out: Shape) -> int:
        return prod(out) if self.is_copy else 0

    @property
    def weights_read(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Embedding(Layer):
    """For each number the row of its table: nothing is computed, and only those rows are read."""

    op: ClassVar[str] = "embedding"
    title: ClassVar[str] = "Embedding"
    rows: int
    width: int
    own: Own = field(default=NOTHING, kw_only=True)  # type: ignore[misc]  # given for each layer

    @property
    def weights_read(self) -> int:
        return 0

    def window(self, shape: Shape) -> Window | None:
        return None

    def elements_read(self, shapes: Shapes, out: Shape) -> int:
        return sum(map(prod, shapes)) + prod(out)

    def label(self) -> str:
        return f"{self.title} {self.rows}×{self.width}"
