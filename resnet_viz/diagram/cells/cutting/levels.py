"""What of a network's tree is open at each level, for a tree of any depth.

What takes most of a network and only wraps it is always open: what is in it is at the
top. A group at the top is a stage. At the levels of network and stage it is one box; so are, at the
level of networks, the layers between two of them. At the level of blocks stages are open, and so is
what has residual blocks in it; a block, or any other group, is one box. At the level of layers
all is open. What is opened by itself shows what it would at the level of blocks.
"""

from collections.abc import Iterable
from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import Group, GroupKind, Node
from resnet_viz.diagram.cells.cutting.flow import Flow
from resnet_viz.diagram.cells.cutting.group_words import is_named
from resnet_viz.diagram.view import Level, View

Part = Node | Group
WRAPPED_SHARE = 0.8  # of all layers, in a group that only wraps others
MOST_SHORTCUTS = 4  # of a block
SMALL = 2  # layers of a group that is open wherever it is drawn


class Roles(NamedTuple):
    """The paths of groups that only wrap others, of residual blocks, and of views."""

    wrappers: frozenset[str]
    blocks: frozenset[str]
    hidden: frozenset[str]

    def is_open(self, group: Group, view: View, *, is_top: bool) -> bool:
        """Whether what a group has is drawn."""
        return self._is_open_at(group, view.level, is_top) != (group.path in view.toggled)

    def _is_open_at(self, group: Group, level: Level, is_top: bool) -> bool:
        if level is Level.LAYER or group.path in self.wrappers:
            return True
        if not is_top:
            return group.path not in self.blocks and (has_blocks(group) or self.is_small(group))
        if not group.title:
            return level is not Level.NETWORK
        return level is Level.BLOCK and group.path not in self.blocks and self._is_more(group)

    def _is_more(self, group: Group) -> bool:
        """Whether a group is more than one thing that is written out, such as a norm."""
        nodes = [each for each in group.children if isinstance(each, Node)]
        has_groups = len(nodes) < len(group.children)
        return has_groups or self.is_small(group) or any(map(is_named, nodes))

    def is_small(self, group: Group) -> bool:
        """Whether a group is little more than its few layers."""
        shown = [child for child in group.children if self.is_drawn(child)]
        return len(shown) <= SMALL and all(isinstance(child, Node) for child in shown)

    def is_drawn(self, part: Part) -> bool:
        """Whether there is more to a part than views."""
        if isinstance(part, Node):
            return part.path not in self.hidden
        return any(self.is_drawn(child) for child in part.children)

    def inner_of(self, group: Group) -> Group | None:
        """The only thing drawn of a group, where that is a group: the two are drawn as one."""
        shown = [child for child in group.children if self.is_drawn(child)]
        only = shown[0] if len(shown) == 1 else None
        return only if isinstance(only, Group) and only.kind is not GroupKind.RUN else None


def has_blocks(group: Group) -> bool:
    """Whether there are residual blocks in a group."""
    return any(
        child.kind is GroupKind.BLOCK or has_blocks(child)
        for child in group.children
        if isinstance(child, Group)
    )


def roles_of(graph: Graph, flow: Flow) -> Roles:
    """Which groups of a network wrap others, and which are blocks."""
    joins = {shortcut.join for shortcut in graph.shortcuts}
    blocks = frozenset(
        block.path
        for block in graph.blocks
        if sum(node.path in joins for node in block.nodes) <= MOST_SHORTCUTS
    )
    roles = Roles(frozenset(), blocks, frozenset(flow.hidden))
    return roles._replace(wrappers=frozenset(_wrappers_of(graph, roles)))


def _wrappers_of(graph: Graph, roles: Roles) -> Iterable[str]:
    """The paths of groups that take most of a network and have groups of groups in them."""
    sizes: dict[str, int] = {}
    total = sum(_measure(group, 1, sizes, roles) for group in graph.groups)
    large = {path for path, size in sizes.items() if size >= WRAPPED_SHARE * total}
    return _wrappers(graph.groups, large, roles)


def _wrappers(parts: Iterable[Part], large: set[str], roles: Roles) -> Iterable[str]:
    for part in parts:
        if not isinstance(part, Group) or part.path not in large or part.kind is GroupKind.RUN:
            continue
        if _has_groups_of_groups(part, roles) or roles.inner_of(part):
            yield part.path
            yield from _wrappers(part.children, large, roles)


def _has_groups_of_groups(group: Group, roles: Roles) -> bool:
    """Whether there are containers in a group, not only blocks."""
    groups = (child for child in group.children if isinstance(child, Group))
    inner = [each for each in groups if roles.is_drawn(each) and _has_modules(each)]
    if any(_is_of_blocks(child, roles) for child in inner):
        return False
    return len(inner) > 1 or any(has_blocks(child) for child in inner)


def _has_modules(part: Part) -> bool:
    """Whether a part is a group, or a run of such and not of layers."""
    if isinstance(part, Node):
        return False
    return part.kind is not GroupKind.RUN or any(map(_has_modules, part.children))


def _is_of_blocks(group: Group, roles: Roles) -> bool:
    if group.kind is GroupKind.RUN:
        return any(_is_of_blocks(each, roles) for each in group.children if isinstance(each, Group))
    return group.path in roles.blocks


def _measure(part: Part, times: int, sizes: dict[str, int], roles: Roles) -> int:
    """How many layers there are in a part."""
    if isinstance(part, Node):
        return times if roles.is_drawn(part) else 0
    inner = sum(_measure(child, times * part.count, sizes, roles) for child in part.children)
    if part.kind is not GroupKind.RUN:
        sizes[part.path] = inner
    return inner
