"""Pictures of a plot: greys with heat over them, in rows with their titles."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil, isfinite

from resnet_viz.core.experiments.plot import Image, Values
from resnet_viz.diagram.chart.chart import Mark, Raster, Words
from resnet_viz.diagram.chart.plot import MARGIN, SMALL, ChartLook
from resnet_viz.diagram.chart.words import fitted
from resnet_viz.diagram.scene.heat import color_at
from resnet_viz.diagram.scene.scene import Anchor, Rect, Text

SIDE, GAP, TITLE = 74.0, 8.0, 9.5  # points
LARGEST = 130.0
SHADES = 63
HEAT = ("#000004", "#420a68", "#932667", "#dd513a", "#fca50a", "#fcffa4")  # after inferno
HOT = "#e4480b"  # over greys
STRENGTH = 0.85  # of the colour at the greatest heat
LEAST_GREY = 0.3  # of a picture's greys that heat lies over, so that both are seen


def image_rows(image: Image) -> tuple[tuple[str, ...], ...]:
    """The colours of a picture: greys, heat, or both."""
    if not image.heat:
        return tuple(tuple(_grey(value) for value in row) for row in image.rows)
    if not image.rows:
        return tuple(tuple(_heat(_step(value)) for value in row) for row in image.heat)
    high, wide = len(image.rows), len(image.rows[0])
    return tuple(
        tuple(
            _over(_step(value), _step(_at(image.heat, y / high, x / wide)))
            for x, value in enumerate(row)
        )
        for y, row in enumerate(image.rows)
    )


def images_height(images: Sequence[Image], look: ChartLook) -> float:
    """What all of them need from top to bottom."""
    side, across = _layout(len(images), look)
    return ceil(len(images) / across) * (side + TITLE + GAP)


def image_marks(images: Sequence[Image], look: ChartLook, top: float) -> Iterator[Mark]:
    """From left to right in rows, each with its title below it."""
    side, across = _layout(len(images), look)
    texts = []
    for number, image in enumerate(images):
        row, column = divmod(number, across)
        rows = image_rows(image)
        x, y = MARGIN + column * (side + GAP), top + row * (side + TITLE + GAP)
        if rows and rows[0]:
            wide, high = _sides(rows, side)
            yield Raster(Rect(x, y + (side - high) / 2, wide, high), rows)
        text = fitted(image.title, side, SMALL)
        texts.append(Text(text, x, y + side + SMALL + 1.5, SMALL, anchor=Anchor.START))
    yield Words(tuple(texts), look.theme.ink)


def _layout(count: int, look: ChartLook) -> tuple[float, int]:
    """The side of a picture and how many are in a row."""
    room = look.width - 2 * MARGIN
    across = max(1, min(count, int((room + GAP) / (SIDE + GAP))))
    return min((room + GAP) / across - GAP, LARGEST), across


def _sides(rows: Sequence[Sequence[str]], side: float) -> tuple[float, float]:
    wide, high = len(rows[0]), len(rows)
    most = max(wide, high)
    return side * wide / most, side * high / most


def _at(values: Values, down: float, across: float) -> float:
    row = values[min(int(down * len(values)), len(values) - 1)]
    return row[min(int(across * len(row)), len(row) - 1)]


def _step(value: float) -> int:
    """Few enough shades that files stay small."""
    return round(min(max(value, 0.0), 1.0) * SHADES) if isfinite(value) else 0


def _grey(value: float) -> str:
    return color_at(("#000000", "#ffffff"), _step(value) / SHADES)


@lru_cache(maxsize=SHADES + 1)
def _heat(step: int) -> str:
    return color_at(HEAT, step / SHADES)


@lru_cache(maxsize=(SHADES + 1) ** 2)
def _over(grey: int, heat: int) -> str:
    share = LEAST_GREY + (1 - LEAST_GREY) * grey / SHADES
    ground = color_at(("#000000", "#ffffff"), share)
    return color_at((ground, HOT), STRENGTH * heat / SHADES)
