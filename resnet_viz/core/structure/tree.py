"""From sections and layers to groups: equal neighbours in runs, blocks by their shortcuts."""

from collections.abc import Hashable, Iterable, Sequence

from resnet_viz.core.graph.tree import Group, GroupKind, Node
from resnet_viz.core.structure.outline import Section
from resnet_viz.core.structure.repeats import Piece, Run, Wiring, renamed_rows, runs_of
from resnet_viz.core.structure.shortcuts import Joins


class Grower:
    """Makes the groups of a tree of `nodes`, which end with the inputs, the last one first.

    `bare` are layers without parameters. `dropped` gets those that a run's first repetition is for.
    """

    def __init__(
        self, nodes: Sequence[Node], bare: Sequence[bool], wiring: Wiring, joins: Joins
    ) -> None:
        self.dropped = [False] * len(nodes)
        self._nodes = nodes
        self._bare = bare
        self._wiring = wiring
        self._open = {each.join: each for each in joins.shortcuts}  # of no section yet
        self._marks: dict[int, Hashable] = {
            each.join: (each.kind, each.how, len(each.layers)) for each in joins.shortcuts
        }
        self._marks |= dict(joins.plain)
        self._signs: dict[Hashable, int] = {}

    def parts_of(self, sections: Iterable[int | Section]) -> tuple[Node | Group, ...]:
        """The parts of the tree for what is in one section."""
        pieces = [self._piece(each) for each in sections]
        return tuple([each.part for each in self._folded(pieces)])

    def _piece(self, each: int | Section) -> Piece:
        if isinstance(each, Section):
            return self._section(each)
        node = self._nodes[each]
        mark = self._marks.get(each)
        what = type(node.layer), node.layer, node.in_shapes, node.out_shapes
        key = (*what, node.ports, node.is_free, mark)
        return Piece(node, self._sign(key), each, each + 1, self._bare[each])

    def _section(self, section: Section) -> Piece:
        pieces = self._folded([self._piece(each) for each in section.children])
        kind = self._kind_of(section)
        children = tuple([piece.part for piece in pieces])
        group = Group(section.path, section.kind, kind, children)
        key = (section.kind, kind, tuple([piece.sign for piece in pieces]))
        return Piece(group, self._sign(key), section.first, section.end, False)

    def _kind_of(self, section: Section) -> GroupKind:
        """A block if a shortcut and what it leads past are in this module, not deeper."""
        own = [
            self._open[place]
            for place in range(section.first, section.end)
            if place in self._open and self._open[place].first >= section.first
        ]
        for each in own:
            del self._open[each.join]
        return GroupKind.BLOCK if own and not section.is_list else GroupKind.PART

    def _folded(self, pieces: Sequence[Piece]) -> list[Piece]:
        found: list[Piece] = []
        at = 0
        for run in runs_of(pieces, self._wiring):
            found += pieces[at : run.start]
            found.append(self._run(run, pieces[run.start : run.end]))
            at = run.end
        return [*found, *pieces[at:]]

    def _run(self, run: Run, pieces: Sequence[Piece]) -> Piece:
        period = run.period
        parts = [piece.part for piece in pieces]
        children = tuple(parts[:period])
        repetitions = [parts[at : at + period] for at in range(0, len(parts), period)]
        carries = tuple(
            [(self._nodes[read].path, self._nodes[at].path) for read, at in run.carries]
        )
        paths = tuple([part.path for part in parts])
        title = children[0].title if isinstance(children[0], Group) and period == 1 else ""
        group = Group(
            children[0].path,
            title,
            GroupKind.RUN,
            children,
            paths=paths,
            carries=carries,
            renamed=renamed_rows(repetitions),
        )
        first, end = pieces[0].first, pieces[-1].end
        for place in range(pieces[period - 1].end, end):
            self.dropped[place] = True
        key = (len(repetitions), tuple([piece.sign for piece in pieces[:period]]))
        return Piece(group, self._sign(key), first, end, False)

    def _sign(self, key: Hashable) -> int:
        return self._signs.setdefault(key, len(self._signs))
