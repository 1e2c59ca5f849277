"""Colours: the heat's scale and sums, and that every text can be read in every theme."""

from itertools import pairwise

import pytest

from resnet_viz.core.graph import ShortcutKind
from resnet_viz.core.report import report_of
from resnet_viz.diagram.heat import ANCHORS, color_at, contrast, heat_of, ink_on
from resnet_viz.diagram.theme import DARK, LIGHT, PRINT, THEMES, Theme
from resnet_viz.diagram.view import Level, View
from tests.diagram.drawn import draw

every_theme = pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=list(THEMES))


def macs_of(arch: str) -> dict[str, float]:
    from resnet_viz.core.arch import parse

    return {layer.path: layer.macs for layer in report_of(parse(arch)).layers}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#ffffff", "#000000", 21.0), ("#777777", "#ffffff", 4.48), ("#336699", "#336699", 1.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


@every_theme
def test_every_text_can_be_read_on_its_ground(theme: Theme) -> None:
    tints = [*theme.tints.values(), theme.frame]
    assert min(contrast(tint.ink, tint.fill) for tint in tints) >= 4.5
    assert min(contrast(theme.muted, tint.fill) for tint in tints) >= 4.5
    assert contrast(theme.ink, theme.page) >= 4.5
    assert contrast(theme.muted, theme.page) >= 4.5


@every_theme
def test_lines_stand_out_from_page_and_frame(theme: Theme) -> None:
    pens = [theme.link, *theme.shortcuts.values()]
    for ground in (theme.page, theme.frame.fill):
        assert min(contrast(pen.color, ground) for pen in pens) >= 3


@every_theme
def test_the_kinds_of_shortcut_differ_in_more_than_colour(theme: Theme) -> None:
    dashes = {theme.shortcuts[kind].dash for kind in ShortcutKind}
    assert len(dashes) == 3


@every_theme
def test_text_on_any_colour_of_the_scale_can_be_read(theme: Theme) -> None:
    for step in range(101):
        fill = color_at(ANCHORS[theme.name], step / 100)
        assert contrast(ink_on(fill), fill) >= 4.5


@every_theme
def test_lightness_runs_one_way_through_the_scale(theme: Theme) -> None:
    lightness = [
        contrast(color_at(ANCHORS[theme.name], step / 50), "#000000") for step in range(51)
    ]
    rises = [later > earlier for earlier, later in pairwise(lightness)]
    assert len(set(rises)) == 1


@pytest.mark.parametrize("level", [Level.BLOCK, Level.LAYER, Level.STAGE])
def test_a_box_has_the_colour_of_the_sum_of_its_layers(level: Level) -> None:
    scene, values = draw("resnet50", View(level)).scene, macs_of("resnet50")
    heat = heat_of(scene, values, "MACs", "", LIGHT)
    sums = {item.id: sum(values.get(path, 0) for path in item.members) for item in scene.all_items}
    most = max(sums.values())
    for name, fill in heat.fills.items():
        assert fill == color_at(ANCHORS["light"], sums[name] / most)
        assert heat.inks[name] == ink_on(fill)


def test_folded_boxes_show_the_sum_of_their_blocks() -> None:
    values = macs_of("resnet34")
    folded = draw("resnet34", View(Level.BLOCK, is_folded=True)).scene
    item = next(each for each in folded.items if each.id == "layer3.1")
    whole = sum(v for path, v in values.items() if path.startswith("layer3.") and path[7] != "0")
    assert item.count == 5
    assert sum(values[path] for path in item.members) == whole


def test_a_logarithmic_scale_keeps_the_order_and_lifts_the_small() -> None:
    scene, values = draw("resnet18", View(Level.LAYER)).scene, macs_of("resnet18")
    even, lifted = (
        heat_of(scene, values, "MACs", "", LIGHT, is_log=is_log) for is_log in (False, True)
    )
    small = "fc"
    assert contrast(lifted.fills[small], "#ffffff") > contrast(even.fills[small], "#ffffff")


def test_figures_that_are_all_zero_or_missing_do_no_harm() -> None:
    scene = draw("resnet18", View()).scene
    zero = heat_of(scene, dict.fromkeys(macs_of("resnet18"), 0.0), "Time", "ms", DARK)
    assert set(zero.fills.values()) == {color_at(ANCHORS["dark"], 0)}
    assert heat_of(scene, {}, "Time", "ms", DARK).fills == {}
