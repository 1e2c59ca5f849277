"""What a path means in a picture: a box, all boxes of a stage or block, or the box it is in."""

from collections.abc import Iterable, Sequence

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.paths import is_inside, is_within, is_within_any
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
    return next((item for item in items if _has(item, path)), None)


def layers_of(graph: Graph, item: Item | None, path: str) -> tuple[str, ...]:
    """The layers of what a path names, in order; of a box for equal blocks those of all of them.

    `item` is what `pick` finds. A block has its sum among its layers, wherever that is drawn.
    """
    is_named = item is not None and item.id == path
    members = frozenset(item.members if item and is_named else ())
    wholes = {path}
    if item is not None and is_named and item.count > 1:
        wholes |= {block.path for block in graph.blocks if block.nodes[0].path in members}
    paths = (node.path for node in graph.nodes)
    return tuple(each for each in paths if each in members or is_within_any(each, wholes))


def _has(item: Item, path: str) -> bool:
    """Whether a layer, or a block that isn't drawn by itself, is in a box."""
    return any(is_within(member, path) for member in item.members)


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
