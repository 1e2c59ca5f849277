"""How a timed run is set up, whatever network it is of."""

from dataclasses import dataclass, replace

from resnet_viz.core.limits import check_threads
from resnet_viz.core.timing.device_kind import DeviceKind, kind_of_device
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.what_if import PLAIN, Casting, WhatIf


@dataclass(frozen=True, slots=True)
class RunSetup:
    """Device, precision and options; `threads` 0 leaves PyTorch's own choice.

    What the device or the precision does not have stays chosen here and is left out of a run.
    UserError for a number of threads that is out of range.
    """

    device: str = "cpu"
    precision: Precision = Precision.FP32
    threads: int = 0
    what_if: WhatIf = PLAIN
    is_long: bool = False

    def __post_init__(self) -> None:
        check_threads(self.threads)

    def options(self, batch: int, weights: str = "") -> TimingOptions:
        """The options of a run of a network with this batch and this file of weights."""
        is_fp32 = self.precision is Precision.FP32
        is_cuda = kind_of_device(self.device) is DeviceKind.CUDA
        what_if = replace(
            self.what_if,
            casting=Casting.CAST if is_fp32 else self.what_if.casting,
            is_autotuned=is_cuda and self.what_if.is_autotuned,
            is_tf32=is_cuda and self.what_if.is_tf32,
        )
        target = TimingOptions(self.device, batch, self.precision, self.threads, weights)
        return replace(target, what_if=what_if, is_long=self.is_long)


PLAIN_SETUP = RunSetup()
