"""Where in two networks differences are: the kind and the counterpart of every path."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from resnet_viz.core.graph.paths import parent_of, shortcut_id
from resnet_viz.core.lab.diff.diff import Diff
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.rows import PartDiff

JOINS = ("add", "cat")  # operations that end a shortcut


class Place(NamedTuple):
    """How a layer, block or stage differs, and the path of its counterpart, '' for none."""

    kind: Kind
    other: str


class Places:
    """The places of A and of B by their paths, made when they are first asked for."""

    def __init__(self, diff: Diff) -> None:
        self.diff = diff

    @cached_property
    def of_a(self) -> Mapping[str, Place]:
        """Every layer, block and stage of A."""
        return {path: place for path, _, place in self._pairs() if path}

    @cached_property
    def of_b(self) -> Mapping[str, Place]:
        """Every layer, block and stage of B."""
        return {path: Place(place.kind, mine) for mine, path, place in self._pairs() if path}

    def _pairs(self) -> Iterator[tuple[str, str, Place]]:
        """The path in A, the path in B, and the place as A sees it."""
        graph_a, graph_b = (report.network.graph for report in (self.diff.a, self.diff.b))
        if len(graph_a.inputs) == len(graph_b.inputs) == 1:
            one, other = graph_a.input, graph_b.input
            kind = Kind.SAME if one.out_shapes == other.out_shapes else Kind.SHAPE
            yield one.path, other.path, Place(kind, other.path)
        for stage in self.diff.stages:
            ours = "" if stage.kind is Kind.ONLY_B else stage.path
            theirs = "" if stage.kind is Kind.ONLY_A else stage.path
            yield ours, theirs, Place(stage.kind, theirs)
            for part in stage.parts:
                yield from _part_pairs(part)


def _part_pairs(part: PartDiff) -> Iterator[tuple[str, str, Place]]:
    for path in part.paths:
        if path:
            ours = "" if part.kind is Kind.ONLY_B else path
            theirs = "" if part.kind is Kind.ONLY_A else path
            yield ours, theirs, Place(part.kind, theirs)
            yield from _shortcut_pairs(part, path)
        for layer in part.layers:
            ours, theirs = _inside(path, layer.name_a), _inside(path, layer.name_b)
            yield ours, theirs, Place(layer.kind, theirs)


def _shortcut_pairs(part: PartDiff, path: str) -> Iterator[tuple[str, str, Place]]:
    """The shortcut of a block by its id: as its block where only one has that."""
    aside = [layer for layer in part.layers if layer.is_aside]
    joins = [layer for layer in aside if layer.kind.is_one_sided and layer.node.op in JOINS]
    kind = Kind.SAME
    if part.kind.is_one_sided:
        kind = part.kind
    elif joins:
        kind = joins[0].kind
    elif any(layer.kind not in (Kind.SAME, Kind.SHAPE) for layer in aside):
        kind = Kind.SHORTCUT
    own = shortcut_id(path)
    ours = "" if kind is Kind.ONLY_B else own
    theirs = "" if kind is Kind.ONLY_A else own
    yield ours, theirs, Place(kind, theirs)


def _inside(path: str, name: str) -> str:
    return f"{path}.{name}" if path and name else name


def counterpart_in(places: Mapping[str, Place], path: str) -> str:
    """The path that the other network has for one: of its layer, else of what that is in."""
    while path:
        found = places.get(path)
        if found and found.other:
            return found.other
        path = parent_of(path)
    return ""
