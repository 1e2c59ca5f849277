"""Inputs as `--input` takes them."""

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.inputs import InputAsked, checked_source, input_from, inputs_from
from resnet_viz.core.models.source import source_in


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("1x3x224x224", InputAsked("", (1, 3, 224, 224))),
        ("tokens:1x128:int64", InputAsked("tokens", (1, 128), "int64")),
        ("1x128:int64", InputAsked("", (1, 128), "int64")),
        ("x:7", InputAsked("x", (7,))),
    ],
)
def test_an_input_is_read_and_written_as_it_was(text: str, asked: InputAsked) -> None:
    assert input_from(text) == asked
    assert str(asked) == text


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["1x0"], "is empty"),
        (["2x-3"], "isn't [name:]SHAPE[:dtype]"),
        ([""], "isn't [name:]SHAPE[:dtype]"),
        (["a:b:c:d"], "isn't [name:]SHAPE[:dtype]"),
        (["a-b:2x3:float32"], "can't be the name of an argument"),
        (["1x2x3x4x5x6x7x8x9"], "has 9 dimensions"),
        (["99999x99999x99999"], "is too large"),
        (["x" * 5000], "isn't [name:]SHAPE[:dtype]"),
        (["1x3:flaot32"], "did you mean dtype=float32?"),
        (["x:1x3", "x:1x4"], "is given twice"),
        (["x:1x3", "1x4"], "come first"),
        (["1"] * 33, "at most 32"),
        (["32768x32000", "32768x32000"], "together"),
    ],
)
def test_what_can_not_be_an_input_is_one_sentence(texts: list[str], words: str) -> None:
    with pytest.raises(UserError) as refused:
        inputs_from(texts)
    assert words in refused.value.message
    assert len(refused.value.message) < 200


def test_the_text_of_a_source_is_written_in_one_way() -> None:
    source = source_in("net.py:make,input= X:1X3:LONG ")
    assert source is not None
    assert str(checked_source(source)) == "net.py:make,input=X:1x3:int64"
