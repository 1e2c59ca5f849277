"""Ticks of charts: round, in order, within the axis, and no words over each other."""

from itertools import pairwise
from math import log2, log10

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.wording import MINUS
from resnet_viz.diagram.chart.ticks import AxisUnit, Tick, tick_text, ticks_of, upright_ticks
from resnet_viz.diagram.scene.font import text_width

SIZES = {
    "": 1.0, " k": 1e3, " M": 1e6, " G": 1e9, " T": 1e12, " B": 1.0, " KiB": 2.0**10,
    " MiB": 2.0**20, " GiB": 2.0**30, " TiB": 2.0**40, " µs": 1e-3, " ms": 1.0, " s": 1e3,
}  # fmt: skip

RAISED = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
LOWERED = str.maketrans(RAISED, "-0123456789")


def read(text: str) -> float:
    """The number that a tick's words say."""
    if text[-1] in RAISED:
        factor, _, power = text.rpartition("10")
        return float(factor.rstrip("×") or 1) * 10.0 ** int(power.translate(LOWERED))
    digits = text.rstrip("kKMGTBiµms ")
    return float(digits.replace(MINUS, "-")) * SIZES[text[len(digits) :]]


def place(value: float, low: float, high: float, room: float, is_log: bool) -> float:
    if is_log:
        return room * log10(value / low) / log10(high / low)
    return room * (value - low) / (high - low)


def words(ticks: tuple[Tick, ...]) -> list[str]:
    return [tick.text for tick in ticks if tick.text]


@given(
    low=st.floats(1e-2, 1e11),
    factor=st.floats(1.001, 1e9),
    room=st.floats(40, 2000),
    is_log=st.booleans(),
    unit=st.sampled_from(AxisUnit),
)
@settings(max_examples=300, deadline=None)
def test_no_two_words_meet_and_each_says_its_value(
    low: float, factor: float, room: float, is_log: bool, unit: AxisUnit
) -> None:
    high = low * factor
    ticks = ticks_of(low, high, room, is_log, unit, 11.0)
    values = [tick.value for tick in ticks]
    assert values == sorted(values)
    assert len(set(words(ticks))) == len(words(ticks))
    slack = low * 1e-6 if is_log else (high - low) * 1e-6  # far less than a pixel
    assert all(low - slack <= value <= high * (1 + 1e-6) for value in values)
    ends = [
        (place(tick.value, low, high, room, is_log), text_width(tick.text, 11.0) / 2)
        for tick in ticks
        if tick.text
    ]
    assert all(x + half < later - wide for (x, half), (later, wide) in pairwise(ends))
    upright = upright_ticks(low, high, room, is_log, unit, 11.0)
    heights = [place(tick.value, low, high, room, is_log) for tick in upright if tick.text]
    assert all(later - one >= 11.0 for one, later in pairwise(heights))


@given(power=st.integers(0, 9), room=st.floats(150, 900), is_log=st.booleans())
@settings(max_examples=100, deadline=None)
def test_words_of_an_axis_of_counts_say_their_values(power: int, room: float, is_log: bool) -> None:
    for unit in AxisUnit:
        for tick in ticks_of(10.0**power, 3.7 * 10.0**power, room, is_log, unit):
            assert not tick.text or read(tick.text) == pytest.approx(tick.value, rel=1e-3)


def test_a_decade_with_much_room_has_1_2_5_with_less_1_3_else_only_decades() -> None:
    assert words(ticks_of(1e6, 1e8, 600, True)) == [
        "1 M", "2 M", "5 M", "10 M", "20 M", "50 M", "100 M",
    ]  # fmt: skip
    assert words(ticks_of(1e6, 1e8, 200, True)) == ["1 M", "3 M", "10 M", "30 M", "100 M"]
    assert words(ticks_of(1e6, 1e8, 120, True)) == ["1 M", "10 M", "100 M"]
    minor = [tick.value for tick in ticks_of(1e6, 1e7, 100, True) if not tick.is_major]
    assert minor == pytest.approx([2e6, 4e6, 5e6, 6e6, 7e6, 8e6, 9e6])


def test_less_than_a_decade_of_a_logarithmic_axis_still_has_two_words_or_more() -> None:
    for low, high in ((5e6, 6e6), (2.1e9, 2.9e9), (11, 19), (6.1, 9.2)):
        assert len(words(ticks_of(low, high, 250, True))) >= 2


def test_bytes_have_powers_of_two() -> None:
    for tick in ticks_of(1e6, 4e9, 300, True, AxisUnit.BYTES):
        assert log2(tick.value) == int(log2(tick.value))
    assert words(ticks_of(0, 97.5 * 2**20, 200, False, AxisUnit.BYTES)) == [
        "0", "32 MiB", "64 MiB", "96 MiB",
    ]  # fmt: skip


def test_words_read_as_one_writes_them() -> None:
    assert tick_text(20e6) == "20 M"
    assert tick_text(0.5) == "0.5"
    assert tick_text(64 * 2**20, AxisUnit.BYTES) == "64 MiB"
    assert tick_text(1500, AxisUnit.TIME) == "1.5 s"
    assert tick_text(0.05, AxisUnit.TIME) == "50 µs"
    assert tick_text(1202, AxisUnit.PLAIN) == "1202"
    assert tick_text(-2e6) == f"{MINUS}2 M"
    even = ticks_of(0, 2e6, 250)
    assert words(even) == ["0", "0.5 M", "1 M", "1.5 M", "2 M"]


def test_large_and_small_numbers_have_raised_powers() -> None:
    assert tick_text(1e-5, AxisUnit.POWER) == "10⁻⁵"
    assert tick_text(2.5e7, AxisUnit.POWER) == "2.5×10⁷"
    assert tick_text(1, AxisUnit.POWER) == "1"
    assert tick_text(20, AxisUnit.POWER) == "20"
    assert tick_text(0, AxisUnit.POWER) == "0"
    assert tick_text(-3e-9, AxisUnit.PLAIN) == f"{MINUS}3×10⁻⁹"
    assert words(ticks_of(1e-10, 1e5, 200, True, AxisUnit.POWER))[0] == "10⁻⁹"


def test_between_whole_numbers_of_steps_is_nothing() -> None:
    for high in (1, 2, 3, 5, 9, 27):
        found = ticks_of(0, high, 600, False, AxisUnit.WHOLE)
        assert len(found) >= 2
        assert all(tick.value == int(tick.value) for tick in found)


def test_an_axis_of_one_value_has_one_tick_and_one_of_none_has_none() -> None:
    assert words(ticks_of(5e6, 5e6, 200)) == ["5 M"]
    assert ticks_of(float("nan"), 1, 200) == ()
    assert ticks_of(0, float("inf"), 200) == ()
    assert ticks_of(3, 1, 200) == ()
