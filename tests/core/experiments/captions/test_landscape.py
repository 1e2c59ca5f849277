"""Captions of landscapes state losses and counts, and never a kind of landscape."""

import re
from dataclasses import replace

import pytest

from resnet_viz.core.experiments.captions.landscape import caption
from resnet_viz.core.experiments.found.landscape import MOST_LOSS, Landscape
from resnet_viz.core.experiments.outcome import Outcome
from tests.core.experiments.captions.read_back import numbers_in
from tests.samples.paths_and_landscapes import BASIN, PLAIN, RESIDUAL, RIPPLES, landscape_outcome


def text_of(outcome: Outcome) -> str:
    return " ".join(map(str, caption(outcome)))


def test_each_number_is_one_that_was_measured() -> None:
    text = text_of(landscape_outcome(RIPPLES, BASIN)).replace("Li et al. 2018", "")
    text = text.replace("At 1 a direction", "")
    measured = {0.15, 2.7, 2.8, 0.02, 2.0, 1.9, 3, 9, 25, 1, 128}
    assert set(numbers_in(text)) == measured


@pytest.mark.parametrize("pair", [(RIPPLES, BASIN), (BASIN, RIPPLES)])
def test_the_wider_low_part_is_that_of_the_result_whatever_the_order(
    pair: tuple[Landscape, Landscape],
) -> None:
    assert "is wider around residual-20 than around plain-20" in text_of(landscape_outcome(*pair))


def test_a_reversed_result_is_said_reversed_and_an_equal_one_not_at_all() -> None:
    reverse = replace(BASIN, net=PLAIN), replace(RIPPLES, net=RESIDUAL)
    assert "is wider around plain-20 than around residual-20" in text_of(
        landscape_outcome(*reverse)
    )
    equal = replace(RIPPLES, low_cells=9)
    assert "wider" not in text_of(landscape_outcome(equal, BASIN))


def test_one_network_and_two_of_a_kind_are_not_compared() -> None:
    assert "wider" not in text_of(landscape_outcome(BASIN))
    deeper = replace(BASIN, net=replace(RESIDUAL, depth=56), low_cells=2)
    assert "wider" not in text_of(landscape_outcome(BASIN, deeper))


def test_what_is_not_whole_has_no_counts_and_no_ends() -> None:
    begun = replace(BASIN, at=BASIN.at[:2], line=BASIN.line[:2], grid=(), grid_at=())
    begun = replace(begun, minima=None, low_cells=None)
    text = text_of(landscape_outcome(begun))
    assert "ends of the line" not in text
    assert "local" not in text


def test_untrained_weights_are_called_that() -> None:
    assert "its untrained weights" in text_of(landscape_outcome(BASIN, steps=0))
    assert "its trained weights" in text_of(landscape_outcome(BASIN))


def test_a_lower_loss_than_at_the_weights_is_said_where_it_is() -> None:
    assert "The lowest" not in text_of(landscape_outcome(BASIN))
    moved = replace(BASIN, line=(2.0, 0.01, 0.02, 0.8, 1.9))
    assert "The lowest on the line is 0.01, at 0.5 of" in text_of(landscape_outcome(moved))


@pytest.mark.parametrize(
    ("minima", "said"),
    [
        ((), "no local minimum"),
        (BASIN.minima, "1 local minimum"),
        (RIPPLES.minima, "3 local minima"),
    ],
)
def test_minima_are_counted_in_words(minima: tuple[tuple[float, float], ...], said: str) -> None:
    assert f"has {said} within" in text_of(landscape_outcome(replace(BASIN, minima=minima)))


def test_losses_beyond_the_limit_are_said_to_be_cut() -> None:
    assert "not finite" not in text_of(landscape_outcome(BASIN))
    assert "not finite" in text_of(landscape_outcome(replace(BASIN, line=(MOST_LOSS,) * 5)))


def test_no_kind_of_landscape_is_ever_claimed() -> None:
    text = text_of(landscape_outcome(RIPPLES, BASIN))
    assert re.findall(r"(?i)chao|convex|smooth|rough|bowl|basin|sharp|flat", text) == []


def test_nothing_measured_gives_nothing_to_say() -> None:
    assert caption(landscape_outcome()) == ()
