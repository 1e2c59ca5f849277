"""Charts as geometry: data where they belong, words on the page and never over each other."""

from itertools import combinations, pairwise

import pytest

from resnet_viz.core.lab.series import (
    Cloud,
    Curve,
    Curves,
    Name,
    Profiles,
    along_depth,
    by_stage,
)
from resnet_viz.diagram.chart.bars import bars, stacked_bars
from resnet_viz.diagram.chart.chart import Areas, Chart, Dots, Lines, Words
from resnet_viz.diagram.chart.colors import Shape, member_color
from resnet_viz.diagram.chart.lines import lines
from resnet_viz.diagram.chart.parallel import parallel
from resnet_viz.diagram.chart.plot import LOG_SPAN, ChartLook, scale_of
from resnet_viz.diagram.chart.scatter import BADGE, scatter
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Anchor, Rect, Text
from resnet_viz.diagram.scene.theme import DARK, LIGHT, PRINT, THEMES
from tests.diagram.chart.samples import charts, made_up_cloud, reports

LEAST_SIZE = 6.0  # points, as printed
LOOKS = [ChartLook(theme, width) for theme in THEMES.values() for width in (88.0, 180.0)]
KINDS = list(charts(ChartLook()))


def box(text: Text) -> Rect:
    """The room of a text: from its capitals' top to its baseline."""
    width = text_width(text.text, text.size, text.is_bold)
    left = text.x - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
    return Rect(left, text.y - 0.73 * text.size, width, 0.73 * text.size)


def meet(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.theme.name}-{look.width_mm:g}")
def test_words_are_readable_on_the_page_and_never_over_each_other(look: ChartLook) -> None:
    for kind, chart in charts(look).items():
        boxes = [box(text) for text in chart.texts]
        assert min(text.size for text in chart.texts) >= LEAST_SIZE, kind
        assert all(0 <= each.x <= each.x + each.width <= chart.width for each in boxes), kind
        assert all(0 <= each.y <= each.y + each.height <= chart.height for each in boxes), kind
        covered = [
            (one.text, other.text)
            for one, other in combinations(chart.texts, 2)
            if meet(box(one), box(other))
        ]
        assert covered == [], kind
        assert chart.width == pytest.approx(look.width_mm * 72 / 25.4)


@pytest.mark.parametrize("kind", KINDS)
def test_the_legend_is_above_the_data(kind: str) -> None:
    chart = charts(ChartLook())[kind]
    for mark in chart.below:
        if isinstance(mark, Dots):
            assert all(at.y + mark.radius < chart.clip.y for at in mark.points)
        if isinstance(mark, Areas):
            assert all(rect.y + rect.height < chart.clip.y for rect in mark.rects)


def heights(chart: Chart, color: str) -> list[float]:
    found = (mark.rects for mark in chart.inside if isinstance(mark, Areas) and mark.color == color)
    return [rect.height for rects in found for rect in rects]


def test_bars_are_as_high_as_their_values_from_zero() -> None:
    values = by_stage(reports(), "activations")
    chart = bars(values, ChartLook())
    for place, (_, row) in enumerate(values.rows):
        found = heights(chart, member_color(place, LIGHT))
        scale = found[1] / (row[1] or 1)
        assert found == pytest.approx([(value or 0) * scale for value in row])


def test_stacked_bars_end_where_the_totals_are() -> None:
    values = by_stage(reports(), "macs")
    chart = stacked_bars(values, ChartLook())
    rects = [rect for mark in chart.inside if isinstance(mark, Areas) for rect in mark.rects]
    rows = sorted({rect.y for rect in rects})
    ends = [max(rect.x + rect.width for rect in rects if rect.y == y) for y in rows]
    totals = [report.totals.macs for report in reports()]
    lengths = [end + 0.5 - chart.clip.x for end in ends]
    ratios = [length / total for length, total in zip(lengths, totals, strict=True)]
    assert ratios == pytest.approx([ratios[0]] * len(totals), rel=0.01)
    said = {text.text for text in chart.texts}
    assert {"3.66 G", "4.09 G"} <= said


def test_points_of_a_scatter_are_where_their_values_are() -> None:
    points = tuple((float(x), float(x)) for x in range(1, 11))
    cloud = Cloud("depth", "shortcuts", (Curve(Name("basic", block="basic"), points),))
    chart = scatter(cloud, ChartLook())
    (dots,) = [mark for mark in chart.inside if isinstance(mark, Dots)]
    across = {round(b.x - a.x, 1) for a, b in pairwise(dots.points)}
    up = {round(a.y - b.y, 1) for a, b in pairwise(dots.points)}
    assert max(across) - min(across) <= 0.11
    assert max(up) - min(up) <= 0.11
    assert dots.points[0].x < dots.points[-1].x
    assert dots.points[0].y > dots.points[-1].y
    clip = chart.clip
    assert all(clip.x <= at.x <= clip.x + clip.width for at in dots.points)


def test_what_breaks_a_limit_is_grey_and_behind_the_limits_line() -> None:
    cloud = made_up_cloud(200, x_most=30e6, y_most=8e6)
    chart = scatter(cloud, ChartLook())
    every = [point for group in cloud.groups for point in group.points]
    beyond = [point for point in every if point[0] > 30e6 or point[1] > 8e6]
    assert beyond
    grey = [m for m in chart.inside if isinstance(m, Dots) and m.color == LIGHT.frame.line]
    assert [len(mark.points) for mark in grey] == [len(beyond)]
    assert "≤ 30 M" in {text.text for text in chart.texts}
    assert "≤ 8 M" in {text.text for text in chart.texts}


def test_the_front_is_stairs_below_every_point() -> None:
    cloud = made_up_cloud(300)
    chart = scatter(cloud, ChartLook())
    (stairs,) = [
        mark.paths[0]
        for mark in chart.inside
        if isinstance(mark, Lines) and mark.pen.color == LIGHT.ink
    ]
    assert all(a.x == b.x or a.y == b.y for a, b in pairwise(stairs))
    dots = [at for m in chart.inside if isinstance(m, Dots) for at in m.points]
    for at in dots:
        level = min((step.y for step in reversed(stairs) if step.x <= at.x), default=0.0)
        below = max(step.y for step in stairs if step.x <= at.x) if at.x >= stairs[0].x else 0.0
        assert level <= at.y <= below + 0.1 or at.x < stairs[0].x


def test_letters_of_members_never_cover_each_other() -> None:
    same = tuple(Curve(Name("N", letter), ((5e6, 5e6),)) for letter in "ABCDEF")
    cloud = made_up_cloud(100)._replace(members=same)
    chart = scatter(cloud, ChartLook())
    rings = [m.points[0] for m in chart.above if isinstance(m, Dots) and m.radius == BADGE]
    assert len(rings) == len(same)
    for one, other in combinations(rings, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * BADGE) ** 2
    letters = [t.text for m in chart.above if isinstance(m, Words) for t in m.texts]
    assert letters == list("ABCDEF")


def test_the_two_blocks_differ_by_shape_and_members_by_dashes() -> None:
    chart = scatter(made_up_cloud(100), ChartLook())
    shapes = [mark.shape for mark in chart.inside if isinstance(mark, Dots)]
    assert shapes == [Shape.CIRCLE, Shape.TRIANGLE]
    drawn = lines(along_depth(reports(), "macs"), ChartLook(PRINT))
    dashes = [mark.pen.dash for mark in drawn.inside if isinstance(mark, Lines)]
    assert len(set(dashes)) == len(dashes) == 3


def test_an_axis_over_more_than_a_factor_of_30_is_logarithmic() -> None:
    assert scale_of([1.0, LOG_SPAN + 1]).is_log
    assert not scale_of([1.0, LOG_SPAN - 1]).is_log
    assert not scale_of([0.0, 1000.0]).is_log
    assert scale_of([2.0, 9.0], from_zero=True).low == 0
    curves = Curves("depth", "macs", (Curve(Name("basic", block="basic"), ((20, 1e6), (80, 9e9))),))
    words = {text.text for text in lines(curves, ChartLook()).texts}
    assert {"10 M", "100 M", "1 G"} <= words


def test_a_network_without_a_stage_has_no_bar_there_and_one_value_is_no_error() -> None:
    values = by_stage(reports(("resnet18", "resnet20")), "params")
    assert any(value is None for _, row in values.rows for value in row)
    assert bars(values, ChartLook(DARK)).texts
    alone = Curves("depth", "macs", (Curve(Name("one"), ((20.0, 5e6),)),))
    assert lines(alone, ChartLook()).texts
    assert scatter(Cloud("params", "macs", ()), ChartLook()).texts


def test_hatches_stay_within_their_bars() -> None:
    chart = charts(ChartLook(PRINT))["many bars"]
    low, right = chart.clip.y + chart.clip.height, chart.clip.x + chart.clip.width
    hatches = [path for m in chart.inside if isinstance(m, Lines) for path in m.paths]
    assert len(hatches) > 50
    for path in hatches:
        assert all(chart.clip.x <= at.x <= right + 0.01 for at in path)
        assert all(chart.clip.y <= at.y <= low + 0.01 for at in path)


def test_of_many_networks_the_legend_of_parallel_axes_has_the_blocks() -> None:
    names = [Name(f"network {n}", block=("basic", "bottleneck")[n % 2]) for n in range(300)]
    rows = tuple((name, (float(n + 1), 2.0 * n + 1)) for n, name in enumerate(names))
    member = Name("ResNet-34", "A", "basic"), (5.0, 5.0)
    chart = parallel(Profiles(("params", "macs"), (*rows, member)), ChartLook())
    words = {text.text for text in chart.texts}
    assert {"basic", "bottleneck", "A ResNet-34"} <= words
    assert not any(word.startswith("network") for word in words)
    drawn = [len(mark.paths) for mark in chart.inside if isinstance(mark, Lines)]
    assert sorted(drawn) == [1, 150, 150]


def test_long_names_are_cut_in_their_middle() -> None:
    long = Name(
        "resnet,stages=3-4-6-3,width=96,stem=deep,se=16,shortcut=C,classes=21841,input=320", "A"
    )
    curve = Curve(long, ((1.0, 1.0), (2.0, 3.0)))
    chart = lines(Curves("depth", "macs", (curve,)), ChartLook(width_mm=60))
    (shown,) = [text.text for text in chart.texts if text.text.startswith("A ")]
    assert "…" in shown
    assert shown.endswith("320")
