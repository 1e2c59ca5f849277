"""How a series of a result is drawn: its colour, the shape of its marks, its dashes."""

from collections.abc import Mapping

from resnet_viz.core.experiments.plot import Dash, Hue, Series
from resnet_viz.diagram.chart.colors import Hatch, SeriesLook, Shape, member_color
from resnet_viz.diagram.scene.heat import color_at
from resnet_viz.diagram.scene.theme import Theme

PLACES = {Hue.RESIDUAL: 0, Hue.PLAIN: 1, Hue.PRE: 2}  # blue, orange, teal
SHAPES = {
    Hue.RESIDUAL: Shape.CIRCLE,
    Hue.PLAIN: Shape.TRIANGLE,
    Hue.PRE: Shape.DIAMOND,
    Hue.NEUTRAL: Shape.SQUARE,
}
STEP_SHAPES = (Shape.CIRCLE, Shape.TRIANGLE, Shape.SQUARE, Shape.DIAMOND, Shape.WEDGE)
DASHES: Mapping[Dash, tuple[float, ...]] = {
    Dash.SOLID: (),
    Dash.DASHED: (4.0, 2.0),
    Dash.DOTTED: (1.2, 1.6),
}
# From far to near the page in lightness, each at least 3 : 1 on it (after viridis, cut to that).
STEPS = {
    "light": ("#3b0764", "#3b4a8f", "#1f7a8c", "#3d9150"),
    "dark": ("#f5f3a0", "#7fd38c", "#38a5a8", "#7c7cc9"),
    "print": ("#000000", "#4a4a4a", "#8a8a8a"),
}
FAR = 12  # a number that gives neighbours different shapes, from two steps to eight
PALE = 0.35  # of a bar's colour that is left where it is of another kind
HATCHED = Hatch.RISING


def series_look(series: Series, theme: Theme) -> SeriesLook:
    """The colour and the shape are its subject's, the dashes its own."""
    hatch = Hatch.LEVEL if theme.name == "print" and series.hue is Hue.PLAIN else Hatch.NONE
    color = hue_color(series.hue, theme, series.rank)
    return SeriesLook(color, _shape(series), DASHES[series.dash], hatch)


def hue_color(hue: Hue, theme: Theme, rank: float = 0.0) -> str:
    """The colour of a subject; of one of several steps by its rank, 0 to 1."""
    if hue is Hue.STEPS:
        return color_at(STEPS[theme.name], rank)
    return member_color(PLACES[hue], theme) if hue in PLACES else theme.muted


def mixed(color: str, ground: str, share: float) -> str:
    """A colour as it looks on a ground with so much of it, 0 to 1."""
    return color_at((ground, color), share)


def _shape(series: Series) -> Shape:
    if series.hue is not Hue.STEPS:
        return SHAPES[series.hue]
    return STEP_SHAPES[round(series.rank * FAR) % len(STEP_SHAPES)]
