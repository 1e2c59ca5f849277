"""Which networks are drawn as the family is: a stem, stages of blocks and a head, in a row.

A recorded network is one of them if it is built so, whoever wrote it: its groups are then given
these roles. All else is cut into cells.
"""

from collections.abc import Iterator, Sequence

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.join_layers import Add
from resnet_viz.core.graph.paths import HEAD, STEM
from resnet_viz.core.graph.tree import BlockView, Group, GroupKind, Join, Node
from resnet_viz.diagram.cells.cutting.group_words import name_of

CHAINED = (GroupKind.STEM, GroupKind.STAGE, GroupKind.HEAD)


def is_chained(graph: Graph) -> bool:
    """Whether a network says itself that it is a stem, stages of blocks and a head."""
    return len(graph.inputs) == 1 and all(group.kind in CHAINED for group in graph.groups)


def as_chained(graph: Graph) -> Graph | None:
    """The network as stem, stages and head; None where it is not built so."""
    if is_chained(graph):
        return graph
    groups = _in_roles(graph) if len(graph.inputs) == 1 else ()
    if not groups or not _is_in_a_row(graph):
        return None
    return Graph(graph.title, graph.inputs, groups, graph.kept_shortcuts)


def _in_roles(graph: Graph) -> tuple[Group, ...]:
    """The groups at the top as a stem, stages and a head; none where stages are not in a row."""
    stages = [place for place, group in enumerate(graph.groups) if _is_stage(group)]
    if not stages or stages[-1] - stages[0] + 1 != len(stages):
        return ()
    first, end = stages[0], stages[-1] + 1
    before, after = graph.groups[:first], graph.groups[end:]
    own = (
        Group(group.path, name_of(group), GroupKind.STAGE, group.children, number)
        for number, group in enumerate(graph.groups[first:end], start=1)
    )
    stem = _joined(before, STEM, GroupKind.STEM, 0)
    return (*stem, *own, *_joined(after, HEAD, GroupKind.HEAD, len(stages) + 1))


def _joined(groups: Sequence[Group], title: str, kind: GroupKind, number: int) -> tuple[Group, ...]:
    """The layers of several groups as one; none of no group."""
    nodes = tuple(node for group in groups for node in _plain(group))
    path = groups[0].path if len(groups) == 1 else title
    return (Group(path, title, kind, nodes, number),) if nodes else ()


def _plain(group: Group) -> Iterator[Node]:
    for child in group.children:
        if isinstance(child, Node):
            yield child
        else:
            yield from _plain(child)


def _is_stage(group: Group) -> bool:
    """Whether a group is residual blocks and nothing else."""
    return group.kind is GroupKind.PART and all(map(_is_of_blocks, group.children))


def _is_of_blocks(part: Node | Group) -> bool:
    if isinstance(part, Node):
        return False
    if part.kind is GroupKind.RUN:
        return len(part.children) == 1 and _is_of_blocks(part.children[0])
    return part.kind is GroupKind.BLOCK


def _is_in_a_row(graph: Graph) -> bool:
    """Whether each layer reads the one before it, and each block has one shortcut past it."""
    last = graph.input.path
    joins = [shortcut.join for shortcut in graph.shortcuts]
    if len(set(joins)) != len(graph.blocks):
        return False
    if any(leaf.node.layer.is_view for leaf in graph.leaves):
        return False
    for stage in graph.stages:
        loose = [node for node in stage.nodes if not stage.blocks]
        if not _follows(loose, last):
            return False
        for block in stage.blocks:
            if not _is_plain_block(block, last):
                return False
            last = block.main[-1].path
        last = stage.nodes[-1].path if loose else last
    return True


def _is_plain_block(block: BlockView, entry: str) -> bool:
    """Whether a block's layers are in a row but for one sum with a way past them."""
    shortcut = block.shortcut
    if shortcut is None or shortcut.how is not Join.ADD:
        return False
    aside = [node for node in block.nodes if node.path in shortcut.layers]
    if not _follows(aside, shortcut.source):
        return False
    carried = aside[-1].path if aside else shortcut.source
    last, sources = entry, {entry}
    for node in block.main:
        if node.path == shortcut.join:
            if not isinstance(node.layer, Add) or set(node.inputs) != {last, carried}:
                return False
        elif node.inputs != (last,):
            return False
        last = node.path
        sources.add(last)
    return shortcut.source in sources and len(block.nodes) == len(block.main) + len(aside)


def _follows(nodes: Sequence[Node], entry: str) -> bool:
    """Whether each layer reads the one before it and nothing else."""
    paths = [entry, *(node.path for node in nodes)]
    return all(node.inputs == (before,) for before, node in zip(paths, nodes, strict=False))
