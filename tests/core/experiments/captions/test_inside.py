"""Captions of what is inside say what was read, and when a reader may as well guess."""

import re
from dataclasses import replace

from resnet_viz.core.experiments.captions.inside import caption, first_guessed
from resnet_viz.core.experiments.outcome import Outcome
from tests.samples.looked_into import CLEAR, DARK, PLAIN, RESIDUAL, inside, inside_outcome


def text_of(outcome: Outcome) -> str:
    return " ".join(map(str, caption(outcome)))


def test_each_number_is_one_that_was_measured() -> None:
    text = text_of(inside_outcome(DARK, CLEAR))
    shares = {float(each) for each in re.findall(r"([\d.]+)%", text)}
    assert shares == {round(100 * each, 1) for each in (0.8, 0.09, 0.6, 0.1)}
    ratios = {float(each) for each in re.findall(r"\d\.\d\d", text)}
    assert ratios == {1.4, round(1.4 / 3, 2), 0.05, 0.15}


def test_guessing_is_said_from_where_it_lasts_to_the_end() -> None:
    text = text_of(inside_outcome(DARK, CLEAR))
    assert text.count("guess") == 1
    assert "From block 2 on it may as well guess, which gives 10.0%" in text
    assert first_guessed(DARK) == 2
    assert first_guessed(CLEAR) == 4
    returns = inside(PLAIN, (0.8, 0.1, 0.5))
    assert "guess" not in text_of(inside_outcome(returns))


def test_a_reversed_result_is_said_as_it_is() -> None:
    text = text_of(inside_outcome(replace(DARK, net=RESIDUAL), replace(CLEAR, net=PLAIN)))
    residual, plain = text.split("In untrained plain-20", maxsplit=1)
    assert "may as well guess" in residual
    assert "guess" not in plain


def test_features_that_never_said_anything_did_not_lose_it() -> None:
    text = text_of(inside_outcome(inside(PLAIN, (0.1, 0.1, 0.1))))
    assert "That may be guessing all along" in text
    assert "let nothing through" not in text


def test_what_is_found_only_after_the_last_block_is_said_of_that_block() -> None:
    text = text_of(inside_outcome(inside(PLAIN, (0.8, 0.5, 0.1))))
    assert "After the last block that may be guessing" in text
    assert "let nothing through" not in text


def test_a_ratio_only_falls_where_it_does() -> None:
    assert "‖F‖/‖x‖ falls from 1.40" in text_of(inside_outcome(CLEAR))
    rising = replace(CLEAR, branch_ratio=(0.2, 0.3, 0.4))
    assert "‖F‖/‖x‖ is 0.20 at the first block and 0.40 at the last" in text_of(
        inside_outcome(rising)
    )
    equal = replace(CLEAR, branch_ratio=(0.2, 0.2, 0.2))
    assert "falls" not in text_of(inside_outcome(equal))


def test_a_cosine_has_the_sign_of_printed_numbers() -> None:
    turned = replace(CLEAR, cosine=(-0.094, 0.05, -0.001))
    assert "The cosine of F and x is −0.09 to 0.05 there." in text_of(inside_outcome(turned))
    assert "is 0.00 to 0.00" in text_of(inside_outcome(replace(CLEAR, cosine=(-0.001, 0.001))))


def test_a_plain_network_has_no_ratio_to_speak_of() -> None:
    assert "‖F‖" not in text_of(inside_outcome(DARK))


def test_training_is_not_said_to_have_made_f_small() -> None:
    trained = replace(CLEAR, is_trained=True, branch_ratio=(1.2, 0.5, 0.22))
    text = text_of(inside_outcome(CLEAR, trained))
    assert "In untrained residual-20 ‖F‖/‖x‖ falls from 1.40" in text
    assert "In trained residual-20 ‖F‖/‖x‖ falls from 1.20" in text
    assert not re.search("made|makes|because", text)


def test_its_own_last_layers_are_only_mentioned_once_they_were_trained() -> None:
    assert "own last layers" not in text_of(inside_outcome(CLEAR))
    trained = replace(CLEAR, is_trained=True, readout=(0.1, 0.2, 0.3, 0.97))
    assert "Its own last layers are right for 97.0% there." in text_of(inside_outcome(trained))


def test_nothing_measured_gives_nothing_to_say() -> None:
    assert caption(inside_outcome()) == ()
    assert caption(inside_outcome(inside(PLAIN, ()))) == ()
    assert "probe is right" not in text_of(inside_outcome(inside(PLAIN, (0.8,))))


def test_features_that_are_not_finite_end_the_reading_with_a_sentence() -> None:
    ended = replace(inside(RESIDUAL, (0.8, 0.7)), ended_at=2)
    assert "the features after block 2 are not finite" in text_of(inside_outcome(ended))


def test_both_kinds_are_compared_first_trained_where_they_are() -> None:
    first = str(caption(inside_outcome(DARK, CLEAR))[0])
    assert first == (
        "After 3 blocks a probe is right for 9.0% in untrained plain-20, for 60.0% in untrained "
        "residual-20."
    )
    trained = [replace(each, is_trained=True) for each in (DARK, CLEAR)]
    assert "in trained plain-20" in str(caption(inside_outcome(DARK, CLEAR, *trained))[0])
    half_way = replace(CLEAR, probe=(0.8, 0.7))
    assert "After" not in str(caption(inside_outcome(DARK, half_way))[0])
