"""What of a span is drawn as a box, in order: its tree with groups open or closed, runs folded.

Every box and frame has the key that opens or closes it, and the key that closes what it is in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.paths import run_key
from resnet_viz.core.graph.tree import BlockView, Group, GroupKind, Node, Shortcut
from resnet_viz.core.graph.unroll import repeated
from resnet_viz.diagram.cells.cell import Box, Ground, box_of, circle_of
from resnet_viz.diagram.cells.group_words import group_words
from resnet_viz.diagram.cells.labels import block_words
from resnet_viz.diagram.cells.layer_cells import layer_box
from resnet_viz.diagram.cells.spans import Span
from resnet_viz.diagram.scene.scene import WholeOp
from resnet_viz.diagram.view import Level, View

Part = Node | Group
Alike = Sequence[Part]  # a part in each of its repetitions that are drawn as one
OPEN_DEPTHS = {Level.NETWORK: 0, Level.STAGE: 1, Level.BLOCK: 2}


@dataclass(frozen=True, slots=True)
class Keys:
    """What a view toggles for a box or frame: to open or close it, and to close what it is in."""

    own: str = ""
    outer: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the tree a part is: how deep, in what, and whether in a folded run.

    `run` is that run's key, `count` how often a lone box says it is there.
    """

    depth: int = 0
    outer: str = ""
    run: str = ""
    count: int = 1


@dataclass
class Outline:
    """The boxes and frames of a span, outer frames before those in them.

    `holders` are the boxes by the paths of all layers that are in them: where lines to and from
    those end. `firsts` are, for layers of folded repetitions, the paths of the first.
    """

    view: View
    blocks: Mapping[str, BlockView]
    joins: Mapping[str, Shortcut]
    boxes: list[Box] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    holders: dict[str, str] = field(default_factory=dict)
    firsts: dict[str, str] = field(default_factory=dict)
    keys: dict[str, Keys] = field(default_factory=dict)

    def add(self, alike: Alike, spot: Spot) -> None:
        """A part of the tree, and all that is to be drawn of it."""
        part = alike[0]
        if isinstance(part, Node):
            self._add_layer(alike, spot)
        elif part.kind is GroupKind.RUN:
            self._add_run(alike, part, spot)
        elif is_open(part, spot.depth, self.view):
            self._add_open(alike, part, spot)
        else:
            self._add_closed(alike, part, spot)

    def _add_layer(self, alike: Alike, spot: Spot) -> None:
        node = alike[0]
        assert isinstance(node, Node)
        columns = _columns(alike)
        self._append(layer_box(node, columns[0]), Keys(spot.outer, spot.outer))
        self._hold(columns, node.path)

    def _add_open(self, alike: Alike, group: Group, spot: Spot) -> None:
        first, place = len(self.boxes), len(self.grounds)
        inner = Spot(spot.depth + 1, group.path)
        for children in zip(*(_children(each) for each in alike), strict=True):
            self.add(children, inner)
        is_odd = group.path in self.view.toggled
        if len(self.boxes) - first > 1 and (spot.depth < 2 or is_odd):
            ground = Ground(group.path, group.title, first, len(self.boxes))
            self.grounds.insert(place, replace(ground, is_outer=spot.depth == 0))
            self.keys[group.path] = Keys(group.path, group.path)

    def _add_run(self, alike: Alike, run: Group, spot: Spot) -> None:
        key = run_key(run.path)
        rounds = [
            [repeated(each, place) for each in alike if isinstance(each, Group)]
            for place in range(run.count)
        ]
        if self.view.is_folded == (key in self.view.toggled) or run.count == 1:
            inside = replace(spot, outer=key if run.count > 1 else spot.outer, run="", count=1)
            for each in rounds:
                for children in zip(*each, strict=True):
                    self.add(children, inside)
            return
        self._add_folded([each for one in rounds for each in one], run, replace(spot, run=key))

    def _add_folded(self, copies: Sequence[tuple[Part, ...]], run: Group, spot: Spot) -> None:
        """A folded run: one box × n, or the boxes of its first repetition in a frame that says so.

        A run of several parts is one box where a group at its depth would be.
        """
        columns: list[Alike] = list(zip(*copies, strict=True))
        is_single = len(columns) == 1 and not self._opens(columns[0][0], spot.depth)
        if len(columns) > 1 and not _is_deep_open(spot.depth, self.view):
            self._add_closed_run(columns, run, spot)
            return
        first, place = len(self.boxes), len(self.grounds)
        for column in columns:
            self.add(column, replace(spot, count=run.count if is_single else 1))
        if not is_single:
            ground = Ground(spot.run, run.title, first, len(self.boxes), run.count)
            self.grounds.insert(place, ground)
            self.keys[spot.run] = Keys(spot.run, spot.outer)

    def _opens(self, part: Part, depth: int) -> bool:
        return isinstance(part, Group) and is_open(part, depth, self.view)

    def _add_closed_run(self, columns: Sequence[Alike], run: Group, spot: Spot) -> None:
        paths = [each for column in columns for each in _columns(column)]
        words = group_words(run.title, [n for column in columns for n in nodes_in(column[0])])
        members = tuple(path for each in paths for path in each)
        self._append(
            box_of(spot.run, WholeOp.GROUP, words, members, run.count), Keys(spot.run, spot.outer)
        )
        self._hold(paths, spot.run)

    def _add_closed(self, alike: Alike, group: Group, spot: Spot) -> None:
        """A group as one box; of a block with a shortcut its sum too, with what comes after it."""
        columns = _columns(alike)
        keys = Keys(spot.run or group.path, spot.outer)
        join = self._join_of(group, columns)
        inside = [each for each in columns if each[0] != join]
        block = self.blocks.get(group.path) if group.kind is GroupKind.BLOCK else None
        words = block_words(block) if block else group_words(group.title, list(nodes_in(group)))
        op = WholeOp.BLOCK if block else WholeOp.GROUP
        members = tuple(path for each in inside for path in each)
        self._append(box_of(group.path, op, words, members, spot.count), keys)
        self._hold(columns, group.path)
        if join:
            place = next(place for place, each in enumerate(columns) if each[0] == join)
            self._append(circle_of(join, self._op_of(join, group), columns[place]), keys)
            self._hold(columns[place:], join)

    def _join_of(self, group: Group, columns: Sequence[tuple[str, ...]]) -> str:
        """The path of a block's only join; '' where there is none or are several."""
        if group.kind is not GroupKind.BLOCK:
            return ""
        joins = [each[0] for each in columns if each[0] in self.joins]
        return joins[0] if len(joins) == 1 else ""

    def _op_of(self, path: str, group: Group) -> str:
        return next(node.op for node in nodes_in(group) if node.path == path)

    def _append(self, box: Box, keys: Keys) -> None:
        self.boxes.append(box)
        self.keys[box.id] = keys

    def _hold(self, columns: Sequence[tuple[str, ...]], box: str) -> None:
        for column in columns:
            self.firsts |= dict.fromkeys(column, column[0])
            self.holders |= dict.fromkeys(column, box)


def outline_of(graph: Graph, span: Span, view: View) -> Outline:
    """The boxes and frames of a span in a view, in order of the data flow."""
    blocks = {block.path: block for stage in span.stages for block in stage.blocks}
    outline = Outline(view, blocks, {each.join: each for each in graph.shortcuts})
    parts: Alike = (*span.inputs, *span.groups)
    for part in parts:
        outline.add((part,), Spot())
    return outline


def is_open(group: Group, depth: int, view: View) -> bool:
    """Whether what a group holds is drawn; a block at the level of layers only."""
    is_block = group.kind is GroupKind.BLOCK
    is_deep = _is_deep_open(depth, view) and (not is_block or view.level is Level.LAYER)
    return is_deep != (group.path in view.toggled)


def _is_deep_open(depth: int, view: View) -> bool:
    return view.level is Level.LAYER or depth < OPEN_DEPTHS[view.level]


def nodes_in(part: Part) -> Iterator[Node]:
    """Every layer in a part of a tree, each repetition of a run by itself."""
    if isinstance(part, Node):
        yield part
    else:
        for place in range(part.count):
            for child in repeated(part, place):
                yield from nodes_in(child)


def _children(part: Part) -> tuple[Part, ...]:
    return part.children if isinstance(part, Group) else ()


def _columns(alike: Alike) -> list[tuple[str, ...]]:
    """The paths of each layer of a part in all of its repetitions."""
    rows = ([node.path for node in nodes_in(each)] for each in alike)
    return list(zip(*rows, strict=True))
