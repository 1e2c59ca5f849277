"""The composed picture as plain geometry, from which every canvas and file is drawn.

Lengths are points (1/72 inch), the origin is top left, y grows downwards. What a picture has by the
thousands is a tuple, because those are made in a third of the time.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from resnet_viz.core.graph.tree import Join, ShortcutKind

CONCAT = "concat"  # the class of a shortcut that is not added


class Point(NamedTuple):
    """A place in the picture."""

    x: float
    y: float


class Rect(NamedTuple):
    """An upright rectangle by its top left corner and size."""

    x: float
    y: float
    width: float
    height: float


class Anchor(StrEnum):
    """Which end of a text its x belongs to."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class TextRole(StrEnum):
    """What a text is; its colour follows from it."""

    LABEL = "label"  # an item's first line
    DETAIL = "detail"  # the lines below it
    VALUE = "value"  # a figure, below both
    COUNT = "count"  # `× n` of a folded run
    TITLE = "title"  # of a frame
    SUBTITLE = "subtitle"  # of a frame
    NOTE = "note"  # next to a shortcut
    LEGEND = "legend"
    CAPTION = "caption"
    HEADING = "heading"  # of a network among several

    @property
    def is_muted(self) -> bool:
        """Whether its colour is the weaker one."""
        return self in (TextRole.DETAIL, TextRole.SUBTITLE, TextRole.NOTE)


class Text(NamedTuple):
    """A line of text in the bundled font; `y` is the baseline, `role` gives its colour."""

    text: str
    x: float
    y: float
    size: float
    role: TextRole = TextRole.LABEL
    is_bold: bool = False
    anchor: Anchor = Anchor.MIDDLE


class Stroke(NamedTuple):
    """A line through points: straight pieces with rounded corners, or cubic Béziers.

    A curve has 1 + 3n points. `has_arrow` puts a head on its last point.
    """

    points: tuple[Point, ...]
    is_curve: bool = False
    has_arrow: bool = False


class WholeOp(StrEnum):
    """The operation of a box that is drawn for several layers, next to those of single layers."""

    BLOCK = "block"
    STAGE = "stage"
    GATE = "se"  # squeeze-and-excitation
    GROUP = "group"  # any other
    TAG = "tag"  # none: it says which far value is read


@dataclass(frozen=True, slots=True)
class Item:
    """A drawn node: a layer, a block or a folded run of blocks.

    `id` is its path, `op` its class (`conv2d`, `add`, `block`, …), `members` the paths of the
    graph's nodes it stands for, `count` the blocks of a folded run. A round item is a circle.
    """

    id: str
    op: str
    rect: Rect
    texts: tuple[Text, ...]
    members: tuple[str, ...]
    is_round: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True)
class ShortcutPicture:
    """One block's shortcut: its edges and, at layer level, the projection's own layers."""

    id: str
    kind: ShortcutKind
    strokes: tuple[Stroke, ...]
    items: tuple[Item, ...] = ()
    texts: tuple[Text, ...] = ()
    count: int = 1
    how: Join = Join.ADD

    @property
    def words(self) -> str:
        """Its classes in pages and drawings: its kind, and whether it is concatenated."""
        return shortcut_words(self.kind, self.how)


def shortcut_words(kind: ShortcutKind, how: Join) -> str:
    """The classes of a shortcut: its kind, and whether it is concatenated."""
    return f"{kind} {CONCAT}" if how is Join.CAT else kind.value


class FrameKind(StrEnum):
    """What a frame is around."""

    STAGE = "stage"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Frame:
    """The ground behind a stage with its title, and its output size as `subtitle`.

    One around a block holds the layers of a block that is unfolded among others, or of a folded
    run of `count` blocks, whose title says `× n`.
    """

    id: str
    rect: Rect
    title: Text
    subtitle: Text | None = None
    count: int = 1
    kind: FrameKind = FrameKind.STAGE


@dataclass(frozen=True, slots=True)
class Scene:
    """The whole picture; drawn in the order frames, links, shortcuts, items.

    `headings` are the titles of several networks; `values_title` says what the figures on boxes
    are, '' where there are none.
    """

    title: str
    width: float
    height: float
    frames: tuple[Frame, ...]
    links: tuple[Stroke, ...]
    shortcuts: tuple[ShortcutPicture, ...]
    items: tuple[Item, ...]
    headings: tuple[Text, ...] = ()
    values_title: str = ""

    @property
    def all_items(self) -> tuple[Item, ...]:
        """Every drawn node, those inside of shortcuts too."""
        aside = (item for shortcut in self.shortcuts for item in shortcut.items)
        return (*self.items, *aside)
