"""Captions of gradient flow say what the result says, also where it is the other way round."""

from dataclasses import replace
from itertools import pairwise

import pytest

from resnet_viz.core.experiments.captions.gradients import caption
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import DataSet, Init, Setting
from resnet_viz.core.experiments.telling import TELLINGS, caption_of, json_of
from tests.core.experiments.captions.read_back import numbers_in

PLAIN = Net("plain56,input=1x8x8", NetKind.PLAIN, 56)
RESIDUAL = Net("resnet56,input=1x8x8", NetKind.RESIDUAL, 56)
PRE = Net("resnet56,order=pre,input=1x8x8", NetKind.PRE, 56)


def flow(net: Net, ratio: float, seed: int = 0) -> Flow:
    """One whose signal at the stem is so many times that at the last block."""
    return Flow(net, seed, 2.34, (0.02 * ratio, 0.02), (3.0, 1.5), (1.0, 2.0))


def outcome(*flows: Flow, setting: Setting | None = None) -> Outcome:
    chosen = setting or Setting()
    archs = tuple(dict.fromkeys(each.net.arch for each in flows))
    return Outcome(Experiment.GRADIENTS, archs, chosen, Found(flow=flows), 0.4, "2.13.0")


def text_of(*flows: Flow, setting: Setting | None = None) -> str:
    return " ".join(map(str, caption(outcome(*flows, setting=setting))))


def test_the_usual_result_names_both_factors_and_what_they_say() -> None:
    text = text_of(flow(PLAIN, 3876), flow(RESIDUAL, 25.21))
    assert text == (
        "On its way back from the last block to the stem, the gradient grows by a factor of "
        "3\u202f880 in plain-56 and by a factor of 25.2 in residual-56. At 56 layers it changes "
        "far less with shortcuts. Batch norm is on and does not prevent the growth in "
        "plain-56. Measured in one pass of 64 pictures before any training."
    )


def test_the_reversed_result_is_said_reversed() -> None:
    text = text_of(flow(PLAIN, 25.2), flow(RESIDUAL, 3876))
    assert "shortcuts don't keep the gradient even: it changes more in residual-56" in text
    assert "far less with shortcuts" not in text
    assert "prevent the growth in residual-56" in text


def test_equal_results_are_said_to_be_equal() -> None:
    text = text_of(flow(PLAIN, 20), flow(RESIDUAL, 25))
    assert "plain-56 and residual-56 don't clearly differ in this" in text
    assert "far less" not in text
    assert "prevent" not in text


def test_a_gradient_that_shrinks_is_not_said_to_grow() -> None:
    text = text_of(flow(PLAIN, 1e-8), flow(RESIDUAL, 0.4))
    assert "shrinks by a factor of 100 million in plain-56 and by a factor of 2.5 in" in text
    assert "grows" not in text
    assert "far less with shortcuts" in text


def test_networks_that_go_different_ways_have_a_sentence_each() -> None:
    text = text_of(flow(PLAIN, 1e-4), flow(RESIDUAL, 5000), flow(PRE, 1.1))
    assert "grows by a factor of 5\u202f000 in residual-56." in text
    assert "It shrinks by a factor of 10\u202f000 in plain-56." in text
    assert "In pre-activation-56 the gradient at the stem is about as large" in text


def test_a_gradient_that_is_0_at_the_stem_is_said_to_be_so() -> None:
    text = text_of(flow(PLAIN, 0), flow(RESIDUAL, 0.4))
    assert "In plain-56 the gradient at the stem is 0" in text
    assert "At 56 layers it arrives with shortcuts." in text
    reversed_text = text_of(flow(PLAIN, 0.4), flow(RESIDUAL, 0))
    assert "it arrives without shortcuts only" in reversed_text
    both = text_of(flow(PLAIN, 0), flow(RESIDUAL, 0))
    assert "plain-56 and residual-56 the gradient at the stem is 0" in both
    assert "arrives" not in both


def test_a_signal_that_is_0_everywhere_has_no_factor() -> None:
    empty = replace(flow(PLAIN, 1), signal=(0.0, 0.0), weights=(0.0, 0.0))
    assert "In plain-56 the gradient at the stem is 0" in text_of(empty)


def test_what_overflowed_is_said_and_compared_with_nothing() -> None:
    broken = Flow(RESIDUAL, 0, 0.0, (), (), (), has_overflowed=True)
    text = text_of(flow(PLAIN, 3876), broken)
    assert "In residual-56 values became larger than PyTorch's numbers reach" in text
    assert "shortcuts" not in text


def test_several_seeds_are_a_range_and_must_agree_before_anything_is_compared() -> None:
    flows = [
        flow(net, ratio, seed)
        for seed in (0, 1)
        for net, ratio in ((PLAIN, 3400 + 600 * seed), (RESIDUAL, 20 + 8 * seed))
    ]
    text = text_of(*flows, setting=Setting(seeds=2))
    assert "3\u202f400 to 4\u202f000 in plain-56 and by a factor of 20 to 28 in residual-56" in text
    assert "far less with shortcuts" in text
    mixed = [*flows, flow(RESIDUAL, 5000, 2)]
    assert "far less with shortcuts" not in text_of(*mixed, setting=Setting(seeds=3))


def test_seeds_that_go_different_ways_are_said_to_depend_on_the_seed() -> None:
    text = text_of(flow(PLAIN, 0.2), flow(PLAIN, 4, 1), setting=Setting(seeds=2))
    assert "In plain-56 it depends on the seed" in text
    assert "0.2 to 4 times" in text


def test_one_network_is_compared_with_nothing() -> None:
    for net in (PLAIN, RESIDUAL):
        text = text_of(flow(net, 3876))
        assert net.name in text
        assert "shortcuts" not in text
    shallow = replace(RESIDUAL, arch="resnet20", depth=20)
    assert "shortcuts" not in text_of(flow(PLAIN, 3876), flow(shallow, 5))


def test_nothing_measured_is_nothing_said() -> None:
    assert text_of() == ""


def test_without_batch_norm_nothing_is_said_of_it_and_the_pictures_are_noise() -> None:
    setting = Setting(has_batch_norm=False)
    found = outcome(flow(PLAIN, 3876), flow(RESIDUAL, 25), setting=setting)
    text = " ".join(map(str, caption_of(found)))
    assert "prevent" not in text
    assert "one pass of 16 pictures" in text
    assert "random noise" in text
    assert "digits" not in text
    assert found.data is DataSet.NOISE
    assert json_of(found)["setting"]["data"] == "noise"  # type: ignore[index]


def test_similar_gradients_of_weights_are_named_only_where_the_signal_is_gone() -> None:
    setting = Setting(has_batch_norm=False)
    text = text_of(flow(PLAIN, 1e-8), flow(RESIDUAL, 0.4), setting=setting)
    assert "they differ only by a factor of 2 in plain-56." in text
    assert "weights" not in text_of(flow(PLAIN, 0.1), setting=setting)
    apart = replace(flow(PLAIN, 1e-8), weights=(1e-6, 1.0))
    assert "weights" not in text_of(apart, setting=setting)
    none = replace(flow(PLAIN, 1e-8), weights=(0.0, 1.0))
    assert "weights" not in text_of(none, setting=setting)


def test_activations_are_named_where_they_grow_much() -> None:
    grown = replace(flow(RESIDUAL, 5), activations=(1.0, 677.0), loss=811.0)
    assert (
        "Activations in residual-56 grow by a factor of 677 from the stem to the last block, and "
        "the loss starts at 811." in text_of(grown)
    )
    assert "Activations" not in text_of(flow(RESIDUAL, 5))


def test_gradients_that_are_0_inside_of_branches_are_counted() -> None:
    setting = Setting(init=Init.ZERO_GAMMA)
    zeroed = replace(flow(RESIDUAL, 0.35), weights=(0.2, 0.0, 0.0, 0.0))
    text = text_of(flow(PLAIN, 3876), zeroed, setting=setting)
    assert "In residual-56 the gradients of 3 of 4 convolutions are exactly 0" in text
    assert "Plain networks have no branch whose γ could be 0" in text
    alive = text_of(flow(RESIDUAL, 0.35), setting=setting)
    assert "exactly 0" not in alive
    assert "Plain networks" not in alive


def test_pre_activation_is_compared_where_there_is_no_other_residual_network() -> None:
    text = text_of(flow(PLAIN, 40), flow(PRE, 3000))
    assert "it changes more in pre-activation-56 than in plain-56" in text


@pytest.mark.parametrize("ratios", [(3876.0, 25.0), (25.0, 3876.0), (3e-9, 0.4), (1.2, 1.0)])
def test_every_number_of_a_caption_is_one_of_the_outcome(ratios: tuple[float, float]) -> None:
    found = outcome(flow(PLAIN, ratios[0]), flow(RESIDUAL, ratios[1]))
    figures = TELLINGS[Experiment.GRADIENTS].figures(found)
    known = [float(str(each["signal_ratio"])) for each in figures]
    known += [1 / each for each in known] + [64, 56]
    for number in numbers_in(" ".join(map(str, caption(found)))):
        assert any(number == pytest.approx(each, rel=0.006) for each in known), number


def test_no_sentence_generalises_beyond_the_setting() -> None:
    """What is false at other settings is never said: that gradients of plain nets vanish, cured."""
    ratios = (0.0, 1e-9, 0.01, 0.5, 1.0, 2.0, 50.0, 1e4, 1e9)
    texts = [
        text_of(flow(PLAIN, plain), flow(RESIDUAL, residual), setting=Setting(has_batch_norm=norm))
        for plain, residual in pairwise((*ratios, *reversed(ratios)))
        for norm in (True, False)
    ]
    for text in texts:
        assert "vanish" not in text
        assert "cure" not in text
        assert "always" not in text
