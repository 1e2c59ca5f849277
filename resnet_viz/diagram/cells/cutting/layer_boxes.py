"""The box of a layer of any network: its words, its module's name, what comes out of it."""

from collections.abc import Iterator

from resnet_viz.core.graph.join_layers import Stack
from resnet_viz.core.graph.layer import Linear
from resnet_viz.core.graph.pointwise import Elementwise
from resnet_viz.core.graph.several import Other
from resnet_viz.core.graph.shape import image_of
from resnet_viz.core.graph.tree import Node
from resnet_viz.core.graph.views import Embedding, View
from resnet_viz.core.wording import counted
from resnet_viz.diagram.cells.cell import JOIN_SIGNS, Box, box_of, circle_of
from resnet_viz.diagram.cells.labels import layer_words
from resnet_viz.diagram.cells.layer_labels import Words

CALLED = (Linear, Embedding, Elementwise, Other)  # what a name says more of than its class
SHAPING = (Elementwise, Stack, View)
ARITHMETIC = "mul"  # what a sum with parameters or a number looks like: no way meets another
JOINED = {"cat": "concat", "stack": "stack"}


def recorded_box(node: Node, members: tuple[str, ...]) -> Box:
    """The box of a layer, or the circle where several ways meet."""
    if node.op in JOIN_SIGNS and len(node.inputs) > 1:
        return circle_of(node.path, node.op, members)
    is_alone = node.op in JOIN_SIGNS or isinstance(node.layer, View)
    return box_of(node.path, ARITHMETIC if is_alone else node.op, recorded_words(node), members)


def recorded_words(node: Node) -> Words:
    """The words of a layer, of which its own name is one where it is a module."""
    label, detail = layer_words(node)
    label = JOINED.get(node.op, label)
    return label, " · ".join(filter(None, (_name_of(node, label), detail, *_remarks(node))))


def _name_of(node: Node, label: str) -> str:
    """The name that its author gave a layer; '' where that says nothing more than its label."""
    name = node.path.rpartition(".")[2].partition("#")[0]
    is_said = not isinstance(node.layer, CALLED) or name in (*label.split(), node.op)
    return "" if node.is_free or is_said or name.isdigit() else name


def _remarks(node: Node) -> Iterator[str]:
    """The shape where another comes out than goes in, and parameters that are put to it."""
    if not isinstance(node.layer, SHAPING):
        return
    is_batch_moved = isinstance(node.layer, Stack) and node.layer.dim == 0
    if node.out_shape != node.in_shape and not is_batch_moved:
        yield "×".join(map(str, image_of(node.out_shape)))
    if node.layer.params:
        yield counted(node.layer.params, "parameter")
