"""What of a network's tree is open at each level, for a tree of any depth.

What takes most of a network and is no more than a wrapping is always open: what is in it is at the
top. A group at the top is a stage. At the levels of network and stage it is one box; so are, at the
level of networks, the layers between two of them. At the level of blocks stages are open, and so is
what has residual blocks in it; a block, or any other group, is one box. At the level of layers all
is open. What is opened by itself shows what it would at the level of blocks.
"""

from collections.abc import Iterable, Mapping

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import Group, GroupKind, Node
from resnet_viz.diagram.cells.flow import is_hidden
from resnet_viz.diagram.view import Level, View

Part = Node | Group
WRAPPED_SHARE = 0.8  # of all layers, in a group that only wraps others


def is_open(group: Group, view: View, wrappers: frozenset[str], *, is_top: bool) -> bool:
    """Whether what a group has is drawn."""
    return _is_open_at(group, view.level, wrappers, is_top) != (group.path in view.toggled)


def _is_open_at(group: Group, level: Level, wrappers: frozenset[str], is_top: bool) -> bool:
    if level is Level.LAYER or group.path in wrappers:
        return True
    if not is_top:
        return group.kind is not GroupKind.BLOCK and has_blocks(group)
    if not group.title:
        return level is not Level.NETWORK
    return level is Level.BLOCK and group.kind is not GroupKind.BLOCK


def has_blocks(group: Group) -> bool:
    """Whether there are residual blocks in a group."""
    return any(
        child.kind is GroupKind.BLOCK or has_blocks(child)
        for child in group.children
        if isinstance(child, Group)
    )


def inner_of(group: Group) -> Group | None:
    """The only thing that is drawn of a group, where that is a group: the two are drawn as one."""
    shown = [child for child in group.children if is_drawn(child)]
    only = shown[0] if len(shown) == 1 else None
    return only if isinstance(only, Group) and only.kind is not GroupKind.RUN else None


def is_drawn(part: Part) -> bool:
    """Whether there is more to a part than views."""
    if isinstance(part, Node):
        return not is_hidden(part)
    return any(is_drawn(child) for child in part.children)


def wrappers_of(graph: Graph) -> frozenset[str]:
    """The paths of groups that take most of a network and have groups of groups in them."""
    sizes: dict[str, int] = {}
    total = sum(_measure(group, 1, sizes) for group in graph.groups)
    return frozenset(_wrappers(graph.groups, sizes, WRAPPED_SHARE * total))


def _wrappers(parts: Iterable[Part], sizes: Mapping[str, int], least: float) -> Iterable[str]:
    for part in parts:
        if not isinstance(part, Group) or sizes.get(part.path, 0) < least:
            continue
        if _has_groups_of_groups(part) or inner_of(part):
            yield part.path
            yield from _wrappers(part.children, sizes, least)


def _has_groups_of_groups(group: Group) -> bool:
    """Whether there are containers in a group, not only blocks."""
    inner = [child for child in group.children if isinstance(child, Group) and is_drawn(child)]
    if any(_is_of_blocks(child) for child in inner):
        return False
    return len(inner) > 1 or any(has_blocks(child) for child in inner)


def _is_of_blocks(group: Group) -> bool:
    if group.kind is GroupKind.RUN:
        return any(_is_of_blocks(each) for each in group.children if isinstance(each, Group))
    return group.kind is GroupKind.BLOCK


def _measure(part: Part, times: int, sizes: dict[str, int]) -> int:
    """How many layers there are in a part."""
    if isinstance(part, Node):
        return times
    inner = sum(_measure(child, times * part.count, sizes) for child in part.children)
    if part.kind is not GroupKind.RUN:
        sizes[part.path] = inner
    return inner
