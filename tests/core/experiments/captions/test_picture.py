"""Captions of pictures say what the weights gave, and whose weights they were."""

from dataclasses import replace

from resnet_viz.core.experiments.captions.picture import caption
from resnet_viz.core.experiments.outcome import Outcome
from tests.core.experiments.captions.read_back import numbers_in
from tests.samples.paths_and_landscapes import SEEN, picture_outcome


def text_of(outcome: Outcome) -> str:
    return " ".join(map(str, caption(outcome)))


def test_each_number_is_one_that_was_measured() -> None:
    assert numbers_in(text_of(picture_outcome(SEEN))) == [7, 0.83, 0.37]


def test_without_a_file_of_weights_it_says_whose_they_are_and_what_to_do() -> None:
    text = text_of(picture_outcome(SEEN))
    assert "only seen the data that it was just trained on" in text
    assert "Choose a file of weights" in text
    untrained = text_of(picture_outcome(SEEN, steps=0))
    assert "is untrained" in untrained
    assert "just trained" not in untrained


def test_a_file_of_weights_is_named_with_how_pixels_were_scaled() -> None:
    text = text_of(picture_outcome(replace(SEEN, weights="mine.pth")))
    assert "The weights are those of mine.pth." in text
    assert "ImageNet" in text
    assert "just trained" not in text


def test_a_gradient_of_zeros_and_a_patch_that_changes_nothing_are_said_to_be_that() -> None:
    zeros = ((0.0, 0.0), (0.0, 0.0))
    text = text_of(
        picture_outcome(replace(SEEN, gradient=zeros, occlusion=zeros, largest_drop=0.0))
    )
    assert "0 everywhere" in text
    assert "takes nothing off" in text
    little = text_of(picture_outcome(replace(SEEN, largest_drop=1e-5)))
    assert "takes hardly anything off" in little


def test_maps_that_were_not_made_are_not_explained() -> None:
    text = text_of(picture_outcome(replace(SEEN, gradient=(), occlusion=())))
    assert "gradient" not in text
    assert "patch" not in text


def test_nothing_measured_gives_nothing_to_say() -> None:
    assert caption(picture_outcome()) == ()
