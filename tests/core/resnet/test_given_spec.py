"""Specs as callers make them by hand."""

from dataclasses import fields

import numpy
import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.given_spec import tidied
from resnet_viz.core.resnet.spec import Block, Image, ResNetSpec


def test_numbers_of_numpy_and_words_for_choices_give_the_very_spec() -> None:
    made = ResNetSpec(
        "bottleneck",  # type: ignore[arg-type]  # what people write
        numpy.array([3, 4, 6, 3]),  # type: ignore[arg-type]
        order="pre",  # type: ignore[arg-type]
        width=numpy.int16(32),  # type: ignore[arg-type]
        image=[3, 64, numpy.int64(64)],  # type: ignore[arg-type]
    )
    found = parse(made)
    assert found == parse("preact50,width=32,input=64")
    wanted = parse("preact50,width=32,input=64")
    for field in fields(ResNetSpec):
        kinds = type(getattr(found, field.name)), type(getattr(wanted, field.name))
        assert kinds[0] is kinds[1], field.name
    assert {type(number) for number in (*found.stages, *found.image)} == {int}


def test_a_tidy_spec_is_given_back_itself() -> None:
    spec = parse("resnet50,stem=deep,classes=10")
    assert tidied(spec) is spec


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"width": 64.0}, "width=64.0 is not a whole number"),
        ({"classes": True}, "classes=True is not a whole number"),
        ({"se": "16"}, "se='16' is not a whole number"),
        ({"stages": "3463"}, "stages='3463' is not a list of numbers"),
        ({"stages": (3, 4.0)}, "stages=4.0 is not a whole number"),
        ({"image": (224, 224)}, "image has 2 numbers. Give channels, height and width"),
        ({"stem_width": 32}, "stem_width=32 is not a list of numbers"),
        ({"stem": "big"}, "stem=big is unknown. Choose imagenet, deep or cifar"),
    ],
)
def test_what_is_no_value_of_a_field_is_refused_by_its_name(
    change: dict[str, object], words: str
) -> None:
    given: dict[str, object] = {"block": Block.BOTTLENECK, "stages": (3, 4, 6, 3), **change}
    with pytest.raises(UserError) as caught:
        parse(ResNetSpec(**given))  # type: ignore[arg-type]  # that it is refused is the point
    assert words in caught.value.message
    assert caught.value.field in change


def test_an_image_of_three_numbers_is_one() -> None:
    assert tidied(ResNetSpec(Block.BASIC, (1,), image=(1, 8, 8))).image == Image(1, 8, 8)  # type: ignore[arg-type]
