"""What the box of a group says where the group is not a stage of blocks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from resnet_viz.core.graph.convolution import Conv
from resnet_viz.core.graph.layer import Conv2d, Linear
from resnet_viz.core.graph.products import Attention, MatMul, MultiheadAttention
from resnet_viz.core.graph.recurrent import Recurrent
from resnet_viz.core.graph.several import Other
from resnet_viz.core.graph.shape import Shape, image_of
from resnet_viz.core.graph.tree import Group, GroupKind, Node, Shortcut
from resnet_viz.core.graph.views import Embedding
from resnet_viz.core.wording import counted
from resnet_viz.diagram.cells.labels import layer_words
from resnet_viz.diagram.cells.layer_labels import Words

NAMED = (Conv, Conv2d, Linear, MatMul, Attention, MultiheadAttention, Embedding, Recurrent, Other)
MOST_NAMED = 2
CONTAINERS = ("Sequential", "ModuleList", "ModuleDict")  # of torch.nn


def called(named: Group, inner: Group) -> Group:
    """A group under the name of the one that it is all of, which may only hold it."""
    title = named.title if named.title not in CONTAINERS else inner.title
    return replace(inner, path=named.path, title=title)


def heading_of(group: Group) -> str:
    """What the frame of a group says: its name, and its class where that says more.

    A run of one part is called after it, one of several has a title or none.
    """
    if group.kind is GroupKind.RUN:
        first = group.children[0]
        is_named = len(group.children) == 1 and isinstance(first, Group)
        return heading_of(first) if is_named and isinstance(first, Group) else group.title
    return " · ".join(filter(None, (name_of(group), _kind_of(group))))


def group_words(group: Group, nodes: Sequence[Node], every: Sequence[Node]) -> Words:
    """Its name; its class; its layers with weights, or how many it has; what goes in and out.

    `nodes` are those that could be drawn, `every` are its views too. What goes in is left out where
    that is more than one thing.
    """
    named = [node for node in nodes if is_named(node)] or nodes
    is_few = len(named) <= MOST_NAMED
    words = (layer_words(node)[0] for node in named)
    inside = " · ".join(words) if is_few else counted(len(nodes), "layer")
    entering, out = _entering(every), every[-1].out_shape
    sizes = (*entering, out) if len(entering) == 1 else (out,)
    way = " → ".join("×".join(map(str, image_of(shape))) for shape in sizes)
    kind = _kind_of(group) if group.title else ""
    about = " · ".join(filter(None, (kind, inside)))
    return name_of(group) or _joined_name(nodes), f"{about}\n{way}"


def is_named(node: Node) -> bool:
    """Whether a group is called after such layers: those that hold most of its weights."""
    return isinstance(node.layer, NAMED)


def _entering(nodes: Iterable[Node]) -> tuple[Shape, ...]:
    """The shapes of all that layers read from outside of them, each thing once."""
    inside: set[str] = set()
    found: dict[tuple[str, Shape], Shape] = {}
    for node in nodes:
        inside.add(node.path)
        for read, shape in zip(node.inputs, node.in_shapes, strict=False):
            if read not in inside:
                found[read, shape] = shape
    return tuple(found.values())


def name_of(group: Group) -> str:
    """Where a group is: `attn`, `blocks.3`, `stages.1.0`; its title where it has its own name."""
    if not group.title or group.kind is GroupKind.RUN:
        return group.title
    parts = group.path.split(".")
    first = len(parts) - 1
    while first and parts[first].partition("#")[0].isdigit():
        first -= 1
    return ".".join(parts[first:])


def _kind_of(group: Group) -> str:
    """The class of a group, '' for one that only holds others."""
    plain = group.title.replace(" ", "")
    return "" if group.title in CONTAINERS or plain == name_of(group) else group.title


def _joined_name(nodes: Sequence[Node]) -> str:
    """What layers in no module are called together: by the first and the last.

    By what they are where a number is all of their names.
    """
    first, last = (node.path.rpartition(".")[2] for node in (nodes[0], nodes[-1]))
    if first.isdigit() or last.isdigit():
        first, last = layer_words(nodes[0])[0], layer_words(nodes[-1])[0]
    return first if first == last else f"{first} … {last}"


def with_shortcuts(words: Words, inside: Iterable[Shortcut]) -> Words:
    """The same with the shortcuts in a box, which have no lines of their own."""
    kinds = Counter(shortcut.title for shortcut in inside)
    if not kinds:
        return words
    text = "shortcuts: " + ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    return words[0], "\n".join(filter(None, (words[1], text)))
