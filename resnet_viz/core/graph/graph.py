"""A network as a tree of groups of layers with whole shapes, whoever made it.

Equal neighbours are kept once, in a run. Stages and blocks are views of the tree, shortcuts a list
next to it. Nodes are made of the tree when they are first asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from resnet_viz.core.graph.runs.clip import Leaf, clip, leaves_of
from resnet_viz.core.graph.runs.places import Place, places_of
from resnet_viz.core.graph.runs.unroll import unroll
from resnet_viz.core.graph.tree import (
    BlockView,
    Group,
    Node,
    PlainJoin,
    Shortcut,
    StageView,
    Unrolled,
)


@dataclass(frozen=True)
class Graph:
    """A whole network: what enters, its groups in order of the data flow, its shortcuts.

    `kept_shortcuts` are those of the tree: of a run, those of its first repetition; so are
    `kept_plain_joins`, the sums and concatenations that close no shortcut. `scaling` are layers
    that read weights only and grow with the batch all the same: rows of a table, one an image.
    """

    title: str
    inputs: tuple[Node, ...]
    groups: tuple[Group, ...]
    kept_shortcuts: tuple[Shortcut, ...] = ()
    kept_plain_joins: tuple[PlainJoin, ...] = ()
    scaling: frozenset[str] = frozenset()

    @property
    def input(self) -> Node:
        """What enters first."""
        return self.inputs[0]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every layer in order of the data flow, without the inputs."""
        return self._unrolled.nodes

    @property
    def stages(self) -> tuple[StageView, ...]:
        """The groups at the top of the tree."""
        return self._unrolled.stages

    @cached_property
    def blocks(self) -> tuple[BlockView, ...]:
        """Every residual block in order."""
        return tuple(block for stage in self.stages for block in stage.blocks)

    @cached_property
    def shortcut_count(self) -> int:
        """How many shortcuts there are, counted without making them all."""
        times = {leaf.node.path: leaf.times for leaf in self.leaves}
        return sum(times[shortcut.join] for shortcut in self.kept_shortcuts)

    @property
    def shortcuts(self) -> tuple[Shortcut, ...]:
        """Every shortcut in order of the data flow."""
        return self._unrolled.shortcuts

    @property
    def plain_joins(self) -> tuple[PlainJoin, ...]:
        """Every sum and concatenation without a shortcut, in order of the data flow."""
        return self._unrolled.plain_joins

    @property
    def layer_count(self) -> int:
        """How many layers there are, counted without making them all."""
        return sum(leaf.times for leaf in self.leaves)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Each distinct layer of the tree once, and how often it is there."""
        return tuple(leaves_of(self.groups))

    @cached_property
    def by_path(self) -> Mapping[str, Node]:
        """Every layer by its path, the inputs too."""
        return {node.path: node for node in (*self.inputs, *self.nodes)}

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every group and layer by its path, with the group that it is in."""
        return places_of(self.groups)

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """For each output the path of the layer that allocated its storage."""
        owners = {each.path: each.path for each in self.inputs}
        for node in self.nodes:
            owners[node.path] = (
                owners[node.inputs[0]] if node.layer.is_in_place and node.inputs else node.path
            )
        return owners

    @cached_property
    def view_paths(self) -> frozenset[str]:
        """The layers that compute nothing: other looks at the same elements."""
        if not any(leaf.node.layer.is_view for leaf in self.leaves):
            return frozenset()
        return frozenset(each.path for each in self.nodes if each.layer.is_view)

    @cached_property
    def constants(self) -> frozenset[str]:
        """The layers that read weights only, directly or not: no input and no batch is in them."""
        found: set[str] = set()
        if not all(leaf.node.inputs for leaf in self.leaves):
            for node in self.nodes:
                if found.issuperset(node.inputs) and node.path not in self.scaling:
                    found.add(node.path)
        return frozenset(found)

    @cached_property
    def clipped(self) -> "ClippedGraph":
        """The same with at most three repetitions in each run, and how often each node is there.

        What is alike in every repetition but the first and the last is the same for all of them,
        so costs and memory of a network follow from this small one: itself where no run is longer.
        """
        short = clip(self.groups, self.kept_shortcuts)
        small = (
            replace(self, groups=short.groups, kept_shortcuts=short.shortcuts)
            if short.last
            else self
        )
        return ClippedGraph(small, short.times, short.last)

    @cached_property
    def _unrolled(self) -> Unrolled:
        return unroll(self.groups, self.kept_shortcuts, self.kept_plain_joins)


class ClippedGraph(NamedTuple):
    """A small graph in place of a large one: `times` says how often each of its nodes is there.

    `last` are the paths that stand for those of a last repetition, and those.
    """

    graph: Graph
    times: tuple[int, ...]
    last: Mapping[str, str]
