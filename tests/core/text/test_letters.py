"""Letters that others can take: what is hidden is spelled out, what an encoding lacks replaced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.text.letters import narrowed, shown_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\x1b[31m", r"a\nb\x1b[31m"),
        ("run\u202egpj.exe", r"run\u202egpj.exe"),
        ("\u2066left\u2069", r"\u2066left\u2069"),
        ("a\u200bb\ufeffc\xadd", r"a\u200bb\ufeffc\xadd"),
        ("filled\u3164\u115f", r"filled\u3164\u115f"),
        ("\udcff", r"\udcff"),
        ("pay\u200dpal", r"pay\u200dpal"),
        ("\u200d", r"\u200d"),
    ],
)
def test_what_can_not_be_seen_is_spelled_out(text: str, shown: str) -> None:
    assert shown_text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "残差网络 × 25\u202f557 é",
        "👩\u200d💻 👨🏽\u200d🚀 ❤️\u200d🔥",
        "می\u200cخواهم",
        "क्\u200dष",
        "",
    ],
)
def test_letters_emoji_and_joiners_between_them_stay(text: str) -> None:
    assert shown_text(text) == text


@given(st.text())
def test_a_shown_text_is_one_line_and_shown_the_same_again(text: str) -> None:
    shown = shown_text(text)
    assert len(shown.splitlines()) <= 1
    assert shown_text(shown) == shown


@pytest.mark.parametrize(
    ("text", "encoding", "narrow"),
    [
        ("11\u202f689\u202f512", "ascii", "11 689 512"),
        ("11\u202f689\u202f512", "cp1252", "11 689 512"),
        ("7×7/2 · –3 … ≤ −1 →", "ascii", "7x7/2 - -3 ... <= -1 ->"),
        ("7×7/2 · – … →", "cp1252", "7×7/2 · – … ->"),
        ("64 × 112", "cp437", "64 x 112"),
        ("10⁹ 10¹²", "ascii", "10^9 10^12"),
        ("10⁹", "latin-1", "10^9"),
        ("Müller Łódź ½", "ascii", "Muller Lodz 1/2"),
        ("✓ ⚠", "ascii", "+ !"),
        ("网", "cp1252", r"\u7f51"),
        ("网", "utf-8", "网"),
    ],
)
def test_an_encoding_gets_what_it_has_and_stand_ins_for_the_rest(
    text: str, encoding: str, narrow: str
) -> None:
    assert narrowed(text, encoding) == narrow
