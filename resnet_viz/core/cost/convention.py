"""The three ways to count work, each with its name: no number is shown without it."""

from collections.abc import Mapping
from enum import StrEnum

from resnet_viz.core.choice import unknown_word
from resnet_viz.core.cost.measure import AnyCost, Measure
from resnet_viz.core.cost.measures import measure_named


class Convention(StrEnum):
    """What is counted, by its word on the command line.

    `macs`: multiply-accumulates of convolutions, linear layers and matrix products, the paper's
    FLOPs; `2macs`: twice as many, PyTorch's FlopCounterMode; `all`: every arithmetic operation.
    """

    MACS = "macs"
    DOUBLE = "2macs"
    ALL = "all"

    @property
    def measure(self) -> Measure:
        """The figure that this convention counts."""
        return measure_named(KEYS[self])

    @property
    def label(self) -> str:
        """The name that is shown at each number so counted."""
        return self.measure.heading

    def work(self, cost: AnyCost) -> int:
        """The work of a layer, a group or a network, so counted; 0 for what is not counted."""
        value = self.measure.value
        assert value is not None
        return int(value(cost))


KEYS: Mapping[Convention, str] = {
    Convention.MACS: "macs",
    Convention.DOUBLE: "two_macs",
    Convention.ALL: "flops",
}


def convention_of(measure: Measure) -> Convention | None:
    """The convention that counts a figure; None where a figure is not a count of work."""
    return next((each for each, key in KEYS.items() if key == measure.key), None)


def convention_named(text: str) -> Convention:
    """The convention of that word; UserError names the known ones."""
    try:
        return Convention(text.lower())
    except ValueError:
        raise unknown_word("count", text, Convention) from None
