"""Colours of the boxes by a figure: an even, colour-blind-safe scale with readable text on it."""

from collections.abc import Mapping
from functools import lru_cache
from math import log
from typing import NamedTuple

from resnet_viz.core.lab.figures import Figure
from resnet_viz.core.wording import without_zeros
from resnet_viz.diagram.scene.color_choice import ColorScale
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.diagram.scene.ticks import even_ticks, log_ticks

# Lightness runs one way through each and steps look alike, so that colour-deficient eyes and grey
# paper keep order and distance: yellow to brown (after ColorBrewer's YlOrBr), dark blue to yellow
# (after cividis, Nuñez, Anderton, Renslow 2018), greys; each spaced evenly in CIELAB.
# Little is near to the page's colour, much is far from it.
ANCHORS = {
    "light": ("#fffbe8", "#fde5ac", "#fcc473", "#f09642", "#c95e1d", "#8f3410"),
    "dark": ("#0a2550", "#4a556d", "#817f75", "#b1a570", "#d9c760", "#ffea46"),
    "print": ("#fafafa", "#d0d0d0", "#a8a8a8", "#818181", "#5c5c5c", "#3a3a3a"),
}
DARK_INK = "#000000"  # of no other two inks does one always reach a contrast of 4.5
LIGHT_INK = "#ffffff"
STOPS = 61  # of the legend's scale: one is at each tick, whether there are 2, 3, 4, 5 or 6 more


class Tick(NamedTuple):
    """A value in words at its share of the way along the scale, 0 to 1."""

    share: float
    text: str


class BoxColors(NamedTuple):
    """The colours of a scene's items by id, and what the legend says of them.

    That is a title over the `stops` of a scale with `ticks`, or `names`: colours with their words.
    """

    title: str
    fills: Mapping[str, str]
    inks: Mapping[str, str]
    stops: tuple[str, ...] = ()
    ticks: tuple[Tick, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


class Span(NamedTuple):
    """The round values along a scale: from 0 if linear, else all above 0; 0 alone for none."""

    values: tuple[float, ...]
    scale: ColorScale

    @property
    def least(self) -> float:
        return self.values[0]

    @property
    def most(self) -> float:
        return self.values[-1]

    def share_of(self, value: float) -> float:
        """How far along the scale a value is, 0 to 1; at its begin what is below it."""
        if self.most <= 0:
            return 0.0
        if self.scale is ColorScale.LINEAR:
            return value / self.most
        if value <= self.least:
            return 0.0
        return log(value / self.least) / log(self.most / self.least)


def heat_of(
    scene: Scene,
    values: Mapping[str, float],
    figure: Figure,
    theme: Theme,
    scale: ColorScale = ColorScale.LINEAR,
    weights: Mapping[str, float] | None = None,
) -> BoxColors:
    """Colours each item by what the figure gathers of the `values` of its members.

    `weights` are those of a mean by path, 1 where none is said. Items whose members have no value
    keep their theme's colour. A scale goes from round value to round value: a linear one starts at
    0, a logarithmic one at or below the smallest value above 0; with no two of those it is linear.
    """
    weights = weights or {}
    found = {item.id: [path for path in item.members if path in values] for item in scene.all_items}
    known = {
        name: figure.gathering.of(
            [values[path] for path in paths], [weights.get(path, 1.0) for path in paths]
        )
        for name, paths in found.items()
        if paths
    }
    span = _span_of(known, scale, is_binary=figure.is_binary)
    anchors = ANCHORS[theme.name]
    fills = {name: color_at(anchors, span.share_of(value)) for name, value in known.items()}
    return BoxColors(
        title=", ".join(filter(None, (figure.title, figure.remark, _scale_text(span)))),
        fills=fills,
        inks={name: ink_on(fill) for name, fill in fills.items()},
        stops=tuple(color_at(anchors, place / (STOPS - 1)) for place in range(STOPS)),
        ticks=_ticks_of(span, figure, min(known.values(), default=0.0)),
    )


def _span_of(known: Mapping[str, float], scale: ColorScale, *, is_binary: bool) -> Span:
    positive = [value for value in known.values() if value > 0]
    least, most = min(positive, default=0.0), max(positive, default=0.0)
    if scale is ColorScale.LOG and least < most:
        return Span(log_ticks(least, most, is_binary=is_binary), scale)
    values = even_ticks(most, is_binary=is_binary) if most else (0.0,)
    return Span(values, ColorScale.LINEAR)


def _ticks_of(span: Span, figure: Figure, lowest: float) -> tuple[Tick, ...]:
    """The round values in words; a begin above 0 has `≤` for what is below it."""
    sign = "≤ " if lowest < span.least else ""
    words = [without_zeros(figure.words_of(value)) for value in span.values]
    last = max(len(words) - 1, 1)
    texts = enumerate((f"{sign}{words[0]}", *words[1:]))
    return tuple(Tick(place / last, text) for place, text in texts)


def _scale_text(span: Span) -> str:
    return "log scale" if span.scale is ColorScale.LOG else ""


def color_at(anchors: tuple[str, ...], share: float) -> str:
    """The colour at a share of the way through the anchors, 0 to 1."""
    place = min(max(share, 0.0), 1.0) * (len(anchors) - 1)
    index = min(int(place), len(anchors) - 2)
    rest = place - index
    pairs = zip(_channels(anchors[index]), _channels(anchors[index + 1]), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * rest):02x}" for one, other in pairs)


@lru_cache(maxsize=4096)
def ink_on(fill: str) -> str:
    """Dark or light text, whichever has the greater contrast on a ground."""
    return max((DARK_INK, LIGHT_INK), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
