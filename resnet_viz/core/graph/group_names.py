"""What a group of a tree is called by itself: by its own path, its class or its ends."""

from resnet_viz.core.graph.paths import TOP_MARK, is_inside, without_call
from resnet_viz.core.graph.tree import Group, GroupKind

NAMED_KINDS = (GroupKind.STEM, GroupKind.STAGE, GroupKind.HEAD)


def top_name(group: Group) -> str:
    """What a group at the top of a tree is called: a stage by its title, `conv4_x`."""
    return group.title if group.kind in NAMED_KINDS else group_name(group)


def group_name(group: Group, parent: str = "") -> str:
    """What a group is called within another: its own name, or its class and its number.

    A run of layers that are in no module has the names of its ends.
    """
    if group.path.startswith(TOP_MARK):
        first, last = (without_call(each.path) for each in (group.children[0], group.children[-1]))
        return first if first == last else f"{first} to {last}"
    name = name_within(group.path, parent)
    is_numbered = without_call(name).isdigit()
    return f"{group.title} {name}" if is_numbered and group.title else name


def name_within(path: str, parent: str) -> str:
    """A path without that of the group it is in, where it begins with it."""
    return path[len(parent) + 1 :] if parent and is_inside(path, parent) else path
