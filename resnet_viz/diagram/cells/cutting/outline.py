"""What of a network is drawn as a box, in order: its tree with groups open or closed, runs folded.

Every box and frame has the key that opens or closes it, and the key that closes what it is in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.join_layers import Add, Cat
from resnet_viz.core.graph.paths import run_key
from resnet_viz.core.graph.runs.unroll import repeated
from resnet_viz.core.graph.tree import BlockView, Group, GroupKind, Node, Shortcut
from resnet_viz.diagram.cells.cell import Box, Ground, box_of, circle_of
from resnet_viz.diagram.cells.cutting.copies import (
    Alike,
    Part,
    children_of,
    columns_of,
    nodes_in,
    until,
)
from resnet_viz.diagram.cells.cutting.flow import Flow
from resnet_viz.diagram.cells.cutting.group_words import called, group_words, heading_of, is_named
from resnet_viz.diagram.cells.cutting.layer_boxes import recorded_box
from resnet_viz.diagram.cells.cutting.levels import Roles, roles_of
from resnet_viz.diagram.cells.cutting.path_words import path_words
from resnet_viz.diagram.scene.scene import WholeOp
from resnet_viz.diagram.view import Level, View

Columns = Sequence[tuple[str, ...]]  # the paths of each layer in each of those
SMALL_STAGE = 4  # layers at the top that need no frame
CLOSED = (WholeOp.BLOCK, WholeOp.GROUP)


@dataclass(frozen=True, slots=True)
class Keys:
    """What a view toggles for a box or frame: to open or close it, and to close what it is in."""

    own: str = ""
    outer: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the tree a part is: at its top or in what, and whether in a folded run.

    `run` is that run's key, `count` how often a lone box says it is there. `named` is what a part
    is called after, where it is all that is in it.
    """

    is_top: bool = True
    outer: str = ""
    run: str = ""
    count: int = 1
    named: Group | None = None


@dataclass
class Outline:
    """The boxes and frames of a network, outer frames before those in them.

    `holders` are the boxes by the paths of all layers that are in them: where lines to and from
    those end. `firsts` are, for layers of folded repetitions, the paths of the first. `spans` are
    the frames that open groups have or could have, inner ones first.
    """

    view: View
    flow: Flow
    roles: Roles
    blocks: Mapping[str, BlockView]
    joins: Mapping[str, Shortcut]
    boxes: list[Box] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    spans: list[Ground] = field(default_factory=list)
    holders: dict[str, str] = field(default_factory=dict)
    firsts: dict[str, str] = field(default_factory=dict)
    keys: dict[str, Keys] = field(default_factory=dict)

    def add(self, alike: Alike, spot: Spot) -> None:
        """A part of the tree, and all that is to be drawn of it."""
        part = alike[0]
        if isinstance(part, Node):
            if part.path not in self.flow.hidden:
                self._add_layer(alike, spot)
        elif part.kind is GroupKind.RUN:
            self._add_run(alike, part, spot)
        elif self.roles.inner_of(part) or self._is_open(part, spot):
            self._add_open(alike, part, spot)
        elif self.roles.is_drawn(part):
            self._add_closed(alike, part, spot)

    def _is_open(self, group: Group, spot: Spot) -> bool:
        """Whether what a group has is drawn. What is all of a stage is in it, not at the top."""
        is_alone = spot.named is not None and spot.named.path not in self.roles.wrappers
        is_top = spot.is_top and (self._is_coarse or not is_alone)
        return self.roles.is_open(group, self.view, is_top=is_top)

    @property
    def _is_coarse(self) -> bool:
        return self.view.level in (Level.NETWORK, Level.STAGE)

    def _add_layer(self, alike: Alike, spot: Spot) -> None:
        node = alike[0]
        assert isinstance(node, Node)
        columns = columns_of(alike)
        self._append(recorded_box(node, columns[0]), Keys(spot.outer, spot.outer))
        self._hold(columns, node.path)

    def _add_open(self, alike: Alike, group: Group, spot: Spot) -> None:
        first, place = len(self.boxes), len(self.grounds)
        is_same = self.roles.inner_of(group) is not None
        is_through = is_same or group.path in self.roles.wrappers
        named = called(spot.named, group) if spot.named else group
        outer = group.path if group.title and not is_same else spot.outer
        inner = Spot(spot.is_top and is_through, outer, named=named if is_same else None)
        for children in zip(*(children_of(each) for each in alike), strict=True):
            self.add(children, inner)
        if is_through or not group.title:
            return
        ground = Ground(group.path, heading_of(named), first, len(self.boxes))
        self.spans.append(ground)
        if self._is_framed(group, spot, self.boxes[first:]):
            self.grounds.insert(place, replace(ground, is_outer=spot.is_top))
            self.keys[group.path] = Keys(group.path, group.path)

    def _is_framed(self, group: Group, spot: Spot, boxes: Sequence[Box]) -> bool:
        if len(boxes) < 2 or not group.title:
            return False
        if group.path in self.view.toggled:
            return True
        if spot.run:
            return False
        return group.path in self.roles.blocks or (
            spot.is_top and (len(boxes) > SMALL_STAGE or any(box.op in CLOSED for box in boxes))
        )

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

        A run of several parts is one box where a group at its place would be.
        """
        columns: list[Alike] = list(zip(*copies, strict=True))
        is_single = len(columns) == 1 and not self._opens(columns[0][0], spot)
        if len(columns) > 1 and spot.is_top and self._is_coarse:
            self._add_closed_run(columns, run, spot)
            return
        first, place = len(self.boxes), len(self.grounds)
        for column in columns:
            self.add(column, replace(spot, count=run.count if is_single else 1))
        if not is_single and len(self.boxes) > first:
            ground = Ground(spot.run, heading_of(run), first, len(self.boxes), run.count)
            self.grounds.insert(place, ground)
            self.keys[spot.run] = Keys(spot.run, spot.outer)

    def _opens(self, part: Part, spot: Spot) -> bool:
        return isinstance(part, Group) and (
            self.roles.inner_of(part) is not None or self._is_open(part, spot)
        )

    def _add_closed_run(self, columns: Sequence[Alike], run: Group, spot: Spot) -> None:
        paths = [each for column in columns for each in columns_of(column)]
        every = [node for column in columns for node in nodes_in(column[0])]
        words = group_words(run, self._drawn(every), every)
        members = tuple(path for each in paths for path in each)
        self._append(
            box_of(spot.run, WholeOp.GROUP, words, members, run.count), Keys(spot.run, spot.outer)
        )
        self._hold(paths, spot.run)

    def _add_closed(self, alike: Alike, group: Group, spot: Spot) -> None:
        """A group as one box, with the joins that it begins or ends with next to it."""
        columns = columns_of(alike)
        every = list(nodes_in(group))
        nodes = self._drawn(every)
        keys = Keys(spot.run or group.path, spot.outer)
        entry = self._entry_join(group, nodes)
        ends = self._end_join(group, nodes, entry)
        apart = {entry, ends}
        if entry:
            self._add_circle(nodes[0], columns, keys)
        inside = [each for each in columns if each[0] not in apart]
        inner = [node for node in nodes if node.path not in apart]
        block = self.blocks.get(group.path) if group.path in self.roles.blocks else None
        op, words = WholeOp.BLOCK, path_words(block, self.flow.reads) if block else None
        if words is None:
            named = called(spot.named, group) if spot.named else group
            op, words = WholeOp.GROUP, group_words(named, inner, until(every, ends))
        members = tuple(path for each in inside for path in each)
        self._hold([each for each in columns if each[0] != entry], group.path)
        self._append(box_of(group.path, op, words, members, spot.count), keys)
        if ends:
            place = next(place for place, each in enumerate(columns) if each[0] == ends)
            join = next(node for node in nodes if node.path == ends)
            self._add_circle(join, columns, keys)
            self._hold(columns[place:], ends)

    def _add_circle(self, join: Node, columns: Columns, keys: Keys) -> None:
        column = next(each for each in columns if each[0] == join.path)
        self._append(circle_of(join.path, join.op, column), keys)
        self._hold([column], join.path)

    def _entry_join(self, group: Group, nodes: Sequence[Node]) -> str:
        """The path of the join that a group begins with, of several things from outside."""
        first = nodes[0]
        reads = self.flow.reads[first.path]
        is_join = isinstance(first.layer, Add | Cat) and len(nodes) > 1 and len(reads) > 1
        return first.path if is_join and self.view.level is Level.BLOCK else ""

    def _end_join(self, group: Group, nodes: Sequence[Node], entry: str) -> str:
        """The path of the join that a block ends with, of a shortcut past all before it.

        '' where there are several joins, or where the shortcut begins in the block.
        """
        if group.path not in self.roles.blocks:
            return ""
        joins = [place for place, n in enumerate(nodes) if n.path in self.joins and n.path != entry]
        if len(joins) != 1 or any(is_named(node) for node in nodes[joins[0] + 1 :]):
            return ""
        join = nodes[joins[0]].path
        is_past = self.joins[join].source not in {node.path for node in nodes}
        return join if joins[0] and is_past else ""

    def _drawn(self, nodes: Iterable[Node]) -> list[Node]:
        return [node for node in nodes if node.path not in self.flow.hidden]

    def _append(self, box: Box, keys: Keys) -> None:
        self.boxes.append(box)
        self.keys[box.id] = keys

    def _hold(self, columns: Columns, box: str) -> None:
        for column in columns:
            self.firsts |= dict.fromkeys(column, column[0])
            self.holders |= dict.fromkeys(column, box)


def outline_of(graph: Graph, view: View, flow: Flow) -> Outline:
    """The boxes and frames of a network in a view, in order of the data flow."""
    blocks = {block.path: block for block in graph.blocks}
    joins = {each.join: each for each in flow.shortcuts}
    outline = Outline(view, flow, roles_of(graph, flow), blocks, joins)
    for group in graph.groups:
        outline.add((group,), Spot())
    for entry in graph.inputs:
        _insert_input(outline, entry)
    return outline


def _insert_input(outline: Outline, entry: Node) -> None:
    """The box of an input in front of the first that reads it."""
    readers = {
        outline.holders[path] for path, reads in outline.flow.reads.items() if entry.path in reads
    }
    places = (place for place, box in enumerate(outline.boxes) if box.id in readers)
    place = next(places, 0)
    outline.boxes.insert(place, recorded_box(entry, (entry.path,)))
    outline.holders[entry.path] = outline.firsts[entry.path] = entry.path
    outline.keys[entry.path] = Keys()
    outline.grounds = _moved(outline.grounds, place)
    outline.spans = _moved(outline.spans, place)


def _moved(grounds: Iterable[Ground], place: int) -> list[Ground]:
    """The frames after one more box was put at a place, in front of what begins there."""
    return [
        replace(each, first=each.first + (each.first >= place), end=each.end + (each.end > place))
        for each in grounds
    ]
