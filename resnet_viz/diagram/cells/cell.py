"""A cell: the piece of a picture that is laid out on its own, with its boxes' fixed sizes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from resnet_viz.core.graph.join_layers import Add
from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.diagram.cells.labels import Words, count_text
from resnet_viz.diagram.scene.font import CAP_HEIGHT, text_width

LABEL_SIZE = 10.0
DETAIL_SIZE = 8.0
NOTE_SIZE = 8.0
ADD_SIZE = 14
LOW_BOX = 20
DETAIL_HEIGHT = 12  # of each line below the label
SIDE_PAD = 10.0
COUNT_GAP = 6.0
LEADING = 5.0  # clear between lines
LINE = CAP_HEIGHT * DETAIL_SIZE + LEADING


@dataclass(frozen=True, slots=True)
class Box:
    """A node to be drawn: its words and its size in whole points."""

    id: str
    op: str
    words: Words
    members: tuple[str, ...]
    width: int
    height: int
    is_round: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True)
class Bypass:
    """A shortcut to be drawn, past the boxes of its cell to the one at place `add`.

    `aside` are the boxes of its own layers, where they get some. It leaves the main path after
    `fork` boxes.
    """

    id: str
    kind: ShortcutKind
    add: int
    aside: tuple[Box, ...] = ()
    note: str = ""
    is_curve: bool = False
    fork: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """Boxes one below the other on the main path, and the shortcut past them.

    `gap` is the distance in points between boxes. A cell with `count` above 1 stands for a run
    of equal blocks; where it is their layers that are drawn, a frame around them says so.
    A lying one is drawn from left to right, but laid out downwards: until the picture is turned,
    the widths and heights of its boxes are exchanged.
    """

    id: str
    spine: tuple[Box, ...]
    gap: int
    bypass: Bypass | None = None
    count: int = 1
    is_framed: bool = False
    is_lying: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Cells that belong together: a stage in its frame, or a stem or head without one."""

    id: str
    title: str
    subtitle: str
    cells: tuple[Cell, ...]
    is_framed: bool


Change = Callable[[Box], Box]


def box_of(name: str, op: str, words: Words, members: tuple[str, ...], count: int = 1) -> Box:
    """A box wide enough for its words, and tall enough for all their lines."""
    return Box(name, op, words, members, *_room_for(words, count), count=count)


def resized(box: Box, width: int, height: int) -> Box:
    """The box in another size. Not by `replace`, which takes four times as long."""
    return Box(box.id, box.op, box.words, box.members, width, height, box.is_round, box.count)


@lru_cache(maxsize=4096)
def _room_for(words: Words, count: int) -> tuple[int, int]:
    details = words[1].splitlines()
    widest = max([label_width(words, count), *(text_width(line, DETAIL_SIZE) for line in details)])
    return 2 * ceil(widest / 2 + SIDE_PAD), LOW_BOX + DETAIL_HEIGHT * len(details)


def label_width(words: Words, count: int) -> float:
    """The width of a box's first line: its label, and `× n` after it."""
    label = text_width(words[0], LABEL_SIZE, True)
    return (
        label + COUNT_GAP + text_width(count_text(count), LABEL_SIZE, True) if count > 1 else label
    )


def add_of(name: str, members: tuple[str, ...]) -> Box:
    """The circle of a residual sum."""
    return Box(name, Add.op, ("+", ""), members, ADD_SIZE, ADD_SIZE, is_round=True)


def aside_of(cell: Cell) -> tuple[Box, ...]:
    """The boxes of a cell's shortcut."""
    return cell.bypass.aside if cell.bypass else ()


def boxes_of(section: Section) -> Iterator[Box]:
    """Every box of a section but the circles of its sums."""
    for cell in section.cells:
        yield from (box for box in (*cell.spine, *aside_of(cell)) if not box.is_round)


def with_boxes(section: Section, spine: Change, aside: Change) -> Section:
    """The section with the boxes of main path and shortcuts changed, circles as they are."""
    return replace(section, cells=tuple(_changed(cell, spine, aside) for cell in section.cells))


def _changed(cell: Cell, spine: Change, aside: Change) -> Cell:
    boxes = tuple(box if box.is_round else spine(box) for box in cell.spine)
    bypass = cell.bypass
    if bypass and bypass.aside:
        bypass = replace(bypass, aside=tuple(map(aside, bypass.aside)))
    return replace(cell, spine=boxes, bypass=bypass)


def words_height(box: Box) -> float:
    """From the top of a box's label down to its last baseline."""
    return CAP_HEIGHT * LABEL_SIZE + LINE * len(box.words[1].splitlines())
