"""A cell: the piece of a picture that is laid out on its own, with its boxes' fixed sizes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from resnet_viz.core.graph.join_layers import Add, Cat
from resnet_viz.core.graph.tree import Join, ShortcutKind
from resnet_viz.diagram.cells.labels import count_text
from resnet_viz.diagram.cells.layer_labels import Words
from resnet_viz.diagram.scene.font import CAP_HEIGHT, text_width

LABEL_SIZE = 10.0
DETAIL_SIZE = 8.0
VALUE_SIZE = 9.0  # of a figure, which is read before the details
NOTE_SIZE = 8.0
ADD_SIZE = 14
LOW_BOX = 20
DETAIL_HEIGHT = 12  # of each line below the label
SIDE_PAD = 10.0
LEADING = 5.0  # clear between lines
LINE = CAP_HEIGHT * DETAIL_SIZE + LEADING
VALUE_RISE = CAP_HEIGHT * (VALUE_SIZE - DETAIL_SIZE)  # of its line over the others
JOIN_SIGNS = {Add.op: "+", Cat.op: "C"}


class Ports(NamedTuple):
    """Where lines enter a box above and leave it below, by their names, in points from its left.

    All others do so in the middle, or where Graphviz finds it best.
    """

    ins: tuple[tuple[str, int], ...] = ()
    outs: tuple[tuple[str, int], ...] = ()


NO_PORTS = Ports()


@dataclass(frozen=True, slots=True)
class Box:
    """A node to be drawn: its words, the figure below them, and its size in whole points."""

    id: str
    op: str
    words: Words
    members: tuple[str, ...]
    width: int
    height: int
    is_round: bool = False
    count: int = 1
    value: str = ""
    ports: Ports = NO_PORTS


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
    how: Join = Join.ADD


@dataclass(frozen=True, slots=True)
class Cell:
    """Boxes one below the other on the main path, and the shortcut past them.

    `gap` is the distance in points between boxes. A cell with `count` above 1 stands for a run
    of equal blocks; where it is their layers that are drawn, a frame around them says so: `title`
    is that of one around a single block, `value` the figure of all in it.
    A lying one is drawn from left to right, but laid out downwards: until the picture is turned,
    the widths and heights of its boxes are exchanged. One that is apart reads nothing of the cell
    before it.
    """

    id: str
    spine: tuple[Box, ...]
    gap: int
    bypass: Bypass | None = None
    count: int = 1
    is_framed: bool = False
    is_lying: bool = False
    title: str = ""
    value: str = ""
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A line in a whole cell from one box to another, by their ids; `ENTRY` is what comes in."""

    tail: str
    head: str


@dataclass(frozen=True, slots=True)
class Skip:
    """A shortcut in a whole cell: its edges, from one to the next of the boxes `aside`.

    Those are of its own layers, where they get some. It is drawn for `count` shortcuts.
    """

    id: str
    kind: ShortcutKind
    edges: tuple[Edge, ...]
    aside: tuple[str, ...] = ()
    count: int = 1
    note: str = ""
    how: Join = Join.ADD


@dataclass(frozen=True, slots=True)
class Ground:
    """A frame in a whole cell around its boxes from `first` up to `end`, laid out alone or not."""

    id: str
    title: str
    first: int
    end: int
    count: int = 1
    is_outer: bool = False
    value: str = ""
    is_alone: bool = False

    @property
    def heading(self) -> str:
        """Its title and, of a folded run, `× n`."""
        return " ".join(filter(None, (self.title, count_text(self.count))))


@dataclass(frozen=True, slots=True)
class WholeCell:
    """Any piece of a network, laid out whole by Graphviz: boxes in order, all lines between them.

    `exit` is the box that the next cell reads, '' where nothing does. Outer grounds come before
    those in them. Lying as a `Cell` is. From the box at `turn` on, where that is not 0, it is
    drawn upwards again, as a U whose shortcuts are level. A group that several lines enter or leave
    has them in `entering`, by the names that they have as tails, and in `leaving`, as heads.
    """

    id: str
    boxes: tuple[Box, ...]
    grounds: tuple[Ground, ...]
    links: tuple[Edge, ...]
    skips: tuple[Skip, ...]
    exit: str
    is_lying: bool = False
    turn: int = 0
    entering: tuple[str, ...] = ()
    leaving: tuple[Edge, ...] = ()

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Every line: the links, then the shortcuts'."""
        return (*self.links, *(edge for skip in self.skips for edge in skip.edges))

    @property
    def has_entry(self) -> bool:
        """Whether anything comes in from the cell before."""
        return not self.entering and any(edge.tail == ENTRY for edge in self.edges)


@dataclass(frozen=True, slots=True)
class FramedCell:
    """Cells one below the other in a frame: a group that is open, or a folded run's `× n`."""

    id: str
    title: str
    cells: "tuple[AnyCell, ...]"
    count: int = 1
    is_lying: bool = False
    value: str = ""

    @property
    def heading(self) -> str:
        """Its title and, of a folded run, `× n`."""
        return " ".join(filter(None, (self.title, count_text(self.count))))


AnyCell = Cell | WholeCell | FramedCell
ENTRY = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Cells that belong together: a stage in its frame, or a stem or head without one.

    `is_cut` says that they are what is between cuts, of a network not drawn as the family is. In a
    figure of several networks sections of one `row` are next to each other; '' is that of the id.
    """

    id: str
    title: str
    subtitle: str
    cells: tuple[AnyCell, ...]
    is_framed: bool
    is_cut: bool = False
    row: str = ""


def box_of(name: str, op: str, words: Words, members: tuple[str, ...], count: int = 1) -> Box:
    """A box wide enough for its words, and tall enough for all their lines."""
    return Box(name, op, words, members, *_room_for(words, count), count=count)


def resized(box: Box, width: int, height: int) -> Box:
    """The box in another size. Not by `replace`, which takes four times as long."""
    own = box.id, box.op, box.words, box.members
    return Box(*own, width, height, box.is_round, box.count, box.value)


def with_value(box: Box, value: str) -> Box:
    """The box with a figure in a line below its words, and room for it."""
    width = max(box.width, _even_room(text_width(value, VALUE_SIZE, True)))
    return replace(box, value=value, width=width, height=box.height + DETAIL_HEIGHT)


@lru_cache(maxsize=4096)
def _room_for(words: Words, count: int) -> tuple[int, int]:
    details = words[1].splitlines()
    lines = (text_width(line, DETAIL_SIZE) for line in details)
    first, last = words[0], count_text(count)
    widest = max(text_width(first, LABEL_SIZE, True), text_width(last, VALUE_SIZE, True), *lines)
    return _even_room(widest), LOW_BOX + DETAIL_HEIGHT * (len(details) + (count > 1))


def _even_room(width: float) -> int:
    """The width of a box around a text: even, since Graphviz places middles."""
    return 2 * ceil(width / 2 + SIDE_PAD)


def add_of(name: str, members: tuple[str, ...]) -> Box:
    """The circle of a residual sum."""
    return circle_of(name, Add.op, members)


def circle_of(name: str, op: str, members: tuple[str, ...]) -> Box:
    """The circle where several lines are joined: a sum, or side by side."""
    return Box(name, op, (JOIN_SIGNS[op], ""), members, ADD_SIZE, ADD_SIZE, is_round=True)


def spine_of(cell: AnyCell) -> tuple[Box, ...]:
    """The boxes of a cell's main path; all of a whole cell's."""
    if isinstance(cell, FramedCell):
        return tuple(box for each in cell.cells for box in spine_of(each))
    return cell.boxes if isinstance(cell, WholeCell) else cell.spine


def aside_of(cell: AnyCell) -> tuple[Box, ...]:
    """The boxes of a cell's shortcut."""
    if isinstance(cell, FramedCell):
        return tuple(box for each in cell.cells for box in aside_of(each))
    return cell.bypass.aside if isinstance(cell, Cell) and cell.bypass else ()


def plain_cells(cells: Iterable[AnyCell]) -> Iterator[Cell | WholeCell]:
    """The cells that are laid out, those in frames too."""
    for cell in cells:
        if isinstance(cell, FramedCell):
            yield from plain_cells(cell.cells)
        else:
            yield cell


def is_apart(cell: AnyCell) -> bool:
    """Whether a cell reads nothing of the one before it."""
    if isinstance(cell, FramedCell):
        return is_apart(cell.cells[0])
    return not cell.has_entry if isinstance(cell, WholeCell) else cell.is_apart


def exit_of(cell: AnyCell) -> Box:
    """The box that what comes next reads; of the last cell its last one."""
    if isinstance(cell, FramedCell):
        return exit_of(cell.cells[-1])
    boxes = spine_of(cell)
    if isinstance(cell, Cell) or not cell.exit:
        return boxes[-1]
    return next(box for box in boxes if box.id == cell.exit)
