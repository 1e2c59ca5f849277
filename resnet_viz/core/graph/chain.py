"""Nodes appended one behind the other, each with the shape that the one before gives it."""

from dataclasses import dataclass, field

from resnet_viz.core.graph.graph import Node
from resnet_viz.core.graph.layer import Layer


@dataclass
class Chain:
    """Layers in a row; `last` feeds the next, and may be set to go on from another node."""

    last: Node
    prefix: str
    stage: int
    block: int | None = None
    nodes: list[Node] = field(default_factory=list)

    def append(self, name: str, layer: Layer, *, also_from: Node | None = None) -> Node:
        """Puts a layer behind the last one; `also_from` is a second input, as a sum has it."""
        inputs = (self.last.path, also_from.path) if also_from else (self.last.path,)
        shape = self.last.out_shape
        self.last = Node(
            self.prefix + name,
            layer,
            inputs,
            shape,
            layer.out_shape(shape),
            self.stage,
            self.block,
        )
        self.nodes.append(self.last)
        return self.last
