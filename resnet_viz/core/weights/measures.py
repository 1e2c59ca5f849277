"""The figures of weights: one row for each, which tables, columns and files read."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from resnet_viz.core.wording import NONE, digits_grouped

if TYPE_CHECKING:  # a window is painted before there are any
    from resnet_viz.core.weights.figures import TensorFigures

LayerFigures = Mapping[str, "TensorFigures"]
"""Those of each layer's weights by its path."""

NO_FIGURES: LayerFigures = {}


class WeightMeasure(NamedTuple):
    """A figure of a tensor: its word in files, its title, what it is, its value and its text.

    One that is `compared` needs a second file.
    """

    key: str
    title: str
    tip: str
    value: "Callable[[TensorFigures], float | int | None]"
    text: Callable[[float], str]
    is_compared: bool = False

    def text_of(self, figures: "TensorFigures") -> str:
        """Its value in words, `–` where there is none."""
        value = self.value(figures)
        return NONE if value is None else self.text(value)


def signed_text(value: float) -> str:
    """Four digits: `0.01234`, `−1.5`, `1.2e−07`."""
    return f"{value:.4g}".replace("-", "−")


def zeros_text(share: float) -> str:
    """The share of zeros in percent, `–` for none."""
    return f"{share:.2%}" if share else NONE


WEIGHT_MEASURES: tuple[WeightMeasure, ...] = (
    WeightMeasure(
        "weight_min", "Minimum", "The smallest number", lambda each: each.minimum, signed_text
    ),
    WeightMeasure(
        "weight_max", "Maximum", "The largest number", lambda each: each.maximum, signed_text
    ),
    WeightMeasure("weight_mean", "Mean", "The mean", lambda each: each.mean, signed_text),
    WeightMeasure(
        "weight_std",
        "Deviation",
        "The standard deviation over all numbers",
        lambda each: each.deviation,
        signed_text,
    ),
    WeightMeasure(
        "weight_norm",
        "Norm",
        "The root of the sum of all squares",
        lambda each: each.norm,
        signed_text,
    ),
    WeightMeasure(
        "weight_zeros",
        "Zeros",
        "The share of numbers that are exactly zero",
        lambda each: each.zero_share,
        zeros_text,
    ),
    WeightMeasure(
        "weight_change",
        "Difference",
        "The norm of the difference from the other file's numbers",
        lambda each: each.change,
        signed_text,
        is_compared=True,
    ),
    WeightMeasure(
        "weight_relative_change",
        "Relative difference",
        "The norm of the difference over the norm",
        lambda each: each.relative_change,
        signed_text,
        is_compared=True,
    ),
)
UNUSABLE = WeightMeasure(
    "weight_unusable",
    "Not finite",
    "How many numbers are NaN or infinite. The other figures leave them out",
    lambda each: each.unusable,
    lambda count: digits_grouped(int(count)) if count else NONE,
)


def weight_measure(key: str) -> WeightMeasure:
    """The row of this word."""
    return next(each for each in WEIGHT_MEASURES if each.key == key)
