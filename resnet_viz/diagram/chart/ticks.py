"""The ticks of a chart's axis and their words, for screen and print: never two over each other."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from math import ceil, floor, inf, isfinite, log2, log10
from typing import NamedTuple

from resnet_viz.core.wording import MINUS, without_zeros
from resnet_viz.diagram.scene.font import text_width

FIVE_ROOM_PX, THREE_ROOM_PX = 140.0, 70.0  # of a decade with words of SIZE_PX: 1-2-5, 1-3
GAP = 0.8  # between two words, in their size
LINE = 1.5  # room of a line of words, in their size
EVEN_LINE = 2.6  # the same where ticks are even steps, which are many
SIZE_PX = 11.0
MOST_LINEAR = 24  # ticks of an even scale, however long it is
DIGITS = 4  # at most, unless neighbours need more to differ
STEPS = (1.0, 2.0, 5.0)
DIGITS_OF_DECADE = tuple(map(float, range(1, 10)))
PREFIXES = ((1e12, " T"), (1e9, " G"), (1e6, " M"), (1e3, " k"), (1.0, ""))
BYTES = ((2.0**40, " TiB"), (2.0**30, " GiB"), (2.0**20, " MiB"), (2.0**10, " KiB"), (1.0, " B"))
TIMES = ((1000.0, " s"), (1.0, " ms"), (0.001, " µs"))
PLAIN = ((1.0, ""),)


class AxisUnit(StrEnum):
    """What an axis counts in, which is how its numbers are written."""

    COUNT = "count"  # 20 M
    BYTES = "bytes"  # 64 MiB
    TIME = "ms"  # values in milliseconds: 20 ms, 1 s
    PLAIN = "plain"  # 1202
    WHOLE = "whole"  # the same where nothing is between two whole numbers: steps, blocks
    POWER = "power"  # 10⁻⁵


UNITS = {
    AxisUnit.COUNT: PREFIXES,
    AxisUnit.BYTES: BYTES,
    AxisUnit.TIME: TIMES,
    AxisUnit.PLAIN: PLAIN,
    AxisUnit.WHOLE: PLAIN,
    AxisUnit.POWER: PLAIN,
}
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class Tick(NamedTuple):
    """A value of an axis; minor ones have no words."""

    value: float
    text: str
    is_major: bool = True


def ticks_of(
    low: float,
    high: float,
    room_px: float,
    is_log: bool = False,
    unit: AxisUnit = AxisUnit.COUNT,
    size_px: float = SIZE_PX,
) -> tuple[Tick, ...]:
    """The ticks between two values along an axis from left to right, in rising order.

    `size_px` is the size of the words in pixels, or in points where the room is in points. Their
    widths are kept apart; a logarithmic axis needs `low` above 0.
    """
    return _ticks(Axis(low, high, room_px, is_log, unit, size_px, is_upright=False))


def upright_ticks(
    low: float,
    high: float,
    room_px: float,
    is_log: bool = False,
    unit: AxisUnit = AxisUnit.COUNT,
    size_px: float = SIZE_PX,
) -> tuple[Tick, ...]:
    """The same along an axis from bottom to top, where the heights of the words are kept apart."""
    return _ticks(Axis(low, high, room_px, is_log, unit, size_px, is_upright=True))


def tick_text(value: float, unit: AxisUnit = AxisUnit.COUNT) -> str:
    """A value in an axis's words, to four digits: `20 M`, `64 MiB`, `1.5 s`, `2×10⁻⁵`."""
    if unit is AxisUnit.POWER and value > 0:
        return _power_text(f"{value:.{DIGITS - 1}e}")
    return _text(value, _scale_of(abs(value), unit))


class Axis(NamedTuple):
    """The values at both ends of an axis, and the room between them in pixels."""

    low: float
    high: float
    room_px: float
    is_log: bool
    unit: AxisUnit
    size_px: float
    is_upright: bool

    @property
    def is_binary(self) -> bool:
        return self.unit is AxisUnit.BYTES

    def place(self, value: float) -> float:
        """Where a value is along the axis, in pixels from its begin."""
        if self.is_log:
            return (
                (log2(value) - log2(self.low)) / (log2(self.high) - log2(self.low)) * self.room_px
            )
        return (value - self.low) / (self.high - self.low) * self.room_px


def _ticks(axis: Axis) -> tuple[Tick, ...]:
    if not (isfinite(axis.low) and isfinite(axis.high)) or axis.high < axis.low:
        return ()
    if axis.high == axis.low or axis.room_px <= 0:
        return (Tick(axis.low, tick_text(axis.low, axis.unit)),)
    return _log_ticks(axis) if axis.is_log else _even_ticks(axis)


def _even_ticks(axis: Axis) -> tuple[Tick, ...]:
    """Round values, above 0 on a logarithmic axis, at the smallest even steps whose words fit."""
    least = (axis.high - axis.low) / MOST_LINEAR
    for step in _steps(max(least, 1.0) if axis.unit is AxisUnit.WHOLE else least, axis.is_binary):
        ticks = tuple(each for each in _at_steps(axis, step) if each.value > 0 or not axis.is_log)
        if _are_apart(ticks, axis):
            return ticks
    return ()


def _at_steps(axis: Axis, step: float) -> Iterator[Tick]:
    scale = _scale_of(max(abs(axis.low), abs(axis.high)), axis.unit)
    if step < scale[0] / 100:  # `0.05 M` is as far as a large prefix goes
        scale = _scale_of(step, axis.unit)
    digits = max(DIGITS, 1 + ceil(log10(max(abs(axis.low), abs(axis.high)) / step)))
    for place in range(ceil(axis.low / step - 1e-9), floor(axis.high / step + 1e-9) + 1):
        yield Tick(place * step, _text(place * step, scale, digits))


def _steps(least: float, is_binary: bool) -> Iterator[float]:
    """Round steps in rising order from one that is not below `least`, without an end."""
    base, mantissas = (2.0, (1.0,)) if is_binary else (10.0, STEPS)
    power = floor(log2(least) if is_binary else log10(least))
    while True:
        yield from (step for each in mantissas if (step := each * base**power) >= least)
        power += 1


def _log_ticks(axis: Axis) -> tuple[Tick, ...]:
    majors = _binary_majors(axis) if axis.is_binary else _decimal_majors(axis)
    if len(majors) == 2 and not axis.is_binary:
        majors = max((majors, _apart_at(axis, 10.0, (1.0, 3.0), 1)), key=len)
    elif len(majors) < 2:  # about a decade or less
        denser = (_apart_at(axis, 10.0, mantissas, 1) for mantissas in (STEPS, DIGITS_OF_DECADE))
        choices = (_even_ticks(axis), *(() if axis.is_binary else denser))
        majors = max((majors, *choices), key=len)
    return _with_minor(majors, axis)


def _decimal_majors(axis: Axis) -> tuple[Tick, ...]:
    """1-2-5, 1-3 or powers of ten, by the room of a decade and the size of the words."""
    decade_px = axis.room_px / log10(axis.high / axis.low) * SIZE_PX / axis.size_px
    choices: list[tuple[tuple[float, ...], int]] = []
    if decade_px >= THREE_ROOM_PX:
        choices.append((STEPS if decade_px > FIVE_ROOM_PX else (1.0, 3.0), 1))
    choices += [((1.0,), stride) for stride in range(1, 40)]
    return next(filter(None, (_apart_at(axis, 10.0, *choice) for choice in choices)), ())


def _binary_majors(axis: Axis) -> tuple[Tick, ...]:
    strides = (1, 2, 3, 4, 5, 10, 20, 40)
    return next(filter(None, (_apart_at(axis, 2.0, (1.0,), stride) for stride in strides)), ())


def _apart_at(axis: Axis, base: float, mantissas: Sequence[float], stride: int) -> tuple[Tick, ...]:
    """The values of `_powers`; none where their words would meet."""
    ticks = tuple(_powers(axis, base, mantissas, stride))
    return ticks if _are_apart(ticks, axis) else ()


def _powers(
    axis: Axis, base: float, mantissas: Sequence[float], stride: int, *, has_text: bool = True
) -> Iterator[Tick]:
    """Each mantissa at every power of the base that is a multiple of `stride`, within the axis."""
    logarithm = log2 if base == 2 else log10
    first, last = floor(logarithm(axis.low)), ceil(logarithm(axis.high))
    for power in range(first, last + 1):
        if power % stride:
            continue
        for each in mantissas:
            value = each * base**power
            if axis.low * (1 - 1e-9) <= value <= axis.high * (1 + 1e-9):
                yield Tick(value, tick_text(value, axis.unit) if has_text else "", has_text)


def _with_minor(majors: tuple[Tick, ...], axis: Axis) -> tuple[Tick, ...]:
    """Between ticks with words those without: 2 to 9 of each decade, or the powers of two."""
    base, mantissas = (2.0, (1.0,)) if axis.is_binary else (10.0, tuple(map(float, range(1, 10))))
    known = {tick.value for tick in majors}
    minors = [
        tick
        for tick in _powers(axis, base, mantissas, 1, has_text=False)
        if tick.value not in known
    ]
    if len(minors) * 3 > axis.room_px:
        return majors
    return tuple(sorted((*majors, *minors)))


def _are_apart(ticks: Iterable[Tick], axis: Axis) -> bool:
    """Whether no two words meet."""
    ends = -inf
    for tick in ticks:
        half = _half(tick, axis)
        at = axis.place(tick.value)
        if at - half < ends:
            return False
        ends = at + half
    return True


def _half(tick: Tick, axis: Axis) -> float:
    """Half the room that a tick's words need along the axis, in pixels."""
    if axis.is_upright:
        is_crowded = axis.is_binary or not axis.is_log
        return (EVEN_LINE if is_crowded else LINE) * axis.size_px / 2
    return (text_width(tick.text, axis.size_px) + GAP * axis.size_px) / 2


def _scale_of(size: float, unit: AxisUnit) -> tuple[float, str]:
    """The prefix of a value by its size: the largest that leaves 1 or more of it."""
    scales = UNITS[unit]
    return next((scale for scale in scales if size >= scale[0] * (1 - 1e-9)), scales[-1])


def _text(value: float, scale: tuple[float, str], digits: int = DIGITS) -> str:
    if not value:
        return "0"
    size, suffix = scale
    shown = abs(value) / size
    number = f"{shown:.{digits}g}" if shown < 10**digits else f"{shown:.0f}"
    number = _power_text(number) if "e" in number else number
    return f"{MINUS if value < 0 else ''}{number}{suffix}"


def _power_text(number: str) -> str:
    """A number as Python writes it with an exponent, with a raised one: `2×10⁻⁵`, `10`, `1`."""
    digits, _, exponent = number.partition("e")
    power = int(exponent)
    if power in (0, 1):
        return f"{float(number):.{DIGITS}g}"
    raised = f"10{str(power).translate(RAISED)}"
    digits = without_zeros(digits)
    return raised if digits == "1" else f"{digits}×{raised}"
