"""Numbers as people read them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.wording import (
    bytes_text,
    change,
    counted,
    digits_grouped,
    either,
    sentence,
    shape_text,
    si,
    signed,
)

THIN = "\u202f"
PREFIX = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (25_557_032, "25.56 M"),
        (4_089_184_256, "4.09 G"),
        (0, "0"),
        (999, "999"),
        (1000, "1.00 k"),
        (999_994, "999.99 k"),
        (999_995, "1.00 M"),
        (-53_173, "-53.17 k"),
        (2 * 10**15, "2000.00 T"),
    ],
)
def test_si_prefixes(count: int, text: str) -> None:
    assert si(count) == text


@given(st.integers(-(10**16), 10**16))
def test_an_si_number_is_within_half_of_its_last_digit(count: int) -> None:
    number, _, prefix = si(count).partition(" ")
    size = PREFIX[prefix]
    assert abs(float(number) * size - count) <= size * 0.005000001
    assert abs(count) < 10**15 or prefix == "T"
    assert abs(float(number)) < 1000 or prefix == "T"


@given(st.integers())
def test_grouping_only_adds_thin_spaces_between_three_digits(count: int) -> None:
    text = digits_grouped(count)
    assert int(text.replace(THIN, "")) == count
    assert re.fullmatch(rf"-?\d{{1,3}}({THIN}\d{{3}})*", text)


@pytest.mark.parametrize(
    ("difference", "text"), [(3_759_520, "+3 759 520"), (-1000, "−1 000"), (0, "0")]
)
def test_a_difference_carries_its_sign(difference: int, text: str) -> None:
    assert signed(difference) == text.replace(" ", THIN)


@pytest.mark.parametrize(
    ("value", "reference", "text"),
    [
        (25_557_032, 21_797_672, "+17 %"),
        (11_114_984, 3_800_000, "+192 %"),
        (2, 1, "+100 %"),
        (1000, 1, "+99 900 %"),
        (1, 2, "−50 %"),
        (9, 1000, "−99 %"),
        (1, 10_000, "−99.99 %"),
        (1, 10**9, "−99.999 %"),
        (0, 5, "−100 %"),
        (105, 100, "+5.0 %"),
        (1099, 1000, "+9.9 %"),
        (10_996, 10_000, "+10 %"),
        (100_097, 100_000, "+0.1 %"),
        (100_040, 100_000, "+0.04 %"),
        (99_998, 100_000, "−0.002 %"),
        (10**9 + 1, 10**9, "≈ 0 %"),
        (7, 7, "="),
        (0, 0, "="),
        (7, 0, "new"),
    ],
)
def test_a_change_is_said_as_one_would(value: int, reference: int, text: str) -> None:
    assert change(value, reference) == text.replace("99 900", f"99{THIN}900")


def test_a_size_is_in_the_unit_that_fits_it() -> None:
    assert bytes_text(13_816.6 * 2**20) == "13.5 GiB"
    assert bytes_text(4 * 358) == "1.4 KiB"


def test_sizes_and_shapes() -> None:
    assert bytes_text(102_228_128) == "97.5 MiB"
    assert shape_text((64, 112, 112)) == "64 × 112 × 112"
    assert shape_text(()) == ""


@pytest.mark.parametrize(
    ("words", "text"), [("a", "a"), ("ab", "a or b"), ("abc", "a, b or c"), (("x",), "x")]
)
def test_a_choice_is_said_with_or(words: str, text: str) -> None:
    assert either(words) == text


def test_one_thing_is_no_plural() -> None:
    assert counted(1, "thread") == "1 thread"
    assert counted(2, "thread") == "2 threads"
    assert counted(0, "figure") == "0 figures"


def test_a_sentence_begins_with_a_capital_letter_unless_it_begins_with_a_name() -> None:
    assert sentence("it can't be called") == "It can't be called."
    assert sentence("net.py:make raised ValueError") == "net.py:make raised ValueError."
    assert sentence("timm: not installed") == "Timm: not installed."
