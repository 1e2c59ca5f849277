"""Signs on a picture of two networks that say what differs between them.

A colour, and a line and a sign of its own for those who don't see it: rings around boxes, halos
along shortcuts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.graph.naming import BETWEEN
from resnet_viz.core.graph.paths import block_of_shortcut
from resnet_viz.core.lab.diff.diff import Diff
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.core.lab.diff.places import Place, Places
from resnet_viz.diagram.scene.scene import (
    Item,
    Point,
    Rect,
    Scene,
    ShortcutPicture,
    Stroke,
    Text,
    TextRole,
    WholeOp,
)
from resnet_viz.diagram.scene.theme import CORNER_RADIUS, Pen, Theme

RING_GAP = 2.6  # points from a box to its ring
CORNER = 1.0  # points from a ring's corner to its sign
BADGE = 4.4  # points, the radius
SIGN_SIZE = 6.5  # points
SIGN_DROP = 0.365  # of its size, from the middle of a letter to its baseline
HALO_WIDTH = 5.5  # points
SIGNS = {
    Kind.ONLY_A: "A",
    Kind.ONLY_B: "B",
    Kind.ATTRIBUTES: "≠",
    Kind.SHAPE: "↔",
    Kind.SHORTCUT: "↪",
}
MARK_WORDS = {
    Kind.ONLY_A: "only in A",
    Kind.ONLY_B: "only in B",
    Kind.ATTRIBUTES: "other layers",
    Kind.SHAPE: "other shape",
    Kind.SHORTCUT: "other shortcut",
}
CLASSES = {kind: words.lower().replace(" ", "-") for kind, words in MARK_WORDS.items()}
AS_MARKED = {Kind.BLOCKS: Kind.ATTRIBUTES}  # of a stage, more blocks are other layers
DASHES: Mapping[Kind, tuple[float, ...]] = {Kind.ATTRIBUTES: (4.0, 2.0), Kind.SHAPE: (1.2, 1.8)}
WIDTHS = {Kind.ONLY_A: 1.8, Kind.ONLY_B: 1.8}
WIDTH = 1.3
COLORS = {
    "light": {
        Kind.ONLY_A: "#7e22ce",
        Kind.ONLY_B: "#7e22ce",
        Kind.ATTRIBUTES: "#b45309",
        Kind.SHAPE: "#0f766e",
        Kind.SHORTCUT: "#9d174d",
    },
    "dark": {
        Kind.ONLY_A: "#d8b4fe",
        Kind.ONLY_B: "#d8b4fe",
        Kind.ATTRIBUTES: "#fbbf24",
        Kind.SHAPE: "#5eead4",
        Kind.SHORTCUT: "#f9a8d4",
    },
    "print": dict.fromkeys(SIGNS, "#101010"),
}
HALOS = {"light": "#fbcfe8", "dark": "#6b2149", "print": "#d9d9d9"}


class Ring(NamedTuple):
    """A line around a box that differs."""

    rect: Rect
    kind: Kind
    radius: float

    @property
    def badge(self) -> "Badge":
        """The sign at its corner."""
        return Badge(Point(self.rect.x + CORNER, self.rect.y + CORNER), self.kind)


class Halo(NamedTuple):
    """A broad band under the lines of a shortcut that differs."""

    strokes: tuple[Stroke, ...]
    kind: Kind

    @property
    def badge(self) -> "Badge":
        """The sign in the middle of its longest piece."""
        return Badge(_middle_of(self.strokes), self.kind)


class Badge(NamedTuple):
    """The sign of a kind in a small filled circle."""

    center: Point
    kind: Kind

    @property
    def rect(self) -> Rect:
        """The square around it."""
        x, y = self.center
        return Rect(x - BADGE, y - BADGE, 2 * BADGE, 2 * BADGE)

    @property
    def sign(self) -> Text:
        """The sign in its middle."""
        x, y = self.center
        drop = SIGN_DROP * SIGN_SIZE
        return Text(SIGNS[self.kind], x, y + drop, SIGN_SIZE, TextRole.LABEL, is_bold=True)


class Marks(NamedTuple):
    """All signs of a picture; halos are below its shortcuts, the others above its boxes."""

    halos: tuple[Halo, ...] = ()
    rings: tuple[Ring, ...] = ()

    @property
    def badges(self) -> tuple[Badge, ...]:
        """The signs of all of them."""
        return (*(halo.badge for halo in self.halos), *(ring.badge for ring in self.rings))

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Those that are there, in the order of the legend."""
        found = {halo.kind for halo in self.halos} | {ring.kind for ring in self.rings}
        return tuple(kind for kind in SIGNS if kind in found)


NO_MARKS = Marks()


def pen_of(kind: Kind, theme: Theme) -> Pen:
    """The line of a ring."""
    return Pen(COLORS[theme.name][kind], WIDTHS.get(kind, WIDTH), DASHES.get(kind, ()))


def halo_pen(theme: Theme) -> Pen:
    """The band of a halo."""
    return Pen(HALOS[theme.name], HALO_WIDTH)


def marks_between(diff: Diff, names: tuple[str, str], scene: Scene) -> Marks:
    """The marks of a picture that shows both networks, whose ids begin with `names`."""
    places = Places(diff)
    named = {names[0] + path: each for path, each in places.of_a.items()}
    return marks_of(scene, named | {names[1] + path: each for path, each in places.of_b.items()})


def lettered(scene: Scene) -> Scene:
    """The scene with the letters of both networks in front of their titles."""
    pairs = zip("AB", scene.headings, strict=False)
    headings = (text._replace(text=f"{letter}{BETWEEN}{text.text}") for letter, text in pairs)
    return replace(scene, headings=tuple(headings))


def marks_of(scene: Scene, places: Mapping[str, Place]) -> Marks:
    """What of a scene differs, by the places of its paths."""
    kinds = {item.id: _kind_of(item, places) for item in scene.all_items}
    alone = {name for name, kind in kinds.items() if kind.is_one_sided}
    halos = tuple(
        Halo(shortcut.strokes, kind)
        for shortcut in scene.shortcuts
        if shortcut.strokes
        and block_of_shortcut(shortcut.id) not in alone
        and (kind := _shortcut_kind(shortcut, places))
    )
    return Marks(halos, tuple(_rings(scene.all_items, kinds)))


def _rings(items: Iterable[Item], kinds: Mapping[str, Kind]) -> Iterator[Ring]:
    """One for each box that differs; a sum differs as its shortcut does, which is marked."""
    for item in items:
        kind = kinds[item.id]
        is_line = kind is Kind.SHORTCUT and item.op != WholeOp.STAGE
        if kind is not Kind.SAME and not is_line and not item.is_round:
            x, y, width, height = item.rect
            gap, gaps = RING_GAP, 2 * RING_GAP
            rect = Rect(x - gap, y - gap, width + gaps, height + gaps)
            yield Ring(rect, AS_MARKED.get(kind, kind), CORNER_RADIUS + gap)


def _kind_of(item: Item, places: Mapping[str, Place]) -> Kind:
    """How a box differs: as its block or stage does, or as what it is drawn for does in all."""
    own = places.get(item.id)
    if own is not None and item.count == 1:
        return own.kind
    kinds = {places[path].kind for path in item.members if path in places}
    if len(kinds) == 1:
        return kinds.pop()
    if kinds & {Kind.ONLY_A, Kind.ONLY_B, Kind.ATTRIBUTES}:
        return Kind.ATTRIBUTES
    return next((kind for kind in (Kind.SHAPE, Kind.SHORTCUT) if kind in kinds), Kind.SAME)


def _shortcut_kind(shortcut: ShortcutPicture, places: Mapping[str, Place]) -> Kind | None:
    """How the shortcut of a block differs, None where it doesn't."""
    place = places.get(shortcut.id)
    return place.kind if place and place.kind is not Kind.SAME else None


def _middle_of(strokes: tuple[Stroke, ...]) -> Point:
    """The middle of the longest piece of a line."""
    pieces = [
        (one, other)
        for stroke in strokes
        for one, other in zip(stroke.points, stroke.points[1:], strict=False)
    ]
    one, other = max(pieces, key=lambda piece: _length(*piece))
    return Point((one.x + other.x) / 2, (one.y + other.y) / 2)


def _length(one: Point, other: Point) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)
