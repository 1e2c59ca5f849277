"""Ticks of an axis: round values in range, those with a word and short ones between them."""

from math import ceil, floor, log10
from typing import NamedTuple

from resnet_viz.core.wording import number_text, without_zeros

PX_PER_TICK = 70


class Tick(NamedTuple):
    """A value on an axis, and its word, '' for a short tick."""

    value: float
    text: str


def ticks_of(low: float, high: float, room_px: float, is_log: bool) -> tuple[Tick, ...]:
    """The ticks from low to high on an axis of so many pixels."""
    if not high > low:
        return ()
    return _log_ticks(low, high, room_px) if is_log else _even_ticks(low, high, room_px)


def _even_ticks(low: float, high: float, room_px: float) -> tuple[Tick, ...]:
    rough = (high - low) / max(2.0, room_px / PX_PER_TICK)
    size = 10.0 ** floor(log10(rough))
    step = next(size * each for each in (1, 2, 5, 10) if size * each >= rough)
    first, last = ceil(low / step), floor(high / step)
    return tuple(Tick(n * step, _word(n * step)) for n in range(first, last + 1))


def _log_ticks(low: float, high: float, room_px: float) -> tuple[Tick, ...]:
    decade_px = room_px / log10(high / low)
    named = (1, 2, 5) if decade_px > 140 else (1, 3) if decade_px > 70 else (1,)
    decades = range(floor(log10(low)), ceil(log10(high)))
    every = ((digit, digit * 10.0**decade) for decade in decades for digit in range(1, 10))
    return tuple(
        Tick(value, _word(value) if digit in named else "")
        for digit, value in every
        if low <= value <= high
    )


def _word(value: float) -> str:
    return without_zeros(number_text(round(value, 10)))
