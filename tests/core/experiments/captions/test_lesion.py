"""Captions of lesions say what was measured, and nothing where there is nothing to say."""

import re
from dataclasses import replace

import pytest

from resnet_viz.core.experiments.captions.lesion import caption
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import Setting
from tests.samples.looked_into import BAD, GOOD, PLAIN, RESIDUAL, lesion_outcome, lesions, seeded


def text_of(outcome: Outcome) -> str:
    return " ".join(map(str, caption(outcome)))


def test_each_number_is_one_that_was_measured() -> None:
    text = text_of(lesion_outcome(BAD, GOOD))
    shares = {float(each) for each in re.findall(r"([\d.]+)%", text)}
    measured = [GOOD.accuracy, BAD.accuracy, GOOD.chance, 0.45, 0.98, 0.1, 0.14, 0.2]
    medians = [(0.97 + 0.975) / 2, 0.1]
    random = [0.9, 0.15, 0.1, 0.11]
    assert shares <= {round(100 * each, 1) for each in (*measured, *medians, *random)}
    assert "360 test pictures" in text


def test_what_most_blocks_cost_is_said_where_it_is_a_point_or_nothing() -> None:
    said = "For 3 of 4 blocks that costs a point or nothing."
    assert said in text_of(lesion_outcome(GOOD))
    dear = lesions(RESIDUAL, 0.98, (0.45, 0.6, 0.7, 0.8))
    assert "a point or nothing" not in text_of(lesion_outcome(dear))


def test_a_network_that_loses_most_with_any_block_is_said_to_whatever_its_kind() -> None:
    assert "Whichever of 3 blocks is dropped, at most 14.0% is left." in text_of(
        lesion_outcome(BAD)
    )
    reversed_plain = replace(GOOD, net=PLAIN)
    reversed_residual = replace(BAD, net=RESIDUAL)
    text = text_of(lesion_outcome(reversed_plain, reversed_residual))
    _, plain, residual = text.split("Whole, ")
    assert "Whichever" not in plain
    assert "Whichever" in residual


@pytest.mark.parametrize("accuracy", [0.1, 0.05, 0.147])
def test_of_a_network_that_only_guesses_nothing_more_is_said(accuracy: float) -> None:
    text = text_of(lesion_outcome(lesions(RESIDUAL, accuracy, (0.1, 0.1), means=(0.1, 0.1))))
    assert "may be guessing, which gives 10.0%" in text
    assert "Without one" not in text
    assert "Whichever" not in text
    assert "random" not in text


def test_gradually_is_only_said_of_an_accuracy_that_falls_bit_by_bit() -> None:
    assert "degrade it gradually: 90.0% on average without 1 block" in text_of(lesion_outcome(GOOD))
    at_once = lesions(RESIDUAL, 0.98, (0.5, 0.9), means=(0.2, 0.15, 0.1))
    assert "gradually" not in text_of(lesion_outcome(at_once))
    assert "gradually" not in text_of(lesion_outcome(BAD))
    lasting = lesions(RESIDUAL, 0.98, (0.5, 0.9), means=(0.97, 0.97, 0.97))
    assert "gradually" not in text_of(lesion_outcome(lasting))


def test_equal_results_are_not_ranked() -> None:
    same = lesions(RESIDUAL, 0.9, (0.9, 0.9, 0.9))
    text = text_of(lesion_outcome(replace(same, net=PLAIN), same))
    assert text.count("it is right for 90.0% (layer1.0) to 90.0%, 90.0% in the median.") == 2


def test_nothing_measured_gives_nothing_to_say() -> None:
    assert caption(lesion_outcome()) == ()


def test_after_the_first_accuracy_there_is_one_sentence_about_the_network() -> None:
    begun = lesions(RESIDUAL, 0.98, ())
    first, *rest = caption(lesion_outcome(begun))
    assert str(first) == "Whole, residual-20 is right for 98.0% of 360 test pictures."
    assert [str(each) for each in rest] == [
        "Batch norm's statistics were measured again before the lesions, not after each of them."
    ]


def test_batch_norm_is_only_mentioned_where_there_is_one() -> None:
    without = lesion_outcome(GOOD, setting=Setting(steps=60, has_batch_norm=False))
    assert "Batch norm" not in text_of(without)


def test_what_a_person_cut_is_said_with_its_accuracy_or_why_it_can_not_be() -> None:
    cut = replace(GOOD, chosen=("layer1.1", "layer1.2.add"), chosen_accuracy=0.321)
    assert (
        "Without your choice (layer1.1, layer1.2.add) residual-20 is right for 32.1%."
        in text_of(lesion_outcome(cut))
    )
    refused = replace(BAD, chosen=("layer1.3",))
    assert "plain-20 can't be run without layer1.3" in text_of(lesion_outcome(refused))


def test_what_becomes_of_a_dropped_block_is_said_of_the_networks_that_were_measured() -> None:
    passed, stuck = "passes on what its shortcut carries", "nothing can take its place"
    text = text_of(lesion_outcome(BAD, GOOD))
    assert passed in text
    assert stuck in text
    assert stuck not in text_of(lesion_outcome(GOOD))
    assert passed not in text_of(lesion_outcome(BAD))


def test_what_a_person_cut_comes_first() -> None:
    cut = replace(GOOD, chosen=("layer1.1",), chosen_accuracy=0.321)
    first, *_ = caption(lesion_outcome(BAD, cut))
    assert str(first).startswith("Without your choice (layer1.1) residual-20")


def test_several_seeds_are_told_apart() -> None:
    outcome = lesion_outcome(GOOD, seeded(GOOD, 1), setting=Setting(steps=60, seeds=2))
    text = text_of(outcome)
    assert "Whole, residual-20 (seed 0)" in text
    assert "Whole, residual-20 (seed 1)" in text


def test_both_kinds_are_compared_in_one_sentence_where_both_learned() -> None:
    said = (
        "With one block dropped plain-20 is right for 10.0% in the median, residual-20 for 97.2%."
    )
    assert str(caption(lesion_outcome(BAD, GOOD))[0]) == said
    guessing = replace(BAD, accuracy=0.1)
    assert "With one block dropped" not in text_of(lesion_outcome(guessing, GOOD))
    assert "With one block dropped" not in text_of(lesion_outcome(GOOD))
    deeper = replace(BAD, net=replace(PLAIN, depth=56))
    assert "With one block dropped" not in text_of(lesion_outcome(deeper, GOOD))
