"""The three ways to count work, each with its name: no number is shown without it."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from resnet_viz.core.cost.cost import LayerCost, Sums
from resnet_viz.core.cost.totals import Totals
from resnet_viz.core.errors import UserError
from resnet_viz.core.wording import either

AnyCost = LayerCost | Sums | Totals


class Convention(StrEnum):
    """What is counted, by its word on the command line.

    `macs`: multiply-accumulates of convolutions and linear layers, the paper's FLOPs; `2macs`:
    twice as many, PyTorch's FlopCounterMode; `all`: every arithmetic operation.
    """

    MACS = "macs"
    DOUBLE = "2macs"
    ALL = "all"

    @property
    def label(self) -> str:
        """The name that is shown at each number so counted."""
        return LABELS[self]

    def work(self, cost: AnyCost) -> int:
        """The work of a layer, a group or a network, so counted."""
        return COUNTS[self](cost)


LABELS: Mapping[Convention, str] = {
    Convention.MACS: "MACs (paper)",
    Convention.DOUBLE: "2 × MACs (PyTorch)",
    Convention.ALL: "All operations",
}
COUNTS: Mapping[Convention, Callable[[AnyCost], int]] = {
    Convention.MACS: lambda cost: cost.macs,
    Convention.DOUBLE: lambda cost: 2 * cost.macs,
    Convention.ALL: lambda cost: cost.flops,
}


def convention_named(text: str) -> Convention:
    """The convention of that word; UserError names the known ones."""
    try:
        return Convention(text.lower())
    except ValueError:
        words = f"count={text} is unknown; count is {either(Convention)}"
        raise UserError(words, "count", tuple(Convention)) from None
