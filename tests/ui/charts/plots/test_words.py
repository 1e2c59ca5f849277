"""What plots say in words: tips and screen readers have the values that are drawn."""

import pytest

from resnet_viz.core.experiments.plot import Mark, Plot, Series, Side
from resnet_viz.ui.charts.plots.words import (
    hatched_text,
    place_text,
    point_text,
    spoken,
    value_text,
)
from tests.diagram.chart.results.samples import (
    degradation,
    empty,
    landscape,
    lesion,
    pictures,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.0123, "0.0123"),
        (2.302585, "2.3"),
        (4012.3, "4010"),
        (7_100_000.0, "7.1×10⁶"),
        (1e-9, "10⁻⁹"),
        (-2.5e-9, "−2.5×10⁻⁹"),
        (-0.5, "−0.5"),
    ],
)
def test_a_value_has_three_digits_and_powers_in_place_of_zeros(value: float, text: str) -> None:
    assert value_text(value) == text


def test_a_place_is_named_where_the_axis_has_names() -> None:
    side = Side("block", names=("1.0", "1.1"))
    assert place_text(side, 1.0) == "block: 1.1"
    assert place_text(side, 7.0) == "block: 7"
    assert place_text(Side("step"), 20.0) == "step: 20"


def test_tips_of_bars_say_what_is_of_another_kind_and_what_is_missing() -> None:
    (plot,) = lesion()
    residual, plain = plot.series
    words = "residual-20\nblock: 2.0\naccuracy: 0.85\nchanges the shape"
    assert point_text(plot, residual, (3.0, 0.85)) == words
    assert hatched_text(plot, plain, 3.0) == "plain-20\nblock: 2.0\ncan't be removed"
    bare = plot._replace(hatched_text="")
    assert hatched_text(bare, plain, 3.0).endswith("not measured")


def test_a_screen_reader_hears_each_network_with_its_first_and_last_value() -> None:
    said = spoken(degradation()[0])
    assert said.startswith("Training loss. loss, mean of 10 against step.")
    assert "plain-20: from 2.3 at step: 0 to 0.707 at step: 59." in said
    assert "Line at 2.3: guessing." in said


def test_it_hears_of_contours_pictures_and_of_nothing() -> None:
    assert "From 0.05 to 6.14." in spoken(landscape()[0])
    assert "Pictures: picture, input gradient, block 2.0" in spoken(pictures()[0])
    assert "Nothing measured yet." in spoken(empty()[0])
    one = Series("a", ((1.0, 2.0),), mark=Mark.DOTS)
    assert "a: 2 at x: 1." in spoken(Plot("t", Side("x"), Side("y"), (one,)))
