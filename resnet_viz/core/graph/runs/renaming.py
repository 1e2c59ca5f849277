"""What the paths of a run's first repetition are in its others."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.graph.paths import CALL_MARK, call_number
from resnet_viz.core.graph.tree import Group, Node, Shortcut

Paths = Mapping[str, str]


class Renaming(NamedTuple):
    """How the parts of a run's first repetition become those of another."""

    paths: Paths
    shift: int  # of the blocks' index

    def part(self, part: "Node | Group") -> "Node | Group":
        if isinstance(part, Node):
            return renamed_node(part, self.paths, self.shift)
        paths = self.paths
        return replace(
            part,
            path=paths.get(part.path, part.path),
            children=tuple(self.part(child) for child in part.children),
            paths=tuple(paths.get(each, each) for each in part.paths),
            carries=tuple((paths.get(a, a), paths.get(b, b)) for a, b in part.carries),
            renamed=tuple(tuple([paths.get(each, each) for each in row]) for row in part.renamed),
        )


def renamed_node(node: Node, paths: Paths, shift: int) -> Node:
    """A layer under the paths of another repetition; its block's index moves by `shift`."""
    path, layer, inputs, in_shapes, out_shapes, stage, block, ports, call, is_free = node
    if len(inputs) == 1:
        read = inputs[0]
        inputs = (paths.get(read, read),)
    else:
        inputs = tuple([paths.get(read, read) for read in inputs])
    block = block + shift if block is not None else None
    path = paths.get(path, path)
    if call > 1 or CALL_MARK in path:
        call = call_number(path)
    return Node(path, layer, inputs, in_shapes, out_shapes, stage, block, ports, call, is_free)


def renamed_shortcut(shortcut: Shortcut, paths: Paths) -> Shortcut:
    """A shortcut under the paths of another repetition."""
    kind, source, join, layers, how = shortcut
    layers = tuple([paths.get(path, path) for path in layers])
    return Shortcut(kind, paths.get(source, source), paths.get(join, join), layers, how)


def renamed_paths(run: Group, place: int) -> dict[str, str]:
    """Every path of a run's first repetition, and what it reads from outside, in another one."""
    if place == 0:
        return {}
    renamed = names_inside(run, place)
    before = names_inside(run, place - 1) if place > 1 else {}
    for read, carrier in run.carries:
        renamed[read] = before.get(carrier, carrier)
    return renamed


def names_inside(run: Group, place: int) -> dict[str, str]:
    """Every path of a run's first repetition, and what it is in another one."""
    period = len(run.children)
    news = run.paths[place * period : (place + 1) * period]
    moved = {
        path: moved_path(path, child.path, new)
        for child, new in zip(run.children, news, strict=True)
        for path in paths_in(child)
    }
    for row in run.renamed:
        moved[row[0]] = row[place]
    return moved


def paths_in(part: "Node | Group") -> Iterator[str]:
    """Every path in a part of a tree, those of a run's repetitions too."""
    yield part.path
    if isinstance(part, Group):
        for place in range(part.count):
            if place == 0:
                for child in part.children:
                    yield from paths_in(child)
            else:
                yield from names_inside(part, place).values()


def moved_path(path: str, old: str, new: str) -> str:
    """A path within one child of a run, in the one of another repetition."""
    return new + path[len(old) :]


def composed(inner: Paths, outer: Paths) -> dict[str, str]:
    """First within a run, then with the run as a whole."""
    return {**outer, **{path: outer.get(new, new) for path, new in inner.items()}}
