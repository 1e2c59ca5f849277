"""What is wrong with the geometry of a picture, found place by place, for large pictures too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from resnet_viz.diagram.scene.scene import Item, Point, Rect, Scene, Stroke
from tests.diagram.drawn import (
    center_of,
    every_stroke,
    grown,
    is_inside,
    is_on,
    overlap,
    places_along,
    rect_of,
)

NEAR = 1.5  # points: Graphviz prints few digits
TILE = 64.0  # points
Thing = TypeVar("Thing")


class Tiles(Generic[Thing]):
    """Things by where they are, so that only near ones are compared."""

    def __init__(self, placed: Iterable[tuple[Rect, Thing]]) -> None:
        self._found: dict[tuple[int, int], list[tuple[Rect, Thing]]] = defaultdict(list)
        for rect, thing in placed:
            for tile in _tiles(rect):
                self._found[tile].append((rect, thing))

    def near(self, rect: Rect) -> Iterator[tuple[Rect, Thing]]:
        for tile in _tiles(rect):
            yield from self._found.get(tile, ())

    def at(self, place: Point) -> Iterator[Thing]:
        tile = int(place.x // TILE), int(place.y // TILE)
        return (thing for rect, thing in self._found.get(tile, ()) if is_on(place, rect))


def _tiles(rect: Rect) -> Iterator[tuple[int, int]]:
    right, low = int((rect.x + rect.width) // TILE), int((rect.y + rect.height) // TILE)
    for across in range(int(rect.x // TILE), right + 1):
        for down in range(int(rect.y // TILE), low + 1):
            yield across, down


def faults_of(scene: Scene) -> list[str]:
    """Boxes over boxes or titles, lines through either, ends in the air, words outside."""
    return [
        *_box_faults(scene),
        *_line_faults(scene),
        *_end_faults(scene),
        *_frame_faults(scene),
        *_shortcut_faults(scene),
    ]


def _box_faults(scene: Scene) -> Iterator[str]:
    items = scene.all_items
    page = Rect(0.0, 0.0, scene.width, scene.height)
    tiles = Tiles((item.rect, item) for item in items)
    for item in items:
        if not is_inside(item.rect, page):
            yield f"{item.id} is not in the picture"
        for _, other in tiles.near(item.rect):
            if item.id < other.id and overlap(item.rect, other.rect):
                yield f"{item.id} is over {other.id}"
        for text in item.texts:
            if not is_inside(rect_of(text), item.rect):
                yield f"{text.text!r} is not in {item.id}"


def _line_faults(scene: Scene) -> Iterator[str]:
    page = Rect(0.0, 0.0, scene.width, scene.height)
    boxes = Tiles((item.rect, item) for item in scene.all_items)
    titles = Tiles((rect_of(f.title), f.id) for f in scene.frames if f.title.text)
    for stroke in every_stroke(scene):
        for place in places_along(stroke):
            if not is_on(place, grown(page, 0.5)):
                yield f"a line leaves the picture at {place}"
            for item in boxes.at(place):
                if _is_within(place, item):
                    yield f"a line leads through {item.id}"
            for name in titles.at(place):
                yield f"a line leads through the title of {name}"


def _is_within(place: Point, item: Item) -> bool:
    if not item.is_round:
        return is_on(place, grown(item.rect, -NEAR))
    middle, radius = center_of(item), item.rect.width / 2
    return (place.x - middle.x) ** 2 + (place.y - middle.y) ** 2 < (radius - NEAR) ** 2


def _end_faults(scene: Scene) -> Iterator[str]:
    """A line begins and ends at a box, or where another one ends, begins or passes."""
    boxes = Tiles((grown(item.rect, NEAR), item.id) for item in scene.all_items)
    ways = Tiles(
        (Rect(place.x - NEAR, place.y - NEAR, 2 * NEAR, 2 * NEAR), number)
        for number, stroke in enumerate(every_stroke(scene))
        for place in _corners(stroke)
    )
    for number, stroke in enumerate(every_stroke(scene)):
        for place in (stroke.points[0], stroke.points[-1]):
            others = {other for other in ways.at(place) if other != number}
            if not any(boxes.at(place)) and not others:
                yield f"a line ends in the air at {place}"


def _corners(stroke: Stroke) -> Iterable[Point]:
    if stroke.is_curve:
        return stroke.points[0], stroke.points[-1]
    return places_along(stroke)


def _frame_faults(scene: Scene) -> Iterator[str]:
    for frame in scene.frames:
        title = rect_of(frame.title)
        if frame.title.text and not is_inside(title, frame.rect):
            yield f"the title of {frame.id} is not in its frame"
        for item in scene.all_items:
            if frame.title.text and overlap(title, item.rect):
                yield f"{item.id} is over the title of {frame.id}"
            if overlap(item.rect, frame.rect) and not is_inside(item.rect, frame.rect):
                yield f"{item.id} is half in {frame.id}"


def _shortcut_faults(scene: Scene) -> Iterator[str]:
    names = [shortcut.id for shortcut in scene.shortcuts]
    yield from (f"{name} is there twice" for name in names if names.count(name) > 1)
    for shortcut in scene.shortcuts:
        start, end = shortcut.strokes[0].points[0], shortcut.strokes[-1].points[-1]
        if not shortcut.strokes[-1].has_arrow or start == end:
            yield f"{shortcut.id} leads nowhere"
