"""Networks drawn for the tests, and the geometry that the tests look at them with."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.diagram.cells.cells import dots_of, parts_of
from resnet_viz.diagram.cells.part import Part
from resnet_viz.diagram.files.unplaced import unplaced_scene
from resnet_viz.diagram.layout.compose import compose
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.picture import Picture
from resnet_viz.diagram.scene.scene import Anchor, Item, Point, Rect, Scene, Stroke, Text
from resnet_viz.diagram.scene.theme import LIGHT, Theme
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.jobs.drawing_child import layouts_for

Parts = tuple[Part, ...]
FAMILY = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")
ODD = (
    "resnet,block=basic,stages=1",
    "resnet,block=bottleneck,stages=1-2-3-4-5-4-3-2",
    "resnet,block=bottleneck,stages=60",
    "resnet50,input=224x192,classes=1",
)
VARIANTS = (
    "resnet20",
    "resnet20,order=pre,stages=2-3-2",
    "plain20",
    "preact18,shortcut=C",
    "preact164,stages=1-2-2",
    "preact110,stages=2-2,width=40,stem_width=16,shortcut=B",
    "resnet20,stages=2-2,stem_width=8,classes=0",
    "preact50,stages=2-3-2,shortcut=none,se=4",
    "resnet50,stages=2-3,se=16,stem=deep,downsample=avg",
    "resnext50_32x4d,stages=2-3-2,order=pre,downsample=avg,se=8",
)
BLOCK_VIEWS = tuple(
    View(level, is_folded, direction)
    for direction in Direction
    for level in (Level.BLOCK, Level.LAYER)
    for is_folded in (False, True)
)
VIEWS = (
    *(View(level, False, each) for each in Direction for level in (Level.NETWORK, Level.STAGE)),
    *BLOCK_VIEWS,
)
SCALED = ("resnet50", "resnet20,stages=1-3-2", "preact50,stages=2-3-2,se=4", "plain20")
SCALED_VIEWS = tuple(replace(view, is_to_scale=True) for view in BLOCK_VIEWS)

MIXED = ("resnet18", "resnet50", "resnet20", "plain20", "preact164,stages=2-3-2")
MIXED_DOWNWARDS = (
    View(Level.NETWORK, toggled=("layer2", "layer2.1")),
    View(Level.STAGE, is_folded=True, toggled=("layer2", "layer2.1.run", "layer1")),
    View(Level.BLOCK, toggled=("layer1.0", "layer2", "stem", "layer1.1")),
    View(Level.BLOCK, is_folded=True, toggled=("layer1.1.run", "layer2.1", "layer1.0.run")),
    View(Level.LAYER, toggled=("layer1.0", "layer1.1", "layer2", "head")),
)
MIXED_VIEWS = tuple(
    replace(view, direction=direction) for direction in Direction for view in MIXED_DOWNWARDS
)


@dataclass(frozen=True)
class Drawn:
    """A network, the view of it, and the picture."""

    arch: str
    graph: Graph
    view: View
    scene: Scene

    @property
    def flow(self) -> Scene:
        """The picture as if all data flowed downwards, without its words."""
        if self.view.direction is Direction.TOP_TO_BOTTOM:
            return self.scene
        return _exchanged(self.scene)

    @property
    def is_plain(self) -> bool:
        return not self.graph.shortcuts

    @property
    def is_mixed(self) -> bool:
        """Whether things are drawn otherwise than the level says."""
        return bool(self.view.toggled)

    @property
    def has_blocks(self) -> bool:
        """Whether all blocks are drawn, none only stated."""
        return self.view.level in (Level.BLOCK, Level.LAYER) and not self.is_mixed


def draw(arch: str, view: View) -> Drawn:
    graph = expand(parse(arch))
    return Drawn(arch, graph, view, compose(graph, view, layouts_for(dots_of(graph, view))))


def unplaced(graph: Graph, view: View, theme: Theme = LIGHT) -> tuple[Parts, Direction, Picture]:
    """What the writers of formats without places are given of one network."""
    parts = parts_of([(graph, None)], view)
    return parts, view.direction, Picture(unplaced_scene(parts), theme)


def _exchanged(scene: Scene) -> Scene:
    """The boxes and lines with x and y exchanged."""
    return Scene(
        title=scene.title,
        width=scene.height,
        height=scene.width,
        frames=(),
        links=tuple(_exchanged_stroke(stroke) for stroke in scene.links),
        shortcuts=tuple(
            replace(
                shortcut,
                strokes=tuple(_exchanged_stroke(stroke) for stroke in shortcut.strokes),
                items=tuple(_exchanged_item(item) for item in shortcut.items),
                texts=(),
            )
            for shortcut in scene.shortcuts
        ),
        items=tuple(_exchanged_item(item) for item in scene.items),
    )


def _exchanged_stroke(stroke: Stroke) -> Stroke:
    return stroke._replace(points=tuple(Point(point.y, point.x) for point in stroke.points))


def _exchanged_item(item: Item) -> Item:
    x, y, width, height = item.rect
    return replace(item, rect=Rect(y, x, height, width), texts=())


def every_stroke(scene: Scene) -> Iterator[Stroke]:
    yield from scene.links
    for shortcut in scene.shortcuts:
        yield from shortcut.strokes


def every_text(scene: Scene) -> Iterator[Text]:
    for frame in scene.frames:
        yield frame.title
        if frame.subtitle:
            yield frame.subtitle
    for shortcut in scene.shortcuts:
        yield from shortcut.texts
    for item in scene.all_items:
        yield from item.texts


def rect_of(text: Text) -> Rect:
    """The room of a line of text, from its capitals' tops to its baseline."""
    width = text_width(text.text, text.size, text.is_bold)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
    return Rect(text.x - shift, text.y - 0.75 * text.size, width, 0.75 * text.size)


def is_inside(inner: Rect, outer: Rect, room: float = 0.0) -> bool:
    return (
        inner.x >= outer.x + room
        and inner.y >= outer.y + room
        and inner.x + inner.width <= outer.x + outer.width - room
        and inner.y + inner.height <= outer.y + outer.height - room
    )


def overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def grown(rect: Rect, by: float) -> Rect:
    return Rect(rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by)


def center_of(item: Item) -> Point:
    return Point(item.rect.x + item.rect.width / 2, item.rect.y + item.rect.height / 2)


def room_of(stroke: Stroke) -> Rect:
    """The rectangle around a stroke."""
    xs, ys = [point.x for point in stroke.points], [point.y for point in stroke.points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def places_along(stroke: Stroke) -> list[Point]:
    """Places a point apart or closer all along a stroke."""
    if not stroke.is_curve:
        pieces = pairwise(stroke.points)
        return [place for start, end in pieces for place in _straight(start, end)]
    places = []
    for at in range(0, len(stroke.points) - 1, 3):
        places += [_on_curve(stroke.points[at : at + 4], step / 100) for step in range(101)]
    return places


def _straight(start: Point, end: Point) -> list[Point]:
    steps = int(abs(end.x - start.x) + abs(end.y - start.y)) + 1
    return [
        Point(
            start.x + (end.x - start.x) * step / steps, start.y + (end.y - start.y) * step / steps
        )
        for step in range(steps + 1)
    ]


def _on_curve(points: tuple[Point, ...], at: float) -> Point:
    """De Casteljau's construction, which is not how the painters draw."""
    while len(points) > 1:
        points = tuple(
            Point(one.x + (two.x - one.x) * at, one.y + (two.y - one.y) * at)
            for one, two in pairwise(points)
        )
    return points[0]


def touches(place: Point, rect: Rect) -> bool:
    """Whether a place is on the border of a rectangle or of the circle in it."""
    return is_on(place, grown(rect, 0.01)) and not is_on(place, grown(rect, -0.01))


def is_on(place: Point, rect: Rect) -> bool:
    return rect.x < place.x < rect.x + rect.width and rect.y < place.y < rect.y + rect.height
