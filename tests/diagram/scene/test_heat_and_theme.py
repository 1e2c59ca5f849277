"""Colours: a figure's scale and sums, the stages, and that every text can be read everywhere."""

from collections.abc import Iterable
from itertools import combinations, pairwise

import pytest

from resnet_viz.core.cost.memory import inference_timeline
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.graph.tree import ShortcutKind
from resnet_viz.core.lab.figures import FIGURES, Counted
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of, network_of
from resnet_viz.diagram.scene.color_choice import Coloring, ColorScale
from resnet_viz.diagram.scene.coloring import heat_by, stage_fills, stage_heat
from resnet_viz.diagram.scene.heat import ANCHORS, color_at, contrast, heat_of, ink_on
from resnet_viz.diagram.scene.legend import OPERATION_WORDS
from resnet_viz.diagram.scene.scene import TextRole
from resnet_viz.diagram.scene.theme import DARK, LIGHT, PRINT, THEMES, Pen, Theme
from resnet_viz.diagram.view import Level, View
from tests.diagram.drawn import draw
from tests.diagram.seen_colors import EYES, distance, distance_for, lightness
from tests.samples.graphs import network_with_uncounted
from tests.samples.runs import made_up_timing

every_theme = pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=list(THEMES))


def counted_of(arch: str) -> Counted:
    spec = parse(arch)
    return Counted(graph_of(spec), report_of(network_of(spec)))


def macs_of(arch: str) -> dict[str, float]:
    return {layer.path: layer.macs for layer in report_of(network_named(arch)).layers}


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
def test_the_kinds_of_shortcut_differ_in_colour_width_and_dash(theme: Theme) -> None:
    pens = [theme.shortcuts[kind] for kind in ShortcutKind]
    assert len({pen.dash for pen in pens}) == len(pens)
    for one, other in combinations(pens, 2):
        assert max(one.width, other.width) >= 1.2 * min(one.width, other.width)
        for eyes in EYES:
            assert distance_for(eyes, one.color, other.color) >= _least_distance(theme, one, other)


def _least_distance(theme: Theme, one: Pen, other: Pen) -> int:
    """Greys of five kinds can't be as far apart: those of the family are."""
    others = (theme.shortcuts[ShortcutKind.NORMED], theme.shortcuts[ShortcutKind.RESAMPLED])
    return 10 if theme is PRINT and (one in others or other in others) else 20


def test_on_grey_paper_the_kinds_of_shortcut_differ_in_lightness() -> None:
    """Those of the family more than the two that only others have."""
    shades = {kind: lightness(PRINT.shortcuts[kind].color) for kind in ShortcutKind}
    assert _least_step(shades.values()) >= 10
    del shades[ShortcutKind.NORMED], shades[ShortcutKind.RESAMPLED]
    assert _least_step(shades.values()) >= 20


def _least_step(shades: Iterable[float]) -> float:
    ordered = sorted(shades)
    return min(later - earlier for earlier, later in pairwise(ordered))


def test_on_grey_paper_every_kind_of_box_in_the_legend_has_a_grey_of_its_own() -> None:
    """Greys 5 of L* apart can be distinguished. Those often seen together are further apart.

    What only networks of others have takes the greys of two boxes that only the family has.
    """
    kinds = {words: PRINT.tint_of(op).fill for op, words in OPERATION_WORDS.items()}
    assert kinds.pop("attention") == kinds["squeeze-and-excitation"]
    assert kinds.pop("embedding") == kinds["zero padding"]
    assert kinds.pop("tag of a value read in many places") == PRINT.page  # no layer at all
    del kinds["stage of residual blocks"]  # blocks as one box, with the blocks' colour
    shades = sorted(map(lightness, kinds.values()))
    assert len(shades) == 8
    assert min(later - earlier for earlier, later in pairwise(shades)) >= 4.5
    assert lightness(kinds["pooling"]) - lightness(kinds["linear"]) >= 14
    assert lightness(kinds["convolution"]) - lightness(kinds["pooling"]) >= 10


@every_theme
@pytest.mark.parametrize("role", [TextRole.LABEL, TextRole.DETAIL])
def test_text_on_any_colour_of_the_scale_can_be_read(theme: Theme, role: TextRole) -> None:
    for step in range(101):
        fill = color_at(ANCHORS[theme.name], step / 100)
        assert contrast(theme.ink_of(role, ink_on(fill)), fill) >= 4.5


@every_theme
def test_lightness_runs_one_way_through_the_scale(theme: Theme) -> None:
    shades = [lightness(color_at(ANCHORS[theme.name], step / 50)) for step in range(51)]
    rises = [later > earlier for earlier, later in pairwise(shades)]
    assert len(set(rises)) == 1
    assert abs(shades[-1] - shades[0]) > 60


@every_theme
@pytest.mark.parametrize("count", [6, 8, 13])
def test_equal_steps_of_the_scale_look_equal(theme: Theme, count: int) -> None:
    colors = [color_at(ANCHORS[theme.name], step / count) for step in range(count + 1)]
    steps = [distance(one, other) for one, other in pairwise(colors)]
    assert max(steps) < 1.3 * min(steps)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("eyes", EYES)
def test_no_two_stages_look_alike_to_any_eyes(theme: Theme, eyes: str) -> None:
    pairs = combinations(stage_fills(theme, 10), 2)
    assert min(distance_for(eyes, *pair) for pair in pairs) >= 19


@pytest.mark.parametrize("count", [3, 6, 10])
def test_on_grey_paper_every_stage_is_darker_than_the_one_before(count: int) -> None:
    shades = [lightness(fill) for fill in stage_fills(PRINT, count)]
    assert min(one - other for one, other in pairwise(shades)) > 60 / (count - 1)


@every_theme
@pytest.mark.parametrize("role", [TextRole.LABEL, TextRole.DETAIL])
def test_text_on_a_stage_s_colour_can_be_read(theme: Theme, role: TextRole) -> None:
    for fill in stage_fills(theme, 10):
        assert contrast(theme.ink_of(role, ink_on(fill)), fill) >= 4.5


def test_a_stage_keeps_its_colour_in_every_network() -> None:
    long, short = stage_fills(LIGHT, 10), stage_fills(LIGHT, 4)
    assert short == (*long[:3], long[-1])


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("is_folded", [False, True])
def test_by_stage_every_box_has_the_colour_that_the_legend_names(
    level: Level, is_folded: bool
) -> None:
    drawn = draw("resnet50,se=16", View(level, is_folded))
    heat = stage_heat(drawn.scene, drawn.graph, DARK)
    colors = {name: color for color, name in heat.names}
    assert list(colors) == ["stem", "conv2_x", "conv3_x", "conv4_x", "conv5_x", "head"]
    titles = {f"layer{number}": f"conv{number + 1}_x" for number in range(1, 5)}
    for item in drawn.scene.all_items:
        part = item.id.partition(".")[0]
        ends = "head" if part in ("head", "avgpool", "flatten", "fc") else "stem"
        assert heat.fills[item.id] == colors[titles.get(part, ends)], item.id


@pytest.mark.parametrize("level", [Level.BLOCK, Level.LAYER, Level.STAGE])
def test_a_box_has_the_colour_of_the_sum_of_its_layers(level: Level) -> None:
    scene, values = draw("resnet50", View(level)).scene, macs_of("resnet50")
    heat = heat_of(scene, values, FIGURES["macs"], LIGHT)
    sums = {item.id: sum(values.get(path, 0) for path in item.members) for item in scene.all_items}
    most = value_in(heat.ticks[-1].text)
    assert max(sums.values()) <= most < 1.5 * max(sums.values())
    for name, fill in heat.fills.items():
        assert fill == color_at(ANCHORS["light"], sums[name] / most)
        assert heat.inks[name] == ink_on(fill)


@pytest.mark.parametrize("view", [View(level, True) for level in Level], ids=lambda v: v.level)
@pytest.mark.parametrize("name", ["params", "macs", "flops"])
def test_the_boxes_of_a_picture_show_the_whole_of_a_figure_between_them(
    view: View, name: str
) -> None:
    counted = counted_of("resnet50")
    values = FIGURES[name].values_of(counted)
    items = draw("resnet50", view).scene.all_items
    shown = sum(values[path] for item in items for path in item.members if path in values)
    assert shown == getattr(counted.report.totals, name)


def test_folded_boxes_show_the_sum_of_their_blocks() -> None:
    values = macs_of("resnet34")
    folded = draw("resnet34", View(Level.BLOCK, is_folded=True)).scene
    item = next(each for each in folded.items if each.id == "layer3.1")
    whole = sum(v for path, v in values.items() if path.startswith("layer3.") and path[7] != "0")
    assert item.count == 5
    assert sum(values[path] for path in item.members) == whole


def test_a_box_s_memory_is_that_of_its_largest_layer() -> None:
    drawn, counted = draw("resnet34", View(is_folded=True)), counted_of("resnet34")
    heat = heat_by(Coloring("memory"), drawn.scene, counted, LIGHT)
    assert heat
    live = {moment.path: moment.total_bytes for moment in inference_timeline(counted.graph)}
    peaks = {
        item.id: max(live[path] for path in item.members)
        for item in drawn.scene.items
        if item.id != "input"
    }
    assert heat.title == "Live memory, largest layer in each box"
    assert [tick.text for tick in heat.ticks] == ["0 B", "4 MiB", "8 MiB", "12 MiB"]
    assert 8 * 2**20 < max(peaks.values()) < 12 * 2**20
    assert heat.fills == {
        name: color_at(ANCHORS["light"], peak / (12 * 2**20)) for name, peak in peaks.items()
    }


def test_a_box_s_share_of_the_ceiling_is_its_time_at_the_ceiling_over_the_one_it_took() -> None:
    times = made_up_timing("resnet34").layers
    counted = counted_of("resnet34")._replace(times=times)
    for view in (View(is_folded=True), View(Level.STAGE), View(Level.LAYER)):
        drawn = draw("resnet34", view)
        heat = heat_by(Coloring("ceiling"), drawn.scene, counted, LIGHT)
        assert heat
        shares = {}
        for item in drawn.scene.all_items:
            held = [time for time in times if time.path in item.members and time.ceiling_share]
            if held:
                ceiling_ms = sum(time.median_ms * (time.ceiling_share or 0) for time in held)
                shares[item.id] = ceiling_ms / sum(time.median_ms for time in held)
        most = float(heat.ticks[-1].text.removesuffix("%")) / 100
        assert max(shares.values()) <= most < 1.5 * max(shares.values())
        assert set(heat.fills) == set(shares)
        for name, share in shares.items():
            assert distance(heat.fills[name], color_at(ANCHORS["light"], share / most)) < 1, name
        assert heat.title == "Share of ceiling, measured on this machine"
        assert heat.ticks[0].text == "0%"


def test_before_a_run_no_box_has_a_share_of_the_ceiling() -> None:
    heat = heat_by(
        Coloring("ceiling"), draw("resnet18", View()).scene, counted_of("resnet18"), LIGHT
    )
    assert heat
    assert heat.fills == {}


def test_bytes_moved_are_read_and_written_bytes_together() -> None:
    counted = counted_of("resnet18")
    totals = counted.report.totals
    values = FIGURES["bytes"].values_of(counted)
    assert sum(values.values()) == totals.bytes_read + totals.bytes_written


@pytest.mark.parametrize("scale", ColorScale)
@pytest.mark.parametrize("figure", ["params", "macs", "bytes", "memory"])
def test_a_tick_s_value_has_the_colour_at_its_place(figure: str, scale: ColorScale) -> None:
    """A box of just that value, added to the picture, gets the colour that the legend shows."""
    drawn, counted, row = draw("resnet50", View()), counted_of("resnet50"), FIGURES[figure]
    values = dict(row.values_of(counted))
    shown = heat_of(drawn.scene, values, row, LIGHT, scale)
    steps = len(shown.ticks) - 1
    assert [tick.share for tick in shown.ticks] == [place / steps for place in range(steps + 1)]
    assert 2 <= steps <= 5
    for tick in shown.ticks:
        value = value_in(tick.text)
        heat = heat_of(drawn.scene, values | {"input": value}, row, LIGHT, scale)
        stop = shown.stops[round(tick.share * (len(shown.stops) - 1))]
        assert distance(heat.fills["input"], stop) < 1, tick


def test_a_logarithmic_scale_has_equal_factors_on_equal_lengths() -> None:
    scene = draw("resnet18", View()).scene
    values = dict.fromkeys(macs_of("resnet18"), 0.0) | {"fc": 1.0, "conv1": 100.0, "maxpool": 10.0}
    heat = heat_of(scene, values, FIGURES["time"], LIGHT, ColorScale.LOG)
    fills = [heat.fills[name] for name in ("fc", "maxpool", "conv1")]
    assert fills == [color_at(ANCHORS["light"], share) for share in (0, 0.5, 1)]
    assert [tick.text for tick in heat.ticks] == ["≤ 1 ms", "10 ms", "100 ms"]
    assert heat.fills["bn1"] == fills[0]
    assert heat.title == "Time, log scale"


def test_a_logarithmic_scale_of_figures_that_are_all_positive_has_no_sign_at_its_begin() -> None:
    scene = draw("resnet18", View()).scene
    heat = heat_of(scene, {"fc": 0.5, "conv1": 50.0}, FIGURES["time"], LIGHT, ColorScale.LOG)
    assert [tick.text for tick in heat.ticks] == ["0.1 ms", "1 ms", "10 ms", "100 ms"]


def test_one_value_alone_has_no_logarithmic_scale() -> None:
    heat = heat_of(draw("resnet18", View()).scene, {"fc": 8.0}, FIGURES["time"], LIGHT,
                   ColorScale.LOG)  # fmt: skip
    assert heat.title == "Time"
    assert [tick.text for tick in heat.ticks] == ["0 ms", "2 ms", "4 ms", "6 ms", "8 ms"]
    assert heat.fills["fc"] == heat.stops[-1]


def test_figures_that_are_all_zero_or_missing_do_no_harm() -> None:
    scene = draw("resnet18", View()).scene
    zeros = dict.fromkeys(macs_of("resnet18"), 0.0)
    for scale in ColorScale:
        zero = heat_of(scene, zeros, FIGURES["time"], DARK, scale)
        assert set(zero.fills.values()) == {color_at(ANCHORS["dark"], 0)}
        assert [tick.text for tick in zero.ticks] == ["0 ms"]
        assert heat_of(scene, {}, FIGURES["time"], DARK, scale).fills == {}


def test_by_operation_the_theme_s_own_colours_stay() -> None:
    assert heat_by(Coloring(), draw("resnet18", View()).scene, counted_of("resnet18"), DARK) is None


def value_in(text: str) -> float:
    """The number that a tick says: `≤ 1.25 M`, `97.5 MiB`, `0`."""
    units = {"k": 1e3, "M": 1e6, "G": 1e9, "B": 1, "KiB": 2**10, "MiB": 2**20}
    number, _, unit = text.removeprefix("≤ ").partition(" ")
    return float(number) * units.get(unit, 1)


def test_a_layer_whose_work_is_not_counted_has_no_colour() -> None:
    network = network_with_uncounted("resnet18", "conv1")
    values = FIGURES["macs"].values_of(Counted(network.graph, report_of(network)))
    assert "conv1" not in values
    assert values["maxpool"] == 0


def test_a_picture_of_another_network_keeps_the_colours_that_no_stage_gives() -> None:
    scene = draw("resnet50", View(Level.LAYER)).scene
    found = stage_heat(scene, network_named("resnet18").graph, LIGHT)
    assert "layer1.0.conv1" in found.fills
    assert "layer3.5.conv3" not in found.fills
