"""What a group of a tree is called by itself: by its own path, its class or its ends."""

from resnet_viz.core.graph.paths import TOP_MARK, is_inside, without_call
from resnet_viz.core.graph.tree import Group, GroupKind, Node

NAMED_KINDS = (GroupKind.STEM, GroupKind.STAGE, GroupKind.HEAD)


def top_name(group: Group) -> str:
    """What a group at the top of a tree is called: a stage by its title, `conv4_x`."""
    return group.title if group.kind in NAMED_KINDS else group_name(group)


def group_name(group: Group, parent: str = "") -> str:
    """What a group is called within another: its own name, or its class and its number.

    Layers that are in no module have the names of the first and the last that isn't a view.
    """
    if group.path.startswith(TOP_MARK):
        named = [each.path for each in group.children if not _is_view(each)]
        named = named or [group.children[0].path]
        first, last = without_call(named[0]), without_call(named[-1])
        return first if first == last else f"{first} to {last}"
    name = name_within(group.path, parent)
    is_numbered = without_call(name).isdigit()
    return f"{group.title} {name}" if is_numbered and group.title else name


def name_within(path: str, parent: str) -> str:
    """A path without that of the group it is in, where it begins with it."""
    return path[len(parent) + 1 :] if parent and is_inside(path, parent) else path


def _is_view(part: Node | Group) -> bool:
    return isinstance(part, Node) and part.layer.is_view
