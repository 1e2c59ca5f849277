"""What a timed run is asked for: device, batch, number format and options."""

from dataclasses import dataclass
from enum import StrEnum

from resnet_viz.core.choice import unknown_word
from resnet_viz.core.timing.what_if import PLAIN, Casting, WhatIf


class Precision(StrEnum):
    """The number format of weights and activations."""

    FP32 = "fp32"
    BF16 = "bf16"
    FP16 = "fp16"

    @property
    def bytes_per_element(self) -> int:
        return 4 if self is Precision.FP32 else 2


@dataclass(frozen=True, slots=True)
class TimingOptions:
    """How a network is to be timed; `threads` 0 leaves PyTorch's own choice.

    `weights` is the path of a file with the network's weights, '' for random ones. `is_long` takes
    enough passes for the 90th percentile.
    """

    device: str = "cpu"
    batch: int = 1
    precision: Precision = Precision.FP32
    threads: int = 0
    weights: str = ""
    what_if: WhatIf = PLAIN
    is_long: bool = False

    @property
    def is_autocast(self) -> bool:
        """Whether PyTorch converts operation by operation."""
        is_lower = self.precision is not Precision.FP32
        return is_lower and self.what_if.casting is Casting.AUTOCAST

    @property
    def resident_bytes_per_element(self) -> int:
        """The size of a weight as it is in memory: fp32's under autocast."""
        precision = Precision.FP32 if self.is_autocast else self.precision
        return precision.bytes_per_element


def precision_named(text: str) -> Precision:
    """The precision of that name; UserError names the known ones."""
    try:
        return Precision(text)
    except ValueError:
        raise unknown_word("precision", text, Precision) from None
