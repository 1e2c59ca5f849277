"""Numbers and lists as captions say them."""

from collections.abc import Sequence

from resnet_viz.core.wording import digits_grouped

MILLION = 10**6
BILLION = 10**9
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def factor_text(factor: float) -> str:
    """A factor of 0 or more in three digits: `2.41`, `25.2`, `3 880`, `5.29 million`, `1.7 × 10²²`.

    One below a thousandth is given as a power of ten too.
    """
    if factor >= BILLION or 0 < factor < 1e-3:
        digits, power = f"{factor:.1e}".split("e")
        return f"{digits} × 10{str(int(power)).translate(_RAISED)}"
    if factor >= MILLION * 0.9995:
        return f"{factor / MILLION:.3g} million"
    if factor >= 999.5:
        return digits_grouped(int(float(f"{factor:.3g}")))
    return f"{factor:.3g}"


def all_of(texts: Sequence[str]) -> str:
    """A list in a sentence: `a, b and c`."""
    *first, last = texts
    return f"{', '.join(first)} and {last}" if first else last


def range_text(least: str, most: str) -> str:
    """Two numbers as a range, one where both read the same."""
    return least if least == most else f"{least} to {most}"


def class_share_text(share: float) -> str:
    """`0.83`; of a thousand classes that are nearly equal the first has `0.001`."""
    return f"{share:.2f}" if share >= 0.01 else f"{share:.1g}"
