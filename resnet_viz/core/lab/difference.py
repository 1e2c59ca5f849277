"""How a figure differs from that of a base: the form it is written in, and whether it is better."""

from enum import StrEnum

from resnet_viz.core.cost.measure import Number, Text
from resnet_viz.core.wording import MINUS, change

LESS_IS_BETTER = frozenset(
    (
        "params",
        "macs",
        "two_macs",
        "flops",
        "activations",
        "param_bytes",
        "peak_inference_bytes",
        "training_bytes",
        "latency_ms",
    )
)
MORE_IS_BETTER = frozenset(("images_per_s",))


class Form(StrEnum):
    """How a difference is written: `+17 %`, `+3 759 520`, `1.17 ×`."""

    PERCENT = "percent"
    ABSOLUTE = "absolute"
    RATIO = "ratio"


class Tendency(StrEnum):
    """Whether a network costs less or more than the base; of some figures neither is better."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = ""


def tendency_of(key: str, value: Number | None, base: Number | None) -> Tendency:
    """Whether a value of that measure is better than the base's; NEITHER where one is not known."""
    if value is None or base is None or value == base:
        return Tendency.NEITHER
    if key in LESS_IS_BETTER:
        return Tendency.BETTER if value < base else Tendency.WORSE
    if key in MORE_IS_BETTER:
        return Tendency.BETTER if value > base else Tendency.WORSE
    return Tendency.NEITHER


def difference_text(form: Form, value: Number | None, base: Number | None, write: Text) -> str:
    """How a value differs from the base's; `=` where they are equal, '' where one is not known."""
    if value is None or base is None:
        return ""
    if value == base:
        return "="
    if form is Form.PERCENT:
        return change(value, base)
    if form is Form.RATIO:
        return ratio_text(value / base) if base else "new"
    return f"{'+' if value > base else MINUS}{write(abs(value - base))}"


def ratio_text(ratio: float) -> str:
    """A ratio in three digits: `2.97 ×`, `0.94 ×`, `17.2 ×`; `≈ 1 ×` for one next to 1."""
    digits = 0 if ratio >= 99.95 else 1 if ratio >= 9.995 else 2
    text = f"{ratio:.{digits}f}" if ratio >= 0.0995 else f"{ratio:.2g}"
    return "≈ 1 ×" if text == "1.00" and ratio != 1 else f"{text} ×"
