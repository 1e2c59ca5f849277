"""From a tree of groups to all of its layers, each repetition of a run by itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.graph.tree import (
    BlockView,
    Group,
    GroupKind,
    Node,
    Shortcut,
    StageView,
    Unrolled,
)

MOST_CLIPPED = 3  # repetitions: the first, one for all between, the last

Paths = Mapping[str, str]


def unroll(groups: Iterable[Group], shortcuts: Iterable[Shortcut]) -> Unrolled:
    """All nodes, stages with their blocks, and shortcuts, in order of the data flow."""
    walk = _Walk({shortcut.join: shortcut for shortcut in shortcuts})
    stages = tuple(walk.stage_of(group) for group in groups)
    return Unrolled(tuple(walk.nodes), stages, tuple(walk.shortcuts))


def repeated(run: Group, place: int) -> tuple["Node | Group", ...]:
    """The children of a run in one of its repetitions, 0 being the first."""
    if place == 0:
        return run.children
    renamed = _Renaming(_renamed_paths(run, place), place * len(run.children))
    return tuple(renamed.part(child) for child in run.children)


def last_path(part: "Node | Group") -> str:
    """The path of the last layer in a part of a tree."""
    if isinstance(part, Node):
        return part.path
    if part.kind is GroupKind.RUN:
        inner = last_path(part.children[-1])
        return _moved(inner, part.children[-1].path, part.paths[-1])
    return last_path(part.children[-1])


class _Walk:
    """Collects nodes and shortcuts on the way through a tree, and makes views of its groups."""

    def __init__(self, shortcuts: Mapping[str, Shortcut]) -> None:
        self.nodes: list[Node] = []
        self.shortcuts: list[Shortcut] = []
        self._kept = shortcuts
        self._blocks: list[BlockView] = []

    def stage_of(self, group: Group) -> StageView:
        """A group at the top of the tree with all that it has."""
        start, self._blocks = len(self.nodes), []
        self._add(group.children, {}, 0)
        nodes, blocks = tuple(self.nodes[start:]), tuple(self._blocks)
        loose = nodes if not blocks else _outside(nodes, blocks)
        return StageView(group.path, group.title, group.number, nodes, blocks, loose)

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
            renamed = _renamed_paths(run, place)
            both = _composed(renamed, outer) if outer else renamed
            self._add(run.children, both, shift + place * len(run.children))

    def _add_block(self, block: Group, renamed: Paths, shift: int) -> None:
        start, before = len(self.nodes), len(self.shortcuts)
        self._add(block.children, renamed, shift)
        path = renamed.get(block.path, block.path)
        nodes = tuple(self.nodes[start:])
        shortcut = self.shortcuts[-1] if len(self.shortcuts) > before else None
        gate = tuple(renamed.get(each, each) for each in _gate_paths(block))
        self._blocks.append(BlockView(path, block.title, nodes, shortcut, gate, block))

    def _add_node(self, node: Node, renamed: Paths, shift: int) -> None:
        shortcut = self._kept.get(node.path)
        self.nodes.append(_renamed_node(node, renamed, shift) if renamed else node)
        if shortcut is not None:
            self.shortcuts.append(_renamed_shortcut(shortcut, renamed) if renamed else shortcut)


class _Renaming(NamedTuple):
    """How the parts of a run's first repetition become those of another."""

    paths: Paths
    shift: int  # of the blocks' index

    def part(self, part: "Node | Group") -> "Node | Group":
        if isinstance(part, Node):
            return _renamed_node(part, self.paths, self.shift)
        paths = self.paths
        return replace(
            part,
            path=paths.get(part.path, part.path),
            children=tuple(self.part(child) for child in part.children),
            paths=tuple(paths.get(each, each) for each in part.paths),
            carries=tuple((paths.get(a, a), paths.get(b, b)) for a, b in part.carries),
        )


def _renamed_node(node: Node, paths: Paths, shift: int) -> Node:
    path, layer, inputs, in_shapes, out_shapes, stage, block, ports, call = node
    if len(inputs) == 1:
        read = inputs[0]
        inputs = (paths.get(read, read),)
    else:
        inputs = tuple([paths.get(read, read) for read in inputs])
    block = block + shift if block is not None else None
    return Node(
        paths.get(path, path), layer, inputs, in_shapes, out_shapes, stage, block, ports, call
    )


def _renamed_shortcut(shortcut: Shortcut, paths: Paths) -> Shortcut:
    kind, source, join, layers, how = shortcut
    layers = tuple([paths.get(path, path) for path in layers])
    return Shortcut(kind, paths.get(source, source), paths.get(join, join), layers, how)


def _renamed_paths(run: Group, place: int) -> dict[str, str]:
    """Every path of a run's first repetition, and what it reads from outside, in another one."""
    if place == 0:
        return {}
    renamed = _inside(run, place)
    before = _inside(run, place - 1) if place > 1 else {}
    for read, carrier in run.carries:
        renamed[read] = before.get(carrier, carrier)
    return renamed


def _inside(run: Group, place: int) -> dict[str, str]:
    period = len(run.children)
    news = run.paths[place * period : (place + 1) * period]
    return {
        path: _moved(path, child.path, new)
        for child, new in zip(run.children, news, strict=True)
        for path in _paths_in(child)
    }


def _paths_in(part: "Node | Group") -> Iterator[str]:
    """Every path in a part of a tree, those of a run's repetitions too."""
    yield part.path
    if isinstance(part, Group):
        for place in range(part.count):
            if place == 0:
                for child in part.children:
                    yield from _paths_in(child)
            else:
                yield from _inside(part, place).values()


def _moved(path: str, old: str, new: str) -> str:
    return new + path[len(old) :]


def _composed(inner: Paths, outer: Paths) -> dict[str, str]:
    """First within a run, then with the run as a whole."""
    return {**outer, **{path: outer.get(new, new) for path, new in inner.items()}}


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


class Leaf(NamedTuple):
    """A layer of a tree and how often it is there."""

    node: Node
    times: int


def leaves_of(parts: Iterable["Node | Group"], times: int = 1) -> Iterator[Leaf]:
    """The layers of a tree, those of a run once with its count."""
    for part in parts:
        if isinstance(part, Node):
            yield Leaf(part, times)
        else:
            yield from leaves_of(part.children, times * part.count)


class Clipped(NamedTuple):
    """A tree with short runs, and how often each of its nodes is there in the long one.

    `last` are the paths of third repetitions that stand for the last, and theirs.
    """

    groups: tuple[Group, ...]
    shortcuts: tuple[Shortcut, ...]
    times: tuple[int, ...]
    last: Mapping[str, str]


def clip(groups: tuple[Group, ...], shortcuts: tuple[Shortcut, ...]) -> Clipped:
    """The tree with at most three repetitions in each run: what follows one reads its third."""
    clipping = _Clipping()
    short = tuple(clipping.group(group, 1) for group in groups)
    aliases = clipping.aliases
    kept = tuple(_renamed_shortcut(each, aliases) for each in shortcuts) if aliases else shortcuts
    last = {third: path for path, third in aliases.items()}
    return Clipped(short, kept, tuple(clipping.times), last)


class _Clipping:
    """Cuts runs short on the way through a tree.

    `aliases` are the paths of last repetitions that are gone, and of those in their place.
    """

    def __init__(self) -> None:
        self.aliases: dict[str, str] = {}
        self.times: list[int] = []

    def group(self, group: Group, factor: int) -> Group:
        if group.kind is GroupKind.RUN:
            return self._run(group, factor)
        children = tuple(self._part(child, factor) for child in group.children)
        return replace(group, children=children) if self.aliases else group

    def _part(self, part: "Node | Group", factor: int) -> "Node | Group":
        if isinstance(part, Group):
            return self.group(part, factor)
        self.times.append(factor)
        return _renamed_node(part, self.aliases, 0) if self.aliases else part

    def _run(self, run: Group, factor: int) -> Group:
        count, period = run.count, len(run.children)
        between = count - MOST_CLIPPED + 1
        factors = (1, between, 1) if between > 1 else (1,) * count
        before = dict(self.aliases)
        children = tuple(self._part(child, factor) for child in run.children)
        for times in factors[1:]:
            self._count_again(run.children, factor * times)
        after = self.aliases
        carries = tuple((before.get(a, a), after.get(b, b)) for a, b in run.carries)
        paths = run.paths[: len(factors) * period]
        if between > 1:
            self._alias_last(run, {a: b for a, b in after.items() if a not in before})
        return replace(run, children=children, paths=paths, carries=carries)

    def _alias_last(self, run: Group, inner: Paths) -> None:
        """The third repetition in place of the last; `inner` are the aliases within the first."""
        last, third = _inside(run, run.count - 1), _inside(run, MOST_CLIPPED - 1)
        self.aliases |= {last[path]: third[inner.get(path, path)] for path in last}

    def _count_again(self, parts: Iterable["Node | Group"], factor: int) -> None:
        """The times of another repetition: those of its nodes, in the same order."""
        counted = _Clipping()
        for part in parts:
            counted._part(part, factor)
        self.times += counted.times
