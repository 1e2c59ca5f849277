"""A page's pictures in the dark: every colour of the light theme and the one that it becomes."""

from collections.abc import Iterator, Mapping
from functools import cache

from resnet_viz.diagram.chart.colors import MEMBER_COLORS
from resnet_viz.diagram.layout.pair_figure import FILLS
from resnet_viz.diagram.scene.heat import DARK_INK, LIGHT_INK
from resnet_viz.diagram.scene.marks import COLORS, HALOS
from resnet_viz.diagram.scene.theme import DARK, LIGHT, Theme

ATTRIBUTES = ("fill", "stroke")


@cache
def dark_colors() -> Mapping[str, str]:
    """The dark colour of each light one."""
    return dict(_pairs())


def dark_css(selector: str) -> str:
    """Rules that turn what is below a selector dark: an attribute of SVG gives way to them."""
    return "".join(
        f'{selector} [{attribute}="{light}"]{{{attribute}:{dark}}}'
        for light, dark in dark_colors().items()
        for attribute in ATTRIBUTES
    )


def _pairs() -> Iterator[tuple[str, str]]:
    yield from zip(_colors_of(LIGHT), _colors_of(DARK), strict=True)
    yield from zip(MEMBER_COLORS[LIGHT.name], MEMBER_COLORS[DARK.name], strict=True)
    light, dark = COLORS[LIGHT.name], COLORS[DARK.name]
    yield from ((light[kind], dark[kind]) for kind in light)
    yield HALOS[LIGHT.name], HALOS[DARK.name]
    yield from zip(FILLS[LIGHT.name], FILLS[DARK.name], strict=True)
    yield DARK_INK, LIGHT_INK  # of words on filled boxes


def _colors_of(theme: Theme) -> Iterator[str]:
    """All colours of a theme in the same order."""
    yield from (theme.page, theme.ink, theme.muted, theme.link.color)
    yield from (theme.frame.fill, theme.frame.line, theme.frame.ink)
    for tint in theme.tints.values():
        yield from (tint.fill, tint.line, tint.ink)
    yield theme.concat.color
    yield from (pen.color for pen in theme.shortcuts.values())
