"""Numbers in HTML: what a person copies from the page has plain digits."""

import re
from html import unescape

import pytest

from resnet_viz.core.text.numbers import words_html


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("25\u202f557\u202f032", "25557032"),
        ("−3\u202f000 (−1.5 %)", "-3000 (-1.5 %)"),
        ("1\u202f234 of 5\u202f678", "1234 of 5678"),
        ("12\u202fh", "12 h"),
        ("<b>&", "<b>&"),
        ("7×7", "7×7"),
    ],
)
def test_what_is_copied_has_plain_digits(text: str, copied: str) -> None:
    assert unescape(re.sub(r"</?span[^>]*>", "", words_html(text))) == copied


def test_groups_are_set_apart_and_raised_digits_are_raised() -> None:
    assert words_html("5\u202f678").count("margin-left") == 1
    assert words_html("10⁹") == "10<sup>9</sup>"
