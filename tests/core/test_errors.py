"""The message to a person: one visible line whatever they typed."""

import pytest

from resnet_viz.core.errors import UserError


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("tab\there", r"tab\there"),
        ("two\r\nlines", r"two\r\nlines"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\u2028\u202e", r"\u2028\u202e"),
        ("\udcff", r"\udcff"),
        ("网络 é × 25\u202f557", "网络 é × 25\u202f557"),
    ],
)
def test_control_characters_are_spelled_out_and_letters_stay(typed: str, shown: str) -> None:
    assert str(UserError(f"no {typed}")) == f"no {shown}"
