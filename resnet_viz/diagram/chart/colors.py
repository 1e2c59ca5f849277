"""The colours of what a chart compares, and what tells it apart without colour."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from resnet_viz.diagram.scene.theme import Theme

LETTERS = "ABCDEF"  # of the networks that are compared, in their order


class Shape(StrEnum):
    """What marks a point."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DIAMOND = "diamond"
    CROSS = "cross"
    WEDGE = "wedge"  # a triangle on its tip


class Hatch(StrEnum):
    """Lines across a bar."""

    NONE = "none"
    RISING = "rising"
    FALLING = "falling"
    LEVEL = "level"
    UPRIGHT = "upright"
    CROSSED = "crossed"


class SeriesLook(NamedTuple):
    """How one of several series is drawn: a colour, and a shape, dashes and hatch of its own.

    `dash` is in points, none for a solid line.
    """

    color: str
    shape: Shape
    dash: tuple[float, ...]
    hatch: Hatch


# A blue, B orange, C teal, D purple, E brown or yellow, F black or grey: any two at least 20 apart
# in CIELAB, for colour-deficient eyes too, and 3 : 1 on the page. Print has greys.
MEMBER_COLORS: Mapping[str, tuple[str, ...]] = {
    "light": ("#2563eb", "#ea580c", "#0d9488", "#86198f", "#78350f", "#111827"),
    "dark": ("#60a5fa", "#fb923c", "#2dd4bf", "#e90cbc", "#fef08a", "#78716c"),
    "print": ("#101010", "#8a8a8a", "#555555", "#707070", "#2e2e2e", "#949494"),
}
SHAPES = (
    Shape.CIRCLE,
    Shape.TRIANGLE,
    Shape.SQUARE,
    Shape.DIAMOND,
    Shape.WEDGE,
    Shape.CROSS,
)
DASHES: tuple[tuple[float, ...], ...] = ((), (4, 2), (1, 1.5), (6, 1.5, 1, 1.5), (8, 2), (2, 1))
HATCHES = (
    Hatch.NONE,
    Hatch.RISING,
    Hatch.FALLING,
    Hatch.CROSSED,
    Hatch.LEVEL,
    Hatch.UPRIGHT,
)
BLOCKS = ("basic", "bottleneck")  # blue and orange, as the first two members


def member_color(place: int, theme: Theme) -> str:
    """The colour of the network at a place, 0 for A; beyond F the weaker colour of texts."""
    colors = MEMBER_COLORS[theme.name]
    return colors[place] if place < len(colors) else theme.muted


def member_look(place: int, theme: Theme) -> SeriesLook:
    """How the network at a place is drawn, 0 for A."""
    at = place % len(SHAPES)
    hatch = HATCHES[at] if theme.name == "print" else Hatch.NONE
    return SeriesLook(member_color(place, theme), SHAPES[at], DASHES[at], hatch)


def block_color(block: str, theme: Theme) -> str:
    """The colour of networks of a block: basic blue, bottleneck orange; others the weaker ink."""
    return block_look(block, theme).color


def block_look(block: str, theme: Theme) -> SeriesLook:
    """How networks of a block are drawn."""
    return member_look(BLOCKS.index(block) if block in BLOCKS else len(LETTERS), theme)
