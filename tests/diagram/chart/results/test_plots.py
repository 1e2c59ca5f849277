"""What experiments found as charts: everything on the page, words apart, values where they are."""

from itertools import combinations, pairwise

import pytest

from resnet_viz.core.experiments.plot import Hue, Level, Mark, Plot, Series, Side
from resnet_viz.diagram.chart.chart import Areas, Chart, Dots, Lines, Raster, Shapes, Words
from resnet_viz.diagram.chart.colors import Shape, member_color
from resnet_viz.diagram.chart.plot import ChartLook
from resnet_viz.diagram.chart.plots import chart_of_plots, panels_across
from resnet_viz.diagram.chart.results.entries import BROKEN, ZERO
from resnet_viz.diagram.chart.results.looks import STEPS, hue_color, series_look
from resnet_viz.diagram.chart.results.panel import NOTHING
from resnet_viz.diagram.chart.results.scales import axes_of
from resnet_viz.diagram.chart.results.text_lines import lines_within
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.heat import contrast
from resnet_viz.diagram.scene.scene import Point
from resnet_viz.diagram.scene.theme import LIGHT, PRINT, THEMES
from tests.diagram.chart.results.samples import (
    CAPTION,
    HOSTILE,
    SAMPLES,
    broken,
    degradation,
    flow,
    landscape,
    lesion,
    pictures,
    zeros,
)
from tests.diagram.chart.test_charts import LEAST_SIZE, box, meet

WIDTHS = (60.0, 88.0, 120.0, 180.0)
LOOKS = [ChartLook(LIGHT, width) for width in WIDTHS]


def drawn(plots: tuple[Plot, ...], look: ChartLook | None = None, caption: str = CAPTION) -> Chart:
    return chart_of_plots(plots, caption, look or ChartLook(), "What was found")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.width_mm:g}")
@pytest.mark.parametrize("name", SAMPLES)
def test_words_are_readable_on_the_page_and_never_over_each_other(
    name: str, look: ChartLook
) -> None:
    chart = drawn(SAMPLES[name], look)
    boxes = [box(text) for text in chart.texts if text.text]
    assert min(text.size for text in chart.texts) >= LEAST_SIZE
    assert all(each.x >= -0.01 and each.x + each.width <= chart.width for each in boxes)
    assert all(each.y >= 0 and each.y + each.height <= chart.height for each in boxes)
    covered = [
        (one.text, other.text)
        for one, other in combinations(chart.texts, 2)
        if meet(box(one), box(other))
    ]
    assert covered == []


def places(chart: Chart) -> list[Point]:
    found: list[Point] = []
    for mark in chart.marks:
        match mark:
            case Dots():
                found += mark.points
            case Lines() | Shapes():
                found += [at for path in mark.paths for at in path]
            case Areas():
                found += [Point(r.x, r.y) for r in mark.rects]
                found += [Point(r.x + r.width, r.y + r.height) for r in mark.rects]
            case Raster():
                rect = mark.rect
                found += [Point(rect.x, rect.y), Point(rect.x + rect.width, rect.y + rect.height)]
            case _:
                pass
    return found


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.width_mm:g}")
@pytest.mark.parametrize("name", SAMPLES)
def test_no_mark_is_outside_of_the_page(name: str, look: ChartLook) -> None:
    chart = drawn(SAMPLES[name], look)
    for at in places(chart):
        assert -0.02 <= at.x <= chart.width + 0.02
        assert -0.02 <= at.y <= chart.height + 0.02


def test_values_are_where_their_logarithms_are() -> None:
    points = tuple((float(x), 10.0**-x) for x in range(11))
    plot = Plot("one", Side("x"), Side("y", True), (Series("a", points, Hue.PLAIN),))
    chart = drawn((plot,))
    (dots,) = [each for each in chart.inside if isinstance(each, Dots)]
    (line,) = [each.paths[0] for each in chart.inside if isinstance(each, Lines)]
    assert dots.points == line
    steps = {round(b.y - a.y) for a, b in pairwise(line)}
    assert len(steps) <= 2
    assert max(steps) - min(steps) <= 1


def test_bars_are_as_high_as_their_values_and_pale_where_said() -> None:
    chart = drawn(lesion(), ChartLook(width_mm=180))
    blue = member_color(0, LIGHT)
    (solid,) = [m for m in chart.inside if isinstance(m, Areas) and m.color == blue]
    heights = [rect.height for rect in solid.rects]
    values = [y for x, y in lesion()[0].series[0].points if x not in (3.0, 6.0)]
    assert heights == pytest.approx([value * heights[0] / values[0] for value in values])
    areas = [m for m in chart.inside if isinstance(m, Areas)]
    assert sorted(len(m.rects) for m in areas) == [2, 7, 7]
    assert {"changes the shape", "can't be removed"} <= {text.text for text in chart.texts}


def test_bars_at_places_of_their_own_are_as_wide_as_one() -> None:
    def plot(places: tuple[float, float]) -> Plot:
        series = (
            Series("a", ((0.0, 1.0),), Hue.PLAIN, mark=Mark.BARS),
            Series("b", ((places[0], 1.0), (places[1], 1.0)), Hue.RESIDUAL, mark=Mark.BARS),
        )
        return Plot("one", Side("x", names=("i", "j", "k")), Side("y"), series)

    apart, together = (
        [m.rects[0].width for m in drawn((plot(each),)).inside if isinstance(m, Areas)]
        for each in ((1.0, 2.0), (0.0, 1.0))
    )
    assert apart[0] == pytest.approx(2 * together[0], rel=0.05)


def test_a_value_of_0_on_a_logarithmic_axis_is_a_mark_at_its_floor() -> None:
    (plot,) = zeros()
    chart = drawn((plot,))
    wedges = [m for m in chart.inside if isinstance(m, Dots) and m.shape is Shape.WEDGE]
    lost = [y for _, y in plot.series[0].points if y <= 0]
    assert [len(mark.points) for mark in wedges] == [len(lost)]
    others = [at.y for m in chart.inside if isinstance(m, Lines) for p in m.paths for at in p]
    assert all(at.y > max(others) for at in wedges[0].points)
    assert ZERO in {text.text for text in chart.texts}


def test_a_broken_curve_ends_in_a_cross() -> None:
    chart = drawn(broken())
    crosses = [m for m in chart.inside if isinstance(m, Dots) and m.shape is Shape.CROSS]
    assert len(crosses) == 2
    assert BROKEN in {text.text for text in chart.texts}


def test_neighbours_that_share_an_axis_have_the_same() -> None:
    one, other = axes_of(degradation())
    assert one.y == other.y
    apart = axes_of(tuple(plot._replace(shares_y=False) for plot in degradation()))
    assert apart[0].y != apart[1].y


def test_panels_are_next_to_each_other_where_the_page_is_wide() -> None:
    three = landscape()
    assert [panels_across(three, width) for width in (88.0, 120.0, 180.0)] == [1, 2, 3]
    assert panels_across((*three, three[0]), 180.0) == 2
    narrow, wide = drawn(three), drawn(three, ChartLook(width_mm=180))
    assert narrow.height / narrow.width > 2 > wide.height / wide.width


def test_kinds_of_networks_differ_without_colour() -> None:
    for theme in THEMES.values():
        looks = [series_look(Series("", (), hue), theme) for hue in (Hue.PLAIN, Hue.RESIDUAL)]
        assert len({look.shape for look in looks}) == 2
    chart = drawn(degradation(), ChartLook(PRINT))
    marks = {m.shape for m in chart.inside if isinstance(m, Dots)}
    dashes = {m.pen.dash for m in chart.inside if isinstance(m, Lines)}
    assert len(marks) == len(dashes) == 2


@pytest.mark.parametrize("count", range(2, 9))
def test_steps_after_each_other_have_marks_of_different_shapes(count: int) -> None:
    steps = (Series("", (), Hue.STEPS, rank=place / (count - 1)) for place in range(count))
    shapes = [series_look(each, LIGHT).shape for each in steps]
    assert all(one is not other for one, other in pairwise(shapes))


def test_colours_are_seen_on_the_page() -> None:
    for theme in THEMES.values():
        for rank in (0.0, 0.25, 0.5, 0.75, 1.0):
            assert contrast(hue_color(Hue.STEPS, theme, rank), theme.page) >= 3
        for hue in Hue:
            assert contrast(hue_color(hue, theme), theme.page) >= 3
    assert set(STEPS) == set(THEMES)


def test_the_legend_has_each_name_once() -> None:
    words = [text.text for text in drawn(flow(), ChartLook(width_mm=180)).texts]
    for name in ("plain-56", "residual-56", "pre-activation-56"):
        assert words.count(name) == 1


def test_contours_have_their_values_on_them_and_the_square_is_square() -> None:
    chart = drawn(landscape()[:1], ChartLook(width_mm=88))
    words = {text.text for m in chart.inside if isinstance(m, Words) for text in m.texts}
    assert {"0.3", "1", "2"} <= words
    ground = next(m.rects[0] for m in chart.inside if isinstance(m, Areas))
    assert ground.width == pytest.approx(ground.height, abs=0.5)
    assert sum(isinstance(m, Shapes) for m in chart.inside) == 6


def test_pictures_have_a_pixel_for_each_value() -> None:
    chart = drawn(pictures(), ChartLook(width_mm=180))
    rasters = [m for m in chart.inside if isinstance(m, Raster)]
    assert [(len(r.rows), len(r.rows[0])) for r in rasters] == [(12, 12)] * 2 + [(8, 8)] * 7
    assert rasters[0].rows[0][0] == "#000000"
    boxes = [r.rect for r in rasters]
    assert not any(meet(one, other) for one, other in combinations(boxes, 2))


def test_nothing_measured_is_said_and_no_error() -> None:
    chart = drawn((Plot("Loss", Side("step"), Side("loss", True)),))
    assert NOTHING in {text.text for text in chart.texts}
    assert drawn(()).height > 0


def test_one_value_alone_is_drawn_in_any_scale() -> None:
    for value in (0.0, -3.0, 1e-300, 5e-324, 1e300):
        for is_log in (True, False):
            for mark in Mark:
                series = Series("a", ((0.0, value),), mark=mark)
                plot = Plot("t", Side("x"), Side("y", is_log), (series,), (Level(value, "l"),))
                assert drawn((plot,)).texts


def test_hostile_names_are_cut_and_never_lost_in_other_words() -> None:
    chart = drawn(SAMPLES["hostile"], caption=HOSTILE)
    for text in chart.texts:
        assert text.text.isprintable()
        assert "\u202e" not in text.text
    assert any("<script>" in text.text for text in chart.texts)


def test_text_is_broken_into_lines_of_a_width() -> None:
    lines = lines_within(f"{CAPTION} {'W' * 90}", 120.0, 7.0)
    assert all(text_width(line, 7.0) <= 120.0 for line in lines)
    assert "".join("".join(lines).split()) == "".join(f"{CAPTION}{'W' * 90}".split())
    assert lines_within("", 120.0, 7.0) == ()


def test_the_caption_is_below_everything() -> None:
    chart = drawn(degradation(), caption="Last words.")
    (caption,) = [text for text in chart.texts if text.text == "Last words."]
    assert all(text.y < caption.y for text in chart.texts if text is not caption)
    assert all(at.y < caption.y for at in places(chart))


def test_marked_steps_have_words_only_where_they_have_room() -> None:
    words = [text.text for text in drawn(degradation()[:1]).texts]
    assert "step 5" in words
    assert "step 6" not in words
    assert "step 50" in words


def test_the_axis_of_many_decades_has_powers_of_ten() -> None:
    words = {text.text for text in drawn(zeros()).texts}
    assert any(word.startswith("10⁻") for word in words)
