"""The colours of what charts compare: all eyes tell them apart, on every page, in grey too."""

from itertools import combinations

import pytest

from resnet_viz.diagram.chart.colors import (
    LETTERS,
    MEMBER_COLORS,
    block_color,
    block_look,
    member_color,
    member_look,
)
from resnet_viz.diagram.scene.theme import THEMES
from tests.diagram.seen_colors import EYES, distance_for
from tests.diagram.seen_colors import lightness as lightness_of

LEAST_DISTANCE = 20.0  # ten times what can just be noticed
LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11: graphical objects


def luminance(color: str) -> float:
    """Relative luminance from L*, which is its inverse: CIE 15."""
    high = (lightness_of(color) + 16) / 116
    return float(high**3) if lightness_of(color) > 8 else lightness_of(color) / 903.3


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_two_members_differ_for_all_eyes(theme: str, eyes: str) -> None:
    colors = MEMBER_COLORS[theme]
    near = [pair for pair in combinations(colors, 2) if distance_for(eyes, *pair) < LEAST_DISTANCE]
    assert near == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_member_is_seen_on_the_page(theme: str) -> None:
    colors = MEMBER_COLORS[theme]
    assert len(colors) == len(LETTERS)
    assert min(contrast(color, THEMES[theme].page) for color in colors) >= LEAST_CONTRAST


def test_no_two_members_share_a_shape_or_dashes_and_in_print_no_hatch() -> None:
    looks = [member_look(place, THEMES["print"]) for place in range(len(LETTERS))]
    for field in ("shape", "dash", "hatch", "color"):
        assert len({getattr(look, field) for look in looks}) == len(LETTERS)


def test_basic_is_blue_and_bottleneck_orange_as_the_first_two_members() -> None:
    theme = THEMES["light"]
    assert block_color("basic", theme) == member_color(0, theme) == "#2563eb"
    assert block_color("bottleneck", theme) == member_color(1, theme) == "#ea580c"
    assert block_color("mixed", theme) == member_color(9, theme) == theme.muted
    assert block_look("basic", theme).shape is not block_look("bottleneck", theme).shape
