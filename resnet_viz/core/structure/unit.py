"""What becomes one layer: an operation, or a call of a module that is not looked into."""

from typing import NamedTuple

from resnet_viz.core.graph.shape import Shapes
from resnet_viz.core.structure.recording import Call, Op, Parameter


class Unit(NamedTuple):
    """The operations of one layer, and the call of the module that they are all of, if one.

    `path` is the layer's own. `in_shapes` are what comes in from other layers, `out_shapes` what
    they read of it. `params` are those that this layer is the first to read.
    """

    path: str
    call: Call | None
    ops: tuple[Op, ...]
    in_shapes: Shapes
    out_shapes: Shapes
    params: tuple[Parameter, ...]
