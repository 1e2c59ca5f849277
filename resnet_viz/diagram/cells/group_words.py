"""What the box of a group says where the group is not a stage of blocks."""

from collections.abc import Sequence

from resnet_viz.core.graph.layer import Conv2d, Linear, Other
from resnet_viz.core.graph.shape import image_of
from resnet_viz.core.graph.tree import Node
from resnet_viz.core.wording import counted
from resnet_viz.diagram.cells.labels import Words, layer_words

NAMED = (Conv2d, Linear, Other)
MOST_NAMED = 2


def group_words(title: str, nodes: Sequence[Node]) -> Words:
    """Its title; its layers with weights, or how many it has; what goes in and comes out.

    What goes in is left out where that is more than one thing.
    """
    named = [layer_words(node)[0] for node in nodes if isinstance(node.layer, NAMED)]
    is_few = 0 < len(named) <= MOST_NAMED
    inside = " · ".join(named) if is_few else counted(len(nodes), "layer")
    entering, out = nodes[0].in_shapes, nodes[-1].out_shape
    sizes = (*entering, out) if len(entering) == 1 else (out,)
    way = " → ".join("×".join(map(str, image_of(shape))) for shape in sizes)
    return title, f"{inside}\n{way}"
