"""Colours of the boxes by a figure: an even, colour-blind-safe scale with readable text on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log1p

from resnet_viz.core.wording import si
from resnet_viz.diagram.scene import Item, Scene
from resnet_viz.diagram.theme import Theme

# Lightness runs one way through each, so that colour-deficient eyes and grey paper keep the order:
# yellow to brown (after ColorBrewer's YlOrBr), cividis (Nuñez, Anderton, Renslow 2018), greys.
# Little is near to the page's colour, much is far from it.
ANCHORS = {
    "light": ("#fffbe8", "#fde9b4", "#fdc877", "#f29a45", "#d1641f", "#8f3410"),
    "dark": ("#0a2550", "#31446b", "#666970", "#958f78", "#cbba69", "#ffea46"),
    "print": ("#fafafa", "#dadada", "#b4b4b4", "#8c8c8c", "#626262", "#3a3a3a"),
}
DARK_INK, LIGHT_INK = "#000000", "#ffffff"  # of no other two does one always reach 4.5


@dataclass(frozen=True, slots=True)
class Heat:
    """The colours of a scene's items by id, and what the legend says of the scale."""

    title: str
    fills: Mapping[str, str]
    inks: Mapping[str, str]
    stops: tuple[str, ...]
    low: str
    high: str


def heat_of(
    scene: Scene,
    values: Mapping[str, float],
    title: str,
    unit: str,
    theme: Theme,
    is_log: bool = False,
) -> Heat:
    """Colours each item by the sum of `values` over its members.

    Items whose members have no figure keep their theme's colour. The scale starts at zero.
    """
    sums = {item.id: _sum_of(item, values) for item in scene.all_items}
    known = {name: value for name, value in sums.items() if value is not None}
    most = max(known.values(), default=0.0)
    anchors = ANCHORS[theme.name]
    fills = {name: color_at(anchors, _share(value, most, is_log)) for name, value in known.items()}
    return Heat(
        title=title,
        fills=fills,
        inks={name: ink_on(fill) for name, fill in fills.items()},
        stops=tuple(color_at(anchors, step / 8) for step in range(9)),
        low="0",
        high=_figure(most, unit),
    )


def color_at(anchors: tuple[str, ...], share: float) -> str:
    """The colour at a share of the way through the anchors, 0 to 1."""
    place = min(max(share, 0.0), 1.0) * (len(anchors) - 1)
    index = min(int(place), len(anchors) - 2)
    rest = place - index
    pairs = zip(_channels(anchors[index]), _channels(anchors[index + 1]), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * rest):02x}" for one, other in pairs)


def ink_on(fill: str) -> str:
    """Dark or light text, whichever has the greater contrast on a ground."""
    return max((DARK_INK, LIGHT_INK), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _sum_of(item: Item, values: Mapping[str, float]) -> float | None:
    found = [values[path] for path in item.members if path in values]
    return sum(found) if found else None


def _share(value: float, most: float, is_log: bool) -> float:
    if most <= 0:
        return 0.0
    return log1p(value) / log1p(most) if is_log else value / most


def _figure(value: float, unit: str) -> str:
    text = si(round(value)) if value >= 100 or value == round(value) else f"{value:.3g}"
    return f"{text} {unit}".strip()


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
