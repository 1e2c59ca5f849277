"""A cell: the piece of a picture that is laid out on its own, with its boxes' fixed sizes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil

from resnet_viz.core.graph import ShortcutKind
from resnet_viz.diagram.font import text_width
from resnet_viz.diagram.labels import Words, count_text

LABEL_SIZE = 10.0
DETAIL_SIZE = 8.0
NOTE_SIZE = 8.0
ADD_SIZE = 14
LOW_BOX = 20
DETAIL_HEIGHT = 12  # of each line below the label
SIDE_PAD = 10.0
COUNT_GAP = 6.0


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

    `members` are its own layers where they get no boxes; `aside` are their boxes. It leaves the
    main path behind `fork` boxes.
    """

    id: str
    kind: ShortcutKind
    add: int
    aside: tuple[Box, ...] = ()
    note: str = ""
    members: tuple[str, ...] = ()
    is_curve: bool = False
    fork: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """Boxes one below the other on the main path, and the shortcut past them.

    `gap` is the distance in points between boxes. A cell with `count` above 1 stands for a run
    of equal blocks; where it is their layers that are drawn, a frame around them says so.
    """

    id: str
    spine: tuple[Box, ...]
    gap: int
    bypass: Bypass | None = None
    count: int = 1
    is_framed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Cells that belong together: a stage in its frame, or a stem or head without one."""

    id: str
    title: str
    subtitle: str
    cells: tuple[Cell, ...]
    is_framed: bool


def box_of(name: str, op: str, words: Words, members: tuple[str, ...], count: int = 1) -> Box:
    """A box wide enough for its words, and tall enough for all their lines."""
    details = words[1].splitlines()
    widest = max([label_width(words, count), *(text_width(line, DETAIL_SIZE) for line in details)])
    width = 2 * ceil(widest / 2 + SIDE_PAD)
    height = LOW_BOX + DETAIL_HEIGHT * len(details)
    return Box(name, op, words, members, width, height, count=count)


def label_width(words: Words, count: int) -> float:
    """The width of a box's first line: its label, and `× n` behind it."""
    label = text_width(words[0], LABEL_SIZE, True)
    return (
        label + COUNT_GAP + text_width(count_text(count), LABEL_SIZE, True) if count > 1 else label
    )


def add_of(name: str, members: tuple[str, ...]) -> Box:
    """The circle of a residual sum."""
    return Box(name, "add", ("+", ""), members, ADD_SIZE, ADD_SIZE, is_round=True)


def evened(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same sections with boxes of one width in all stages, another outside of them."""
    framed = _widest(cell for section in sections if section.is_framed for cell in section.cells)
    loose = _widest(cell for section in sections if not section.is_framed for cell in section.cells)
    return tuple(_widened(section, framed if section.is_framed else loose) for section in sections)


def _widest(cells: Iterable[Cell]) -> tuple[int, int]:
    spine = aside = 0
    for cell in cells:
        spine = max([spine, *(box.width for box in cell.spine)])
        aside = max([aside, *(box.width for box in _aside(cell))])
    return spine, aside


def _aside(cell: Cell) -> tuple[Box, ...]:
    return cell.bypass.aside if cell.bypass else ()


def _widened(section: Section, widths: tuple[int, int]) -> Section:
    return replace(section, cells=tuple(_widened_cell(cell, *widths) for cell in section.cells))


def _widened_cell(cell: Cell, spine: int, aside: int) -> Cell:
    boxes = tuple(box if box.is_round else replace(box, width=spine) for box in cell.spine)
    bypass = cell.bypass
    if bypass and bypass.aside:
        wide = tuple(replace(box, width=aside) for box in bypass.aside)
        bypass = replace(bypass, aside=wide)
    return replace(cell, spine=boxes, bypass=bypass)
