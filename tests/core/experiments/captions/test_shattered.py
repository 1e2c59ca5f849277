"""Captions of shattered gradients say what the result says, also where it is reversed."""

import pytest

from resnet_viz.core.experiments.captions.shattered import caption
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.shattered import Shattered
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.experiments.telling import json_of
from tests.core.experiments.captions.read_back import numbers_in

PLAIN = Net("plain56,input=1x8x8", NetKind.PLAIN, 56)
RESIDUAL = Net("resnet56,input=1x8x8", NetKind.RESIDUAL, 56)


def shattered(net: Net, cosine: float, seed: int = 0) -> Shattered:
    return Shattered(net, seed, (0.5, -0.25, 0.125), (1.0, cosine, cosine / 2))


def outcome(*found: Shattered) -> Outcome:
    archs = tuple(dict.fromkeys(each.net.arch for each in found))
    given = Found(shattered=found)
    return Outcome(Experiment.SHATTERED, archs, Setting(), given, 0.7, "2.13.0")


def text_of(*found: Shattered) -> str:
    return " ".join(map(str, caption(outcome(*found))))


def test_the_usual_result() -> None:
    assert text_of(shattered(PLAIN, -0.012), shattered(RESIDUAL, 0.874)) == (
        "Between the gradients of neighbouring points the mean cosine is −0.01 in plain-56 and "
        "0.87 in residual-56. In plain-56 neighbouring inputs have nearly unrelated gradients. At "
        "56 layers shortcuts keep them alike. Each gradient is that of one class's output by all "
        "pixels, at one of 3 points on the line from one picture to another, before any training."
    )


def test_the_reversed_result_is_said_reversed() -> None:
    text = text_of(shattered(PLAIN, 0.9), shattered(RESIDUAL, 0.1))
    assert "those of plain-56 are more alike than those of residual-56" in text
    assert "In residual-56 neighbouring inputs have nearly unrelated" in text
    assert "shortcuts keep" not in text


@pytest.mark.parametrize("cosine", [-0.9, 0.0, 0.9])
def test_equal_results_are_said_to_be_equal(cosine: float) -> None:
    text = text_of(shattered(PLAIN, cosine), shattered(RESIDUAL, cosine + 0.05))
    assert "don't clearly differ" in text
    assert "keep them alike" not in text


def test_opposite_gradients_are_not_unrelated() -> None:
    assert "unrelated" not in text_of(shattered(PLAIN, -0.9))


def test_seeds_that_disagree_compare_nothing() -> None:
    text = text_of(
        shattered(PLAIN, 0.0),
        shattered(RESIDUAL, 0.9),
        shattered(PLAIN, 0.8, 1),
        shattered(RESIDUAL, 0.85, 1),
    )
    assert "0.00 to 0.80 in plain-56" in text
    assert "don't clearly differ" in text
    assert "unrelated" not in text


def test_what_is_0_or_overflowed_is_said_and_compared_with_nothing() -> None:
    zero = Shattered(PLAIN, 0, (0.0, 0.0, 0.0), ())
    text = text_of(zero, shattered(RESIDUAL, 0.9))
    assert "In plain-56 every gradient is 0" in text
    assert "keep" not in text
    broken = Shattered(PLAIN, 0, (), (), has_overflowed=True)
    text = text_of(broken, shattered(RESIDUAL, 0.9))
    assert "In plain-56 gradients became larger" in text
    assert "every gradient is 0" not in text


def test_nothing_measured_is_nothing_said() -> None:
    assert text_of() == ""


@pytest.mark.parametrize(("plain", "residual"), [(-0.012, 0.874), (0.5, 0.4), (0.9, 0.02)])
def test_every_number_of_a_caption_is_one_of_the_outcome(plain: float, residual: float) -> None:
    found = outcome(shattered(PLAIN, plain), shattered(RESIDUAL, residual))
    networks = json_of(found)["networks"]
    assert isinstance(networks, list)
    known = [each["neighbour_cosine"] for each in networks] + [len(networks[0]["gradient"]), 56]
    for number in numbers_in(" ".join(map(str, caption(found)))):
        assert any(number == pytest.approx(each, abs=0.005) for each in known), number
