"""How texts are ranked for what a person typed."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.ui.find.fuzzy import Fit, fitter, ranked

SIGNS = st.text(alphabet=string.ascii_lowercase + string.digits + " ._-×+^]\\", max_size=12)


def has_in_order(sought: str, text: str) -> bool:
    """Whether the letters of a text are in another in their order, letter by letter."""
    rest = iter(text)
    return all(any(sign == other for other in rest) for sign in sought if sign != " ")


@given(SIGNS, SIGNS)
def test_a_text_fits_where_it_has_all_letters_in_order(typed: str, text: str) -> None:
    assert (fitter(typed)(text) is not None) == has_in_order(" ".join(typed.split()), text)


@pytest.mark.parametrize(
    ("typed", "text", "how"),
    [
        ("fit", "fit", Fit.SAME),
        ("copy", "copy network name", Fit.BEGINS),
        ("net na", "copy network name", Fit.WORDS),
        ("conv1", "layer3.0.conv1", Fit.WORDS),
        ("work", "copy network name", Fit.INSIDE),
        ("cnn", "copy network name", Fit.INITIALS),
        ("l3c1", "layer3.0.conv1", None),
        ("cow", "copy network name", Fit.LETTERS),
        ("zz", "copy network name", None),
    ],
)
def test_starts_of_words_are_better_than_letters_anywhere(
    typed: str, text: str, how: Fit | None
) -> None:
    found = fitter(typed)(text)
    assert found is how if how is not None else found in (None, Fit.LETTERS)


def test_the_best_fit_is_first_and_of_equal_ones_the_shortest() -> None:
    texts = ["unfold all", "all", "fold all", "a long line", "fall", "allow"]
    assert [texts[place] for _, place in ranked("all", texts)] == [
        "all", "allow", "fold all", "unfold all", "fall", "a long line"
    ]  # fmt: skip


@given(st.lists(st.text("abc .", max_size=9), max_size=40), st.text("abc", min_size=1, max_size=5))
def test_typing_on_only_leaves_out(texts: list[str], typed: str) -> None:
    wide = {place for _, place in ranked(typed[:-1], texts)}
    assert {place for _, place in ranked(typed, texts)} <= wide
