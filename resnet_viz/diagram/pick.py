"""What a path means in a picture: a box, all boxes of a stage or block, or the box it is in."""

from collections.abc import Iterable

from resnet_viz.diagram.scene import Item, Rect, Scene

PART = "part"  # the operation of an item that stands for several


def pick(scene: Scene, path: str) -> Item | None:
    """The item that a path names or is a layer of.

    Where it is a stage or block of which many boxes are drawn, an item that stands for all of them.
    """
    if not path:
        return None
    items = scene.all_items
    named = next((item for item in items if item.id == path), None)
    if named is not None:
        return named
    within = [item for item in items if item.id.startswith(f"{path}.")]
    if within:
        return Item(path, PART, _around(within), (), tuple(_members(scene, path, within)))
    return next((item for item in items if path in item.members), None)


def _members(scene: Scene, path: str, items: Iterable[Item]) -> Iterable[str]:
    """The layers that the items stand for, and those of shortcuts without boxes of their own."""
    aside = (each.members for each in scene.shortcuts if each.id.startswith(f"{path}."))
    shown = (item.members for item in items)
    return dict.fromkeys(member for members in (*shown, *aside) for member in members)


def _around(items: Iterable[Item]) -> Rect:
    rects = [item.rect for item in items]
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right = max(rect.x + rect.width for rect in rects)
    bottom = max(rect.y + rect.height for rect in rects)
    return Rect(left, top, right - left, bottom - top)
