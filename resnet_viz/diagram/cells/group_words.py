"""What the box of a group says where the group is not a stage of blocks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from resnet_viz.core.graph.layer import Conv2d, Linear, Other
from resnet_viz.core.graph.shape import image_of
from resnet_viz.core.graph.tree import BlockView, Group, Node, Shortcut
from resnet_viz.core.wording import counted
from resnet_viz.diagram.cells.labels import Words, block_words, convs_of, layer_words

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


def closed_words(group: Group, nodes: Sequence[Node], blocks: Mapping[str, BlockView]) -> Words:
    """What a closed group says: a block of convolutions their channels, any other its layers."""
    block = blocks.get(group.path)
    if block and convs_of(nodes) and not any(isinstance(node.layer, Linear) for node in nodes):
        return block_words(block)
    return group_words(group.title, nodes)


def with_shortcuts(words: Words, inside: Iterable[Shortcut]) -> Words:
    """The same with the shortcuts in a box, which have no lines of their own."""
    kinds = Counter(shortcut.kind for shortcut in inside)
    if not kinds:
        return words
    text = "shortcuts: " + ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    return words[0], "\n".join(filter(None, (words[1], text)))
