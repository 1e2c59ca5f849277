"""The types of devices that PyTorch has, and whose a device's name is."""

from enum import StrEnum


class DeviceKind(StrEnum):
    """What kind of device: PyTorch's word for it."""

    CPU = "cpu"
    CUDA = "cuda"
    XPU = "xpu"
    MPS = "mps"


def kind_of_device(device_id: str) -> DeviceKind | None:
    """The type of a device by PyTorch's name for it, such as `cuda:0`; None for no known one."""
    word = device_id.partition(":")[0]
    return DeviceKind(word) if word in set(DeviceKind) else None
