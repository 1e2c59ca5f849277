"""What may be meant by a word that names nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.choice import listed, meant_by, slips_between, unknown_word

WORDS = ("bottleneck", "basic", "resnet18", "resnet34", "resnet50", "resnet56")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("resnt50", ("resnet50",)),
        ("renset50", ("resnet50",)),
        ("resnet5", ("resnet50", "resnet56")),
        ("RESNET-18", ("resnet18",)),
        ("botleneck", ("bottleneck",)),
        ("vgg16", ()),
        ("", ()),
        ("x", ()),
        ("q" * 100_000, ()),
    ],
)
def test_the_nearest_words_are_meant_and_none_where_most_letters_differ(
    typed: str, meant: tuple[str, ...]
) -> None:
    assert meant_by(typed, WORDS) == meant


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("kitten", "sitting", 3)],
)
def test_a_slip_is_a_letter_more_or_less_another_or_two_swapped(
    one: str, other: str, slips: int
) -> None:
    assert slips_between(one, other) == slips


@given(st.text(max_size=12), st.text(max_size=12))
def test_slips_count_the_same_both_ways_and_no_more_than_letters(one: str, other: str) -> None:
    assert slips_between(one, other) == slips_between(other, one)
    assert abs(len(one) - len(other)) <= slips_between(one, other) <= max(len(one), len(other))


def test_at_most_six_words_are_listed() -> None:
    assert listed("abc") == "a, b or c"
    assert listed("abcdefgh") == "a, b, c, d, e, f or one of 2 more"


def test_a_refusal_leads_with_what_may_be_meant() -> None:
    assert unknown_word("by", "stag", ("stage", "block")).message == (
        "did you mean by=stage? by=stag is unknown"
    )
    found = unknown_word("by", "colour", ("stage", "block"))
    assert found.message == "by=colour is unknown. Choose stage or block"
    assert found.nearest == ("stage", "block")
