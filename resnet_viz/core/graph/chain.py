"""Nodes appended one after the other, each with the shape that the one before gives it."""

from dataclasses import dataclass, field

from resnet_viz.core.graph.layer import Layer
from resnet_viz.core.graph.tree import Node


@dataclass
class Chain:
    """Layers in a row; `last` feeds the next, and may be set to go on from another node."""

    last: Node
    prefix: str
    stage: int | None = None
    block: int | None = None
    nodes: list[Node] = field(default_factory=list)

    def append(self, name: str, layer: Layer, *, also_from: Node | None = None) -> Node:
        """Puts a layer after the last one; `also_from` is a second input, as a sum has it."""
        last = self.last
        inputs: tuple[str, ...] = (last.path,)
        shapes = last.out_shapes
        if also_from is not None:
            inputs, shapes = (last.path, also_from.path), (*shapes, *also_from.out_shapes)
        out = layer.out_shape(*shapes)
        outs = shapes if out is shapes[0] and also_from is None else (out,)
        self.last = Node(self.prefix + name, layer, inputs, shapes, outs, self.stage, self.block)
        self.nodes.append(self.last)
        return self.last
