"""Where the arrow keys go: along the data flow, and aside into a shortcut that has layers.

Two keys follow the flow, downwards or to the right as it is drawn; the two across it enter a
shortcut at its fork and leave it again, and follow the flow wherever there is none.
"""

from enum import Enum, auto
from itertools import groupby, pairwise

from PySide6.QtCore import Qt

from resnet_viz.core.graph.paths import block_of_shortcut, first_of, is_within, parent_of, sum_path
from resnet_viz.diagram.scene.scene import Item, Scene, ShortcutPicture


class Way(Enum):
    """What a key asks for."""

    ON = auto()
    BACK = auto()
    ASIDE = auto()
    OUT = auto()
    FIRST = auto()
    LAST = auto()
    NEXT_STAGE = auto()
    STAGE_BACK = auto()


ANYHOW = {
    Qt.Key.Key_Home: Way.FIRST,
    Qt.Key.Key_End: Way.LAST,
    Qt.Key.Key_PageDown: Way.NEXT_STAGE,
    Qt.Key.Key_PageUp: Way.STAGE_BACK,
}
DOWNWARDS = {
    Qt.Key.Key_Down: Way.ON,
    Qt.Key.Key_Up: Way.BACK,
    Qt.Key.Key_Right: Way.ASIDE,
    Qt.Key.Key_Left: Way.OUT,
}
TO_THE_RIGHT = {
    Qt.Key.Key_Right: Way.ON,
    Qt.Key.Key_Left: Way.BACK,
    Qt.Key.Key_Down: Way.ASIDE,
    Qt.Key.Key_Up: Way.OUT,
}


def way_of(key: int, scene: Scene) -> Way | None:
    """What a key asks for in a picture, None for any key but the arrows."""
    arrows = TO_THE_RIGHT if _is_lying(scene) else DOWNWARDS
    return next((way for each, way in (ANYHOW | arrows).items() if each == key), None)


def arrival(scene: Scene, here: str, way: Way) -> str:
    """The id of the item that a way leads to from another; the first one's from nowhere."""
    shortcut = next((each for each in scene.shortcuts if here in _ids(each.items)), None)
    if shortcut is not None and way in (Way.ON, Way.BACK, Way.ASIDE, Way.OUT):
        return _aside(scene, shortcut, here, way)
    main = _ids(scene.items)
    if way in (Way.FIRST, Way.LAST):
        return main[0 if way is Way.FIRST else -1]
    if here not in main:
        start = _fork(scene, shortcut) if shortcut else _first_within(scene, here)
        return _other_stage(scene, start, way) if shortcut else start
    if way in (Way.NEXT_STAGE, Way.STAGE_BACK):
        return _other_stage(scene, here, way)
    if way is Way.ASIDE and (entered := _entered(scene, here)):
        return entered
    step = 1 if way in (Way.ON, Way.ASIDE) else -1
    return main[min(max(main.index(here) + step, 0), len(main) - 1)]


def _aside(scene: Scene, shortcut: ShortcutPicture, here: str, way: Way) -> str:
    """Within a shortcut: to its next layer and the sum, or back to its fork."""
    if way is Way.OUT:
        return _fork(scene, shortcut)
    end = sum_path(_block_of(shortcut))
    path = [_fork(scene, shortcut), *_ids(shortcut.items), end]
    return path[path.index(here) + (-1 if way is Way.BACK else 1)]


def _entered(scene: Scene, here: str) -> str:
    """The first layer of the shortcut that forks after an item, '' for none."""
    after = dict(pairwise(_ids(scene.items))).get(here, "")
    near = (
        each
        for each in scene.shortcuts
        if each.items and _is_in_any(_block_of(each), (here, after)) and _fork(scene, each) == here
    )
    return next((each.items[0].id for each in near), "")


def _fork(scene: Scene, shortcut: ShortcutPicture) -> str:
    """The item that a shortcut's line comes out of: the last one before it on the main path."""
    x, y = shortcut.strokes[0].points[0]
    place, at = (0, x) if _is_lying(scene) else (1, y)
    block = _block_of(shortcut)
    before = scene.items[0].id
    for item in scene.items:
        middle = item.rect[place] + item.rect[place + 2] / 2
        if _is_in_any(block, (item.id,)) and middle > at:
            break
        before = item.id
    return before


def _other_stage(scene: Scene, here: str, way: Way) -> str:
    """The first item of the next stage, or of this one and then of the one before."""
    stages = [_ids(tuple(items)) for _, items in groupby(scene.items, _stage_of)]
    at = next(place for place, ids in enumerate(stages) if here in ids)
    if way is Way.STAGE_BACK and here != stages[at][0]:
        return stages[at][0]
    step = 1 if way is Way.NEXT_STAGE else -1
    return stages[min(max(at + step, 0), len(stages) - 1)][0]


def _stage_of(item: Item) -> str:
    """The module that an item is in; layers of a stem or head are in none."""
    return first_of(item.members[-1]) if parent_of(item.members[-1]) else ""


def _first_within(scene: Scene, path: str) -> str:
    inside = (item.id for item in scene.items if _is_in_any(path, (item.id,)))
    return next(inside, scene.items[0].id)


def _is_in_any(path: str, ids: tuple[str, ...]) -> bool:
    return bool(path) and any(is_within(each, path) for each in ids)


def _block_of(shortcut: ShortcutPicture) -> str:
    return block_of_shortcut(shortcut.id)


def _ids(items: tuple[Item, ...]) -> list[str]:
    return [item.id for item in items]


def _is_lying(scene: Scene) -> bool:
    """Whether the data flows to the right."""
    if len(scene.items) < 2:
        return False
    one, other = scene.items[0].rect, scene.items[1].rect
    return abs(other.x - one.x) > abs(other.y - one.y)
