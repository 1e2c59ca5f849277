"""Where each part of a tree is, those of a run's repetitions too."""

from collections.abc import Iterable
from typing import NamedTuple

from resnet_viz.core.graph.runs.unroll import repeated
from resnet_viz.core.graph.tree import Group, GroupKind, Node


class Place(NamedTuple):
    """A part, and the path of the group that it is directly in, '' at the top.

    Runs aren't places: their children are in what the run is in.
    """

    part: Node | Group
    parent: str


def places_of(groups: Iterable[Group]) -> dict[str, Place]:
    """Each group and each layer by its path."""
    found: dict[str, Place] = {}
    _add(groups, "", found)
    return found


def _add(parts: Iterable[Node | Group], parent: str, found: dict[str, Place]) -> None:
    for part in parts:
        if isinstance(part, Group) and part.kind is GroupKind.RUN:
            for place in range(part.count):
                _add(repeated(part, place), parent, found)
            continue
        found.setdefault(part.path, Place(part, parent))
        if isinstance(part, Group):
            _add(part.children, part.path, found)
