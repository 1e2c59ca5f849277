"""From a tree of groups to all of its layers, each repetition of a run by itself."""

from collections.abc import Iterable, Mapping

from resnet_viz.core.graph.group_names import top_name
from resnet_viz.core.graph.runs.renaming import (
    Paths,
    Renaming,
    composed,
    names_inside,
    renamed_node,
    renamed_paths,
    renamed_shortcut,
)
from resnet_viz.core.graph.tree import (
    BlockView,
    Group,
    GroupKind,
    Node,
    PlainJoin,
    Shortcut,
    StageView,
    Unrolled,
)


def unroll(
    groups: Iterable[Group],
    shortcuts: Iterable[Shortcut],
    plain_joins: Iterable[PlainJoin] = (),
) -> Unrolled:
    """All nodes, stages with their blocks, shortcuts and other joins, in order of the data flow."""
    walk = _Walk(
        {shortcut.join: shortcut for shortcut in shortcuts},
        {plain.join: plain for plain in plain_joins},
    )
    stages = tuple(walk.stage_of(group) for group in groups)
    return Unrolled(tuple(walk.nodes), stages, tuple(walk.shortcuts), tuple(walk.plain_joins))


def repeated(run: Group, place: int) -> tuple["Node | Group", ...]:
    """The children of a run in one of its repetitions, 0 being the first."""
    if place == 0:
        return run.children
    renamed = Renaming(renamed_paths(run, place), place * len(run.children))
    return tuple(renamed.part(child) for child in run.children)


def last_path(part: "Node | Group") -> str:
    """The path of the last layer in a part of a tree."""
    if isinstance(part, Node):
        return part.path
    if part.kind is GroupKind.RUN:
        inner = last_path(part.children[-1])
        return names_inside(part, part.count - 1)[inner]
    return last_path(part.children[-1])


class _Walk:
    """Collects nodes and joins on the way through a tree, and makes views of its groups."""

    def __init__(
        self, shortcuts: Mapping[str, Shortcut], plain_joins: Mapping[str, PlainJoin]
    ) -> None:
        self.nodes: list[Node] = []
        self.shortcuts: list[Shortcut] = []
        self.plain_joins: list[PlainJoin] = []
        self._kept = shortcuts
        self._kept_plain = plain_joins
        self._blocks: list[BlockView] = []

    def stage_of(self, group: Group) -> StageView:
        """A group at the top of the tree with all that it has."""
        start, self._blocks = len(self.nodes), []
        self._add((group,), {}, 0)
        nodes, blocks = tuple(self.nodes[start:]), tuple(self._blocks)
        loose = nodes if not blocks else _outside(nodes, blocks)
        name = top_name(group)
        return StageView(group.path, group.title, name, group.number, nodes, blocks, loose)

    def _add(self, parts: Iterable["Node | Group"], renamed: Paths, shift: int) -> None:
        for part in parts:
            if isinstance(part, Node):
                self._add_node(part, renamed, shift)
            elif part.kind is GroupKind.RUN:
                self._add_run(part, renamed, shift)
            elif part.kind is GroupKind.BLOCK:
                self._add_block(part, renamed, shift)
            else:
                self._add(part.children, renamed, shift)

    def _add_run(self, run: Group, outer: Paths, shift: int) -> None:
        for place in range(run.count):
            renamed = renamed_paths(run, place)
            both = composed(renamed, outer) if outer else renamed
            self._add(run.children, both, shift + place * len(run.children))

    def _add_block(self, block: Group, renamed: Paths, shift: int) -> None:
        start, before, within = len(self.nodes), len(self.shortcuts), len(self._blocks)
        self._add(block.children, renamed, shift)
        path = renamed.get(block.path, block.path)
        nodes, shortcuts = tuple(self.nodes[start:]), tuple(self.shortcuts[before:])
        if inner := self._blocks[within:]:
            others = {shortcut for each in inner for shortcut in each.shortcuts}
            shortcuts = tuple(each for each in shortcuts if each not in others)
        gate = tuple(renamed.get(each, each) for each in _gate_paths(block))
        self._blocks.append(BlockView(path, block.title, nodes, shortcuts, gate, block))

    def _add_node(self, node: Node, renamed: Paths, shift: int) -> None:
        shortcut = self._kept.get(node.path)
        self.nodes.append(renamed_node(node, renamed, shift) if renamed else node)
        if shortcut is not None:
            self.shortcuts.append(renamed_shortcut(shortcut, renamed) if renamed else shortcut)
        elif (plain := self._kept_plain.get(node.path)) is not None:
            self.plain_joins.append(PlainJoin(renamed.get(plain.join, plain.join), plain.how))


def _gate_paths(block: Group) -> tuple[str, ...]:
    gates = (
        child
        for child in block.children
        if isinstance(child, Group) and child.kind is GroupKind.GATE
    )
    return tuple(node.path for gate in gates for node in gate.children)


def _outside(nodes: tuple[Node, ...], blocks: tuple[BlockView, ...]) -> tuple[Node, ...]:
    inside = {node.path for block in blocks for node in block.nodes}
    return tuple(node for node in nodes if node.path not in inside)
