"""How a figure differs from that of a base, in words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.cost.measure import Place
from resnet_viz.core.cost.measures import measures_at
from resnet_viz.core.lab.compare import compare
from resnet_viz.core.lab.difference import (
    LESS_IS_BETTER,
    MORE_IS_BETTER,
    Form,
    Tendency,
    difference_text,
    ratio_text,
    tendency_of,
)
from resnet_viz.core.lab.measure_rows import measure_rows
from resnet_viz.core.networks import report_named
from resnet_viz.core.timing.time_measures import RUN_TIMES


@pytest.mark.parametrize(
    ("form", "text"),
    [(Form.PERCENT, "+17 %"), (Form.ABSOLUTE, "+34"), (Form.RATIO, "1.17 ×")],
)
def test_a_difference_is_written_in_one_of_three_forms(form: Form, text: str) -> None:
    assert difference_text(form, 234, 200, str) == text
    assert difference_text(form, 200, 200, str) == "="
    assert difference_text(form, None, 200, str) == ""
    assert difference_text(form, 200, None, str) == ""


def test_from_nothing_there_is_no_percentage_and_no_ratio() -> None:
    texts = [difference_text(form, 3, 0, str) for form in Form]
    assert texts == ["new", "+3", "new"]


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_a_ratio_is_right_to_the_last_digit_shown(value: int, base: int) -> None:
    text = ratio_text(value / base)
    exact = Fraction(value, base)
    if text == "≈ 1 ×":
        assert abs(exact - 1) < Fraction(1, 100)
        return
    shown = Fraction(text.removesuffix(" ×"))
    assert abs(shown - exact) <= exact / 20
    assert text != "1.00 ×" or value == base


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_what_costs_less_is_better_and_the_other_way_round_worse(one: int, other: int) -> None:
    for key in LESS_IS_BETTER | MORE_IS_BETTER:
        tendencies = {tendency_of(key, one, other), tendency_of(key, other, one)}
        both = {Tendency.BETTER, Tendency.WORSE}
        assert tendencies == (both if one != other else {Tendency.NEITHER})
    assert tendency_of("depth", one, other) is Tendency.NEITHER


def test_what_can_be_better_is_a_measure_that_there_is() -> None:
    known = {measure.key for measure in measures_at(~Place(0))} | {each.key for each in RUN_TIMES}
    known |= {measure.key for place in Place for measure in measures_at(place)}
    assert known >= LESS_IS_BETTER | MORE_IS_BETTER


@pytest.mark.parametrize("base", [0, 1, 2])
def test_differences_are_against_any_base(base: int) -> None:
    reports = [report_named(name, 2) for name in ("resnet18", "resnet34", "resnet50")]
    compared = {row.key: row for row in compare(reports, (), base).measures}
    params = [report.totals.params for report in reports]
    assert compared["params"].differences == tuple(each - params[base] for each in params)
    assert compared["params"].ratios == tuple(each / params[base] for each in params)
    assert compared["params"].change(base) == ""
    assert [bool(compared["macs"].change(place)) for place in range(3)] == [
        place != base for place in range(3)
    ]


def test_only_what_differs_hides_what_is_equal() -> None:
    same = [report_named("resnet18", 1)] * 2
    other = [report_named("resnet18", 1), report_named("resnet34", 1)]
    assert measure_rows(compare(same), Form.PERCENT, only_differing=True) == []
    rows = measure_rows(compare(other), Form.RATIO, only_differing=True)
    assert "params" in {row.key for row in rows}
    assert all(row.cells[0] != row.cells[1] for row in rows)


def test_the_published_top1_is_a_row_with_its_recipes_and_never_of_others() -> None:
    known = [report_named("resnet50", 1), report_named("resnet50,classes=10", 1)]
    row = measure_rows(compare(known), Form.PERCENT, only_differing=False)[-1]
    assert row.key == "published_top1"
    assert "recipes" in row.cells[0].text
    assert "Source: timm" in row.cells[0].tip
    assert row.cells[1][:3] == ("–", "", "")
    unknown = [report_named("resnet50,classes=10", 1), report_named("resnet18,classes=3", 1)]
    keys = [row.key for row in measure_rows(compare(unknown), Form.PERCENT, only_differing=False)]
    assert "published_top1" not in keys
