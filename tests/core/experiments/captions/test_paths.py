"""Captions of paths say which lengths carry gradient only where the result does."""

from dataclasses import replace

import pytest

from resnet_viz.core.experiments.captions.paths import caption
from resnet_viz.core.experiments.outcome import Outcome
from tests.core.experiments.captions.read_back import numbers_in
from tests.samples.paths_and_landscapes import AFTER, BEFORE, PRE, paths_outcome


def text_of(outcome: Outcome) -> str:
    return " ".join(map(str, caption(outcome)))


def test_each_number_is_one_that_was_measured() -> None:
    text = text_of(paths_outcome(BEFORE, AFTER)).replace("Veit et al. 2016, figure 6", "")
    measured = {1.3, 0.6, 3, 1.5, 1.25, 4.0}
    assert set(numbers_in(text)) == measured


def test_it_begins_with_the_trained_network() -> None:
    first, *_ = caption(paths_outcome(BEFORE, AFTER))
    assert str(first).startswith("In residual-20 after training short paths carry more")


def test_short_and_long_paths_are_only_named_where_they_carry_more() -> None:
    assert "short paths carry more" in text_of(paths_outcome(BEFORE))
    longer = replace(BEFORE, mean_length=2.2, factor=0.8)
    text = text_of(paths_outcome(longer))
    assert "long paths carry more" in text
    assert "short paths" not in text
    assert "multiplies it by 1.25" in text


def test_a_mean_near_the_middle_of_all_paths_is_no_claim_for_either() -> None:
    text = text_of(paths_outcome(replace(BEFORE, mean_length=1.52, factor=1.01)))
    assert "about as many as its paths have on average" in text
    assert "carry more" not in text
    assert "Each further branch" not in text


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(1.34, 0.6, "shortened"), (0.6, 1.34, "lengthened"), (1.0, 1.0, "")],
)
def test_what_training_does_is_said_as_it_came_out(before: float, after: float, said: str) -> None:
    text = text_of(
        paths_outcome(replace(BEFORE, mean_length=before), replace(AFTER, mean_length=after))
    )
    assert ("Training has" in text) == bool(said)
    assert f"Training has {said}" in text or not said


def test_training_is_no_sentence_where_seeds_disagree_or_only_one_state_is_there() -> None:
    other = replace(BEFORE, seed=1, mean_length=0.5), replace(AFTER, seed=1, mean_length=0.9)
    assert "Training has" not in text_of(paths_outcome(BEFORE, AFTER, *other, seeds=2))
    assert "Training has" not in text_of(paths_outcome(AFTER))


def test_several_seeds_have_their_range() -> None:
    text = text_of(paths_outcome(BEFORE, replace(BEFORE, seed=1, mean_length=1.21), seeds=2))
    assert "Over 2 seeds this mean is 1.2 to 1.3." in text


def test_branches_that_let_nothing_through_are_said_to() -> None:
    closed = replace(
        BEFORE,
        gradient=(4.0, 0.0, 0.0, 0.0),
        share=(1.0, 0.0, 0.0, 0.0),
        mean_length=0.0,
        factor=0.0,
    )
    text = text_of(paths_outcome(closed))
    assert "no branch lets gradient through" in text
    assert "carry more" not in text
    nothing = replace(closed, gradient=(0.0,) * 4, share=(0.0,) * 4)
    assert "No gradient comes back" in text_of(paths_outcome(nothing))


def test_the_relu_after_the_sum_is_named_but_not_for_pre_activation() -> None:
    assert "goes through these ReLUs too" in text_of(paths_outcome(BEFORE))
    pre = replace(BEFORE, net=PRE, is_identity=True)
    assert "ReLU" not in text_of(paths_outcome(pre))


def test_a_fit_is_said_where_there_was_one() -> None:
    assert "quadratic" not in text_of(paths_outcome(BEFORE))
    assert "quadratic" in text_of(paths_outcome(replace(BEFORE, is_fitted=True)))


def test_nothing_measured_gives_nothing_to_say() -> None:
    assert caption(paths_outcome()) == ()


def test_nothing_is_called_an_ensemble() -> None:
    assert "ensemble" not in text_of(paths_outcome(BEFORE, AFTER)).lower()
