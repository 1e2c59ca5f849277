"""What a path means in a picture: a box, all boxes of a stage or block, or the box it is in."""

from collections.abc import Iterable, Sequence

from resnet_viz.core.graph.paths import is_inside
from resnet_viz.diagram.scene.scene import Item, Rect, Scene

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
    within = [item for item in items if is_inside(item.id, path)]
    if within:
        return Item(path, PART, _room(scene, path, within), (), _members(within))
    return next((item for item in items if path in item.members), None)


def _room(scene: Scene, path: str, items: Iterable[Item]) -> Rect:
    """The frame of that name, or what holds the boxes and the lines of their shortcuts."""
    frame = next((frame for frame in scene.frames if frame.id == path), None)
    if frame is not None:
        return frame.rect
    aside = (each for each in scene.shortcuts if is_inside(each.id, path))
    points = (point for each in aside for stroke in each.strokes for point in stroke.points)
    return _around([*(item.rect for item in items), *(Rect(*point, 0.0, 0.0) for point in points)])


def _members(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for item in items for path in item.members))


def _around(rects: Sequence[Rect]) -> Rect:
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right = max(rect.x + rect.width for rect in rects)
    bottom = max(rect.y + rect.height for rect in rects)
    return Rect(left, top, right - left, bottom - top)
