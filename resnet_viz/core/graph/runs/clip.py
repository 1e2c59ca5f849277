"""A tree with short runs in place of a long one: costs and memory follow from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.graph.runs.renaming import Paths, names_inside, renamed_node, renamed_shortcut
from resnet_viz.core.graph.tree import Group, GroupKind, Node, Shortcut

MOST_CLIPPED = 3  # repetitions: the first, one for all between, the last


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
    kept = tuple(renamed_shortcut(each, aliases) for each in shortcuts) if aliases else shortcuts
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
        return renamed_node(part, self.aliases, 0) if self.aliases else part

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
        renamed = tuple(row[: len(factors)] for row in run.renamed)
        if between > 1:
            self._alias_last(run, {a: b for a, b in after.items() if a not in before})
        return replace(run, children=children, paths=paths, carries=carries, renamed=renamed)

    def _alias_last(self, run: Group, inner: Paths) -> None:
        """The third repetition in place of the last; `inner` are the aliases within the first."""
        last, third = names_inside(run, run.count - 1), names_inside(run, MOST_CLIPPED - 1)
        self.aliases |= {last[path]: third[inner.get(path, path)] for path in last}

    def _count_again(self, parts: Iterable["Node | Group"], factor: int) -> None:
        """The times of another repetition: those of its nodes, in the same order."""
        counted = _Clipping()
        for part in parts:
            counted._part(part, factor)
        self.times += counted.times
