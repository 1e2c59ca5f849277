"""Which options a timed run can have together, and on which device."""

from collections.abc import Iterator

from resnet_viz.core.errors import UserError
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.options import TimingOptions


def check_options(options: TimingOptions, device: Device) -> None:
    """UserError for a precision that the device lacks and for options that can't be together."""
    if options.precision not in device.precisions:
        known = " ".join(device.precisions)
        message = f"{device.name} has no {options.precision}. It has {known}"
        raise UserError(message, "precision")
    for message in _conflicts(options, device):
        raise UserError(message, "options")


def _conflicts(options: TimingOptions, device: Device) -> Iterator[str]:
    what_if = options.what_if
    if what_if.is_fused and what_if.is_training:
        yield (
            "training needs its batch norms, and fusing takes them away. Choose training or fused"
        )
    if what_if.is_training and device.type is DeviceKind.MPS:
        yield f"{device.name} can't time the layers of a backward pass. Time the forward pass"
    if (what_if.is_autotuned or what_if.is_tf32) and device.type is not DeviceKind.CUDA:
        yield f"cuDNN's autotuning and TF32 need CUDA, which {device.name} doesn't have"
