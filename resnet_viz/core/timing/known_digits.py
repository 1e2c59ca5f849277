"""How many digits of a run's times are known: what an unreliable run prints is rounded to them.

The median of n passes is known to about ± 1.57 · (upper − lower quartile) / √n: McGill, Tukey and
Larsen, 1978, "Variations of Box Plots". The digit that such an error begins in is the last that is
printed: `26.29 ± 0.4` is `26.3`, `1373 ± 120` is `1400`. Layers whose clocks slowed the pass are
known no better than to the share that it was slowed by. A reliable run has its usual digits.
"""

from math import floor, log10, sqrt
from typing import NamedTuple

NOTCH = 1.57
UNKNOWN_SPREAD = 0.1  # of a figure whose spread is not at hand: two digits


class Rounding(NamedTuple):
    """What an unreliable run knows of its figures, relative to each.

    `whole` is the error of the plain median, `layers` the least of each layer, `passes` how many
    there were.
    """

    whole: float
    layers: float
    passes: int

    def of_layer(self, median_ms: float, p25_ms: float, p75_ms: float) -> float:
        """The relative error of a layer's median by the spread of its own times."""
        return max(self.layers, _notch(median_ms, p25_ms, p75_ms, self.passes))

    @property
    def of_sums(self) -> float:
        """The relative error of the sum of several layers."""
        return max(self.layers, self.whole)


def rounding_of(
    median_ms: float, p25_ms: float, p75_ms: float, passes: int, slowed: float = 0.0
) -> Rounding:
    """What is known of a run by the spread of its plain passes.

    `slowed` is the share by which timing the layers slowed the pass, 0 where that can be neglected.
    """
    return Rounding(_notch(median_ms, p25_ms, p75_ms, passes), slowed, passes)


def known_text(value: float, error: float, decimals: int) -> str:
    """A number to the digit in which its relative error begins, with at most so many decimals.

    At least one digit is left; an error of 0 leaves all.
    """
    if not error or not value:
        return f"{value:.{decimals}f}"
    size = floor(log10(abs(value)))
    place = min(floor(log10(abs(value)) + log10(error)), size)
    return f"{round(value, -place):.{min(max(-place, 0), decimals)}f}"


def known_share(share: float, error: float, decimals: int) -> str:
    """A share as a percentage in the same way."""
    return f"{known_text(100 * share, error, decimals)}%"


def _notch(median_ms: float, p25_ms: float, p75_ms: float, passes: int) -> float:
    if median_ms <= 0 or passes <= 0:
        return 0.0
    return NOTCH * abs(p75_ms - p25_ms) / sqrt(passes) / median_ms
