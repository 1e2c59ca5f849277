"""A stage as the parts that are compared: its blocks, equal ones once, and its loose layers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.runs.unroll import unroll
from resnet_viz.core.graph.tree import Group, GroupKind, Node, Shortcut

LOOSE = ""  # the path of what is in no group of its own


class Unit(NamedTuple):
    """A block or another group directly in a stage, or the layers outside of all groups.

    `nodes` are those at `path`; of equal neighbours there is one unit for all, the first.
    `shortcuts` go by the path of their join.
    """

    path: str
    title: str
    is_block: bool
    nodes: tuple[Node, ...]
    shortcuts: Mapping[str, Shortcut]

    def name_of(self, path: str) -> str:
        """What a layer of it is called within."""
        return path[len(self.path) + 1 :] if self.path else path


def units_of(graph: Graph, stage: Group) -> dict[str, Unit]:
    """The parts of a stage by their paths, in order; those of one run share their unit."""
    units: dict[str, Unit] = {}
    loose = tuple(part for part in stage.children if _is_loose(part))
    for part in stage.children:
        if isinstance(part, Node) or _is_loose(part):
            units.setdefault(LOOSE, _unit(graph, replace(stage, path=LOOSE, children=loose)))
        elif part.kind is GroupKind.RUN:
            own = [_unit(graph, child) for child in part.children if isinstance(child, Group)]
            units |= {path: own[place % len(own)] for place, path in enumerate(part.paths)}
        else:
            units[part.path] = _unit(graph, part)
    return units


def _is_loose(part: Node | Group) -> bool:
    """Whether it is a layer, or layers that repeat."""
    if isinstance(part, Node):
        return True
    return part.kind is GroupKind.RUN and any(isinstance(each, Node) for each in part.children)


def _unit(graph: Graph, group: Group) -> Unit:
    inside = unroll((group,), graph.kept_shortcuts)
    shortcuts = {each.join: each for each in inside.shortcuts}
    is_block = group.kind is GroupKind.BLOCK
    return Unit(group.path, group.title, is_block, inside.nodes, shortcuts)
