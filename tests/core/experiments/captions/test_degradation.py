"""Captions of degradation say what was measured, also where it is the other way round."""

from dataclasses import replace

import pytest

from resnet_viz.core.experiments.captions.degradation import caption
from resnet_viz.core.experiments.found.training import Training
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.experiments.telling import TELLINGS, json_of
from tests.core.experiments.captions.read_back import numbers_in
from tests.core.experiments.learned import (
    PLAIN,
    PRE,
    RESIDUAL,
    TRAINING,
    learned,
    outcome,
    with_seeds,
)

DEFAULT = (
    replace(learned(PLAIN, 20, 0.351), test_accuracy=0.953),
    replace(learned(RESIDUAL, 20, 0.0588), test_accuracy=0.989),
    replace(learned(PLAIN, 56, 2.11), test_accuracy=0.181),
    replace(learned(RESIDUAL, 56, 0.22), test_accuracy=0.944),
)
SAID_OF_DEGRADATION = "isn't overfitting"


def text_of(*trainings: Training, setting: Setting | None = None) -> str:
    return " ".join(map(str, caption(outcome(*trainings, setting=setting))))


def test_the_usual_result_is_said_with_its_ratios() -> None:
    assert text_of(*DEFAULT) == (
        "After 60 steps plain-56 has the higher training loss: 2.11, 6.01 times the 0.351 of "
        "plain-20. It fits even the pictures it trains on worse, so this isn't overfitting. "
        "With shortcuts residual-56 is at 0.22 after the same 60 steps, where plain-56 is at 2.11, "
        "9.59 times as much. "
        "Deeper isn't better with shortcuts either after so few steps: residual-56 is at 0.22, "
        "residual-20 at 0.0588. "
        "Of the test pictures, plain-20 gets 95.3%, residual-20 gets 98.9%, plain-56 gets 18.1% "
        "and residual-56 gets 94.4% right, after batch norm's statistics were measured again. "
        "Losses are means of 20 steps of SGD with learning rate 0.02, momentum 0.9, weight decay "
        "0.0001 and batches of 64."
    )


def test_the_reversed_result_is_said_reversed() -> None:
    text = text_of(
        learned(PLAIN, 20, 2.11),
        learned(RESIDUAL, 20, 0.22),
        learned(PLAIN, 56, 0.05),
        learned(RESIDUAL, 56, 0.11),
    )
    assert "the deeper plain-56 has the lower training loss: 0.05 against 2.11" in text
    assert "shortcuts don't help: after 60 steps plain-56 is at 0.05 and residual-56" in text
    assert "With shortcuts the deeper network has the lower loss: residual-56 is at 0.11" in text
    assert SAID_OF_DEGRADATION not in text


@pytest.mark.parametrize("loss", [0.02, 1.4, 2.3026])
def test_equal_results_are_said_to_be_equal(loss: float) -> None:
    text = text_of(
        learned(PLAIN, 8, loss),
        learned(RESIDUAL, 8, loss),
        learned(PLAIN, 20, 1.3 * loss),
        learned(RESIDUAL, 20, 1.3 * loss),
    )
    assert "plain-20 and plain-8 don't clearly differ in training loss" in text
    assert "With and without shortcuts the loss doesn't clearly differ" in text
    assert "With shortcuts depth makes no clear difference" in text
    assert SAID_OF_DEGRADATION not in text


def test_untrained_networks_and_too_few_steps_are_compared_in_nothing() -> None:
    untrained = [replace(each, loss=(), test_accuracy=None) for each in DEFAULT]
    assert text_of(*untrained, setting=Setting()) == ""
    few = [replace(each, loss=each.loss[:19], test_accuracy=None) for each in DEFAULT]
    text = text_of(*few)
    assert text.startswith("Losses are compared from 20 steps on. Losses are means")
    assert text_of() == ""


def test_one_network_is_compared_with_nothing() -> None:
    for training in DEFAULT:
        text = text_of(training)
        assert "After" not in text
        assert "With shortcuts" not in text
    assert "shortcuts" not in text_of(learned(PLAIN, 56, 2.1), learned(RESIDUAL, 20, 0.1))
    assert "higher training loss" not in text_of(*DEFAULT[:2])


def test_a_run_that_goes_on_compares_the_steps_that_all_took() -> None:
    longer = replace(DEFAULT[0], loss=(0.351,) * 21)
    others = [replace(each, loss=each.loss[:20]) for each in DEFAULT[1:]]
    assert "After 20 steps plain-56 has the higher" in text_of(longer, *others)


def test_seeds_are_ranges_and_must_agree() -> None:
    text = text_of(*with_seeds(*DEFAULT), setting=Setting(steps=60, seeds=2))
    assert (
        "plain-56 has the higher training loss: 2.11 to 2.32, 6.01 times the 0.351 to 0.386" in text
    )
    torn = (*DEFAULT, replace(learned(PLAIN, 20, 3.0), seed=1), replace(DEFAULT[2], seed=1))
    text = text_of(*torn, setting=Setting(steps=60, seeds=2))
    assert "it depends on the seed whether plain-56 or plain-20 has the higher" in text
    assert SAID_OF_DEGRADATION not in text


def test_without_batch_norm_the_one_that_guesses_is_named() -> None:
    setting = Setting(steps=60, has_batch_norm=False)
    text = text_of(learned(PLAIN, 20, 2.304), learned(RESIDUAL, 20, 0.56), setting=setting)
    assert "plain-20 still guesses: its loss is 2.3, and that of guessing is ln 10, 2.3." in text
    assert "Without batch norm only residual-20 of these two learns." in text
    both = text_of(learned(PLAIN, 20, 2.304), learned(RESIDUAL, 20, 2.3), setting=setting)
    assert "residual-20 still guesses" in both
    assert "only residual-20" not in both
    with_norm = text_of(learned(PLAIN, 20, 2.304), learned(RESIDUAL, 20, 0.56))
    assert "Without batch norm" not in with_norm
    assert "statistics" not in text_of(replace(DEFAULT[0], test_accuracy=0.9), setting=setting)


def test_what_is_said_to_guess_is_neither_better_nor_worse_than_that() -> None:
    for loss in (2.1, 2.5, 75.0):
        assert "still guesses" not in text_of(learned(PLAIN, 20, loss))
    assert "ln 4, 1.39" in text_of(replace(learned(PLAIN, 20, 1.386), classes=4))


def test_a_loss_that_was_not_finite_is_said_and_left_out() -> None:
    broken = replace(DEFAULT[3], loss=(2.3, 9.0), ended_at=2, test_accuracy=None)
    text = text_of(*DEFAULT[:3], broken)
    assert "A loss was not finite in residual-56 at step 2." in text
    assert "plain-56 has the higher training loss" in text
    assert "With shortcuts residual-20 is at 0.0588 after the same 60 steps" in text


def test_steps_of_an_earlier_run_are_said_to_be_that() -> None:
    text = text_of(*(replace(each, taken_over=60, loss=each.loss * 2) for each in DEFAULT))
    assert "The first 60 steps are those of an earlier run" in text
    assert "earlier run" not in text_of(*DEFAULT)
    some = text_of(
        replace(DEFAULT[0], taken_over=60), *DEFAULT[1:3], replace(DEFAULT[3], taken_over=60)
    )
    assert "The first 60 steps of plain-20 and residual-56 are those of an earlier run" in some


def test_pre_activation_takes_part_where_it_is_the_only_residual_kind() -> None:
    text = text_of(learned(PLAIN, 56, 2.1), learned(PRE, 56, 0.2), learned(PRE, 20, 0.05))
    assert "With shortcuts pre-activation-56 is at 0.2 after" in text
    assert "pre-activation-56 is at 0.2, pre-activation-20 at 0.05" in text


@pytest.mark.parametrize(
    "told", [outcome(*DEFAULT), outcome(*DEFAULT, experiment=TRAINING)], ids=["loss", "gradients"]
)
def test_every_number_of_the_caption_is_one_of_the_result(told: Outcome) -> None:
    networks = json_of(told)["networks"]
    assert isinstance(networks, list)
    losses = [each["final_loss"] for each in networks]
    known = [
        *losses,
        *(one / other for one in losses for other in losses),
        *(each["test_accuracy"] * 100 for each in networks),
        *(20, 60, 64, 0.02, 0.9, 0.0001),
    ]
    for message in TELLINGS[told.experiment].caption(told):
        for number in numbers_in(str(message)):
            assert any(number == pytest.approx(each, rel=6e-3) for each in known), str(message)
