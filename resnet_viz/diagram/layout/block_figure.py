"""One residual block drawn small, by arithmetic: its layers in a column, its shortcut past them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.shape import Shape, image_of
from resnet_viz.core.graph.tree import BlockView, ShortcutKind
from resnet_viz.core.wording import shape_text
from resnet_viz.diagram.cells.cell import NOTE_SIZE, Box, Bypass, box_of, resized
from resnet_viz.diagram.cells.layer_cells import layer_cell
from resnet_viz.diagram.layout.box_picture import item_at
from resnet_viz.diagram.scene.scene import (
    Anchor,
    Item,
    Point,
    Scene,
    ShortcutPicture,
    Stroke,
    Text,
    TextRole,
)

GAP = 15.0  # between boxes, for a line with its head
SIDE_GAP = 20.0  # from the main path to the shortcut
MARGIN = 3.0
SMALL = frozenset({"batch_norm", "relu"})  # neighbours of these share a box
CARRIED = {  # from what the shortcut takes: x, or a(x) after the first BN and ReLU
    ShortcutKind.IDENTITY: "{}",
    ShortcutKind.ZERO_PAD: "pad({})",
    ShortcutKind.PROJECTION: "Ws {}",
    ShortcutKind.NORMED: "norm({})",
    ShortcutKind.RESAMPLED: "resample({})",
}


@dataclass(frozen=True, slots=True)
class BlockFigure:
    """A block's picture, and the same in words for who can't see it; `path` is the block's."""

    path: str
    scene: Scene
    text: str


def block_figure(graph: Graph, block: BlockView) -> BlockFigure:
    """The layers of a block from its input x to its output y, with its shortcut."""
    cell = layer_cell((block,), is_framed=False)
    bypass = cell.bypass
    fork = bypass.fork if bypass else 0
    enters, leaves = block.nodes[0].in_shape, block.nodes[-1].out_shape
    views = graph.view_paths
    before, after = (
        tuple(_merged(box for box in boxes if box.id not in views))
        for boxes in (cell.spine[:fork], cell.spine[fork:])
    )
    boxes = even_boxes((_end("x", enters), *before, *after, _end("y", leaves)))
    spine = _column(boxes)
    shortcut = _bypass(bypass, spine, 1 + len(before)) if bypass else None
    items = (*spine, *(shortcut.items if shortcut else ()))
    scene = Scene(
        f"{graph.title}, {block.path}",
        _right_of(items, shortcut) + MARGIN,
        spine[-1].rect.y + spine[-1].rect.height + MARGIN,
        (),
        tuple(links_along(spine)),
        (shortcut,) if shortcut else (),
        spine,
    )
    return BlockFigure(block.path, scene, _spoken(block, boxes, bypass))


def _end(name: str, shape: Shape) -> Box:
    return box_of(name, "input", (f"{name}: {shape_text(image_of(shape))}", ""), ())


def _merged(boxes: Iterable[Box]) -> Iterator[Box]:
    """The boxes, neighbours of batch norm and ReLU as one."""
    for is_small, alike in groupby(boxes, lambda box: box.op in SMALL):
        together = list(alike)
        if not is_small or len(together) == 1:
            yield from together
            continue
        words = " · ".join(box.words[0] for box in together)
        members = tuple(path for box in together for path in box.members)
        yield box_of(together[0].id, together[0].op, (words, ""), members)


def even_boxes(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The boxes as wide as the widest, circles as they are."""
    width = max(box.width for box in boxes)
    return tuple(box if box.is_round else resized(box, width, box.height) for box in boxes)


def _column(boxes: Sequence[Box]) -> tuple[Item, ...]:
    middle = MARGIN + max(box.width for box in boxes) / 2
    tops = accumulate((box.height + GAP for box in boxes), initial=MARGIN)
    return tuple(
        item_at(box, Point(middle, top + box.height / 2))
        for box, top in zip(boxes, tops, strict=False)
    )


def links_along(spine: Sequence[Item]) -> Iterator[Stroke]:
    """An arrow from each box to the next."""
    for upper, lower in pairwise(spine):
        yield Stroke((bottom_of(upper), top_of(lower)), has_arrow=True)


def _bypass(bypass: Bypass, spine: Sequence[Item], fork: int) -> ShortcutPicture:
    """The shortcut from above the box at `fork` to the sum, its own layers halfway down."""
    join = next(item for item in spine if item.is_round)
    start = Point(top_of(join).x, top_of(spine[fork]).y - GAP / 2 - 1)
    end = Point(join.rect.x + join.rect.width, join.rect.y + join.rect.height / 2)
    asides = even_boxes(tuple(_merged(bypass.aside))) if bypass.aside else ()
    width = max((box.width for box in asides), default=0)
    x = MARGIN + max(item.rect.width for item in spine) + SIDE_GAP + width / 2
    items = tuple(placed_asides(asides, x, (start.y + end.y) / 2))
    return ShortcutPicture(
        bypass.id,
        bypass.kind,
        tuple(bypass_strokes(start, end, x, items)),
        items,
        tuple(_notes(bypass, end, x, has_boxes=bool(items))),
    )


def placed_asides(boxes: Sequence[Box], x: float, middle: float) -> Iterator[Item]:
    """The boxes of a shortcut's own layers, one below the other around a height."""
    height = sum(box.height for box in boxes) + GAP * (len(boxes) - 1)
    y = middle - height / 2
    for box in boxes:
        yield item_at(box, Point(x, y + box.height / 2))
        y += box.height + GAP


def bypass_strokes(start: Point, end: Point, x: float, items: Sequence[Item]) -> Iterator[Stroke]:
    """The lines of a shortcut at `x`, from the main path through its own layers to the sum."""
    if not items:
        yield Stroke((start, Point(x, start.y), Point(x, end.y), end), has_arrow=True)
        return
    yield Stroke((start, Point(x, start.y), top_of(items[0])), has_arrow=True)
    for upper, lower in pairwise(items):
        yield Stroke((bottom_of(upper), top_of(lower)), has_arrow=True)
    yield Stroke((bottom_of(items[-1]), Point(x, end.y), end), has_arrow=True)


def _notes(bypass: Bypass, end: Point, x: float, *, has_boxes: bool) -> Iterator[Text]:
    """What each way carries to the sum."""
    y = end.y - 4
    between = (end.x + x) / 2 if has_boxes else end.x + 8
    anchor = Anchor.MIDDLE if has_boxes else Anchor.START
    carried = CARRIED[bypass.kind].format("a(x)" if bypass.fork else "x")
    yield Text(carried, between, y, NOTE_SIZE, TextRole.NOTE, anchor=anchor)
    yield Text("F(x)", end.x - 18, y - 5, NOTE_SIZE, TextRole.NOTE, anchor=Anchor.END)


def top_of(item: Item) -> Point:
    """The middle of its upper side."""
    return Point(item.rect.x + item.rect.width / 2, item.rect.y)


def bottom_of(item: Item) -> Point:
    """The middle of its lower side."""
    return Point(item.rect.x + item.rect.width / 2, item.rect.y + item.rect.height)


def _right_of(items: Iterable[Item], shortcut: ShortcutPicture | None) -> float:
    points = (
        point.x for stroke in (shortcut.strokes if shortcut else ()) for point in stroke.points
    )
    return max(*(item.rect.x + item.rect.width for item in items), *points, 0.0)


def _spoken(block: BlockView, boxes: Sequence[Box], bypass: Bypass | None) -> str:
    enters, *inner, leaves = boxes
    way = ", ".join(box.words[0] for box in inner if not box.is_round)
    words = f"Block {block.path}, from {enters.words[0]} to {leaves.words[0]}. Layers: {way}."
    if bypass is None:
        return f"{words} No shortcut."
    aside = ", ".join(box.words[0] for box in bypass.aside)
    return f"{words} Shortcut: {bypass.kind}{f' ({aside})' if aside else ''}."
