"""Blocks next to each other, each small with its figures: by arithmetic, without Graphviz."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.diagram.cells.cell import Box, add_of, box_of
from resnet_viz.diagram.layout.block_figure import (
    GAP,
    MARGIN,
    SIDE_GAP,
    bottom_of,
    bypass_strokes,
    even_boxes,
    links_along,
    placed_asides,
    top_of,
)
from resnet_viz.diagram.layout.box_picture import item_at
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.heat import BoxColors, ink_on
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
from resnet_viz.diagram.scene.theme import Theme

TITLE_SIZE = 12.0
TEXT_SIZE = 9.0
LINE = 14.0
COLUMN_GAP = 36.0
FIRST_BOX = 4.0 * LINE  # from the top: title, subtitle and what enters
TITLE_ROOM = 2.0 * LINE  # of the title of a file
FILLS = {  # of the first and the second block's boxes, by theme
    "light": ("#dbeafe", "#ffedd5"),
    "dark": ("#1b3157", "#4a2c14"),
    "print": ("#e2e2e2", "#f7f7f7"),
}


class FigureRow(NamedTuple):
    """A layer as a box: `aside` is one of the shortcut's own."""

    path: str
    op: str
    label: str
    detail: str
    is_aside: bool = False


class FiguredBlock(NamedTuple):
    """What is said of a block: its rows in order, what enters, the lines below it.

    `key` tells its boxes from those of the others. A plain block has no `kind` of shortcut.
    """

    key: str
    title: str
    subtitle: str
    entry: str
    rows: tuple[FigureRow, ...]
    kind: ShortcutKind | None
    totals: tuple[str, ...]


class _Column(NamedTuple):
    """A block at its place."""

    right: float
    bottom: float
    items: tuple[Item, ...]
    links: tuple[Stroke, ...]
    shortcut: ShortcutPicture | None
    texts: tuple[Text, ...]


def pair_figure(title: str, blocks: Sequence[FiguredBlock], notes: Sequence[str] = ()) -> Scene:
    """The blocks side by side from the same height on.

    With notes it is a figure of its own: they are below all blocks, and its title above them.
    """
    columns: list[_Column] = []
    left, top = MARGIN, TITLE_ROOM if notes else 0.0
    for block in blocks:
        columns.append(_column(block, Point(left, top)))
        left = columns[-1].right + COLUMN_GAP
    bottom = max(column.bottom for column in columns)
    below = tuple(_note_texts(notes, bottom))
    above = (_title_text(title),) if notes else ()
    right = max(column.right for column in columns)
    words = (*above, *below)
    widest = max((text_width(text.text, text.size, text.is_bold) for text in words), default=0.0)
    return Scene(
        title,
        max(right, MARGIN + widest) + MARGIN,
        bottom + len(below) * LINE + (GAP if below else 0) + MARGIN,
        (),
        tuple(link for column in columns for link in column.links),
        tuple(column.shortcut for column in columns if column.shortcut),
        tuple(item for column in columns for item in column.items),
        headings=(*above, *(text for column in columns for text in column.texts), *below),
    )


def colors_of(scene: Scene, blocks: Sequence[FiguredBlock], theme: Theme) -> BoxColors:
    """A ground for the boxes of each block, so that they differ by colour; circles keep theirs."""
    grounds = {block.key: fill for block, fill in zip(blocks, FILLS[theme.name], strict=False)}
    fills = {
        item.id: grounds[item.id.partition(":")[0]] for item in scene.all_items if not item.is_round
    }
    return BoxColors("", fills, {name: ink_on(fill) for name, fill in fills.items()})


def _column(block: FiguredBlock, start: Point) -> _Column:
    """A block from its top left corner on; its words are around the middle of its main path."""
    boxes = even_boxes([_box(block, row) for row in block.rows if not row.is_aside])
    aside_rows = [row for row in block.rows if row.is_aside]
    asides = even_boxes([_box(block, row) for row in aside_rows]) if aside_rows else ()
    width = max(box.width for box in boxes)
    words = max(text_width(text, size, True) for text, size in _sized_words(block))
    top, middle = start.y + FIRST_BOX, start.x + max(width, words) / 2
    main = tuple(_placed(boxes, Point(middle, top)))
    join = _join(block, middle, bottom_of(main[-1]).y + GAP) if block.kind else None
    spine = (*main, join) if join else main
    way = middle + width / 2 + SIDE_GAP + (asides[0].width / 2 if asides else 0.0)
    shortcut = _shortcut(block, main[0], join, asides, way) if join else None
    right = way + (asides[0].width / 2 if asides else 0.0) if join else middle + width / 2
    end = bottom_of(spine[-1]).y
    texts = (*_head_texts(block, Point(middle, top)), *_total_texts(block, middle, end + GAP))
    entry = Stroke((Point(middle, top - GAP), top_of(main[0])), has_arrow=True)
    leaving = Stroke((Point(middle, end), Point(middle, end + GAP)), has_arrow=True)
    return _Column(
        max(right, middle + words / 2),
        end + GAP + len(block.totals) * LINE + 2,
        spine,
        (entry, *links_along(spine), leaving),
        shortcut,
        texts,
    )


def _box(block: FiguredBlock, row: FigureRow) -> Box:
    return box_of(f"{block.key}:{row.path}", row.op, (row.label, row.detail), (row.path,))


def _placed(boxes: Sequence[Box], start: Point) -> Iterator[Item]:
    y = start.y
    for box in boxes:
        yield item_at(box, Point(start.x, y + box.height / 2))
        y += box.height + GAP


def _join(block: FiguredBlock, middle: float, top: float) -> Item:
    box = add_of(f"{block.key}:add", ())
    return item_at(box, Point(middle, top + box.height / 2))


def _shortcut(
    block: FiguredBlock, first: Item, join: Item, asides: Sequence[Box], x: float
) -> ShortcutPicture:
    start = Point(top_of(first).x, top_of(first).y - GAP / 2 - 1)
    end = Point(join.rect.x + join.rect.width, join.rect.y + join.rect.height / 2)
    items = tuple(placed_asides(asides, x, (start.y + end.y) / 2)) if asides else ()
    assert block.kind
    strokes = tuple(bypass_strokes(start, end, x, items))
    return ShortcutPicture(f"{block.key}:shortcut", block.kind, strokes, items)


def _sized_words(block: FiguredBlock) -> Iterator[tuple[str, float]]:
    yield block.title, TITLE_SIZE
    for text in (block.subtitle, block.entry, *block.totals):
        yield text, TEXT_SIZE


def _title_text(title: str) -> Text:
    return Text(title, MARGIN, LINE, TITLE_SIZE, TextRole.HEADING, True, Anchor.START)


def _head_texts(block: FiguredBlock, first: Point) -> Iterator[Text]:
    """Title and subtitle over the first box, and what enters next to its arrow."""
    middle, top = first.x, first.y - FIRST_BOX
    yield Text(block.title, middle, top + LINE, TITLE_SIZE, TextRole.HEADING, is_bold=True)
    yield Text(block.subtitle, middle, top + 2 * LINE, TEXT_SIZE, TextRole.SUBTITLE)
    end = Point(middle - 6, first.y - GAP + 3)
    yield Text(block.entry, end.x, end.y, TEXT_SIZE, TextRole.NOTE, anchor=Anchor.END)


def _total_texts(block: FiguredBlock, middle: float, top: float) -> Iterator[Text]:
    for place, line in enumerate(block.totals, start=1):
        role = TextRole.SUBTITLE if place > 1 else TextRole.HEADING
        yield Text(line, middle, top + place * LINE - 3, TEXT_SIZE, role, is_bold=place == 1)


def _note_texts(notes: Sequence[str], bottom: float) -> Iterator[Text]:
    for place, note in enumerate(notes):
        y = bottom + GAP + place * LINE + TEXT_SIZE
        yield Text(note, MARGIN, y, TEXT_SIZE, TextRole.CAPTION, not place, Anchor.START)
