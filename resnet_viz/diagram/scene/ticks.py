"""Round values along a scale: where it ends, and what is written below it."""

from collections.abc import Iterator
from itertools import count
from math import ceil, floor, log

DECIMAL_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
BINARY_STEPS = (1.0, 2.0)  # 5 × 2ⁿ bytes is not round in KiB and MiB
MOST_STEPS = 5
MOST_BINARY_STEPS = 4
MOST_LOG_TICKS = 6


def even_ticks(most: float, *, is_binary: bool = False) -> tuple[float, ...]:
    """Round values at even steps from 0 to the first that is not below `most`, which is above 0."""
    most_steps = MOST_BINARY_STEPS if is_binary else MOST_STEPS
    step = next(step for step in _steps(most / most_steps, is_binary) if most <= most_steps * step)
    return tuple(place * step for place in range(ceil(most / step) + 1))


def log_ticks(least: float, most: float, *, is_binary: bool = False) -> tuple[float, ...]:
    """Powers around two values above 0, each the same factor above the one before.

    Of ten, or of two for bytes; from the last that is not above `least`.
    """
    base = 2.0 if is_binary else 10.0
    first, last = floor(_power(least, base)), ceil(_power(most, base))
    stride = ceil(max(last - first, 1) / (MOST_LOG_TICKS - 1))
    steps = ceil(max(last - first, 1) / stride)
    return tuple(base ** (first + place * stride) for place in range(steps + 1))


def _steps(least: float, is_binary: bool) -> Iterator[float]:
    """Round steps in rising order, from one that is not above `least`."""
    base, mantissas = (2.0, BINARY_STEPS) if is_binary else (10.0, DECIMAL_STEPS)
    for power in count(floor(_power(least, base))):
        yield from (mantissa * base**power for mantissa in mantissas[:-1])


def _power(value: float, base: float) -> float:
    """The logarithm, whole where the value is a power but for rounding."""
    power = log(value, base)
    return float(round(power)) if abs(power - round(power)) < 1e-9 else power
