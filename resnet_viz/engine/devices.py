"""The devices that PyTorch can use on this machine, asked when the program runs."""

import platform
from pathlib import Path
from typing import Any

import torch

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.memory_limits import LimitKind, machine_limit, tightest
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.options import Precision

WITHOUT_BF16 = (Precision.FP32, Precision.FP16)


def devices() -> tuple[Device, ...]:
    """CPU first, then every CUDA, XPU and MPS device by its name and memory.

    XPU and MPS have not been seen on a real machine so far.
    """
    return (_cpu(), *_cuda_devices(), *_xpu_devices(), *_mps_devices())


def _cpu() -> Device:
    """The processor; what is free is what the tightest limit of this process leaves."""
    machine, limit = machine_limit(), tightest()
    return Device(
        "cpu",
        DeviceKind.CPU,
        _cpu_name(),
        machine.size_bytes if machine else None,
        free_bytes=limit.free_bytes if limit else None,
        limit=limit if limit and limit.kind is not LimitKind.MACHINE else None,
    )


def default_threads() -> int:
    """How many threads of the CPU PyTorch takes by itself."""
    return torch.get_num_threads()


def device_named(name: str) -> Device:
    """The device with PyTorch's name for it, such as `cpu` or `cuda:0`; `cuda` is the first.

    UserError names the devices there are.
    """
    known = devices()
    for device in known:
        if name in (device.id, device.type):
            return device
    names = ", ".join(device.id for device in known)
    raise UserError(
        f"device {shortened(name)} isn't on this machine. PyTorch can use {names}", "device"
    )


def driver_of(device: Device) -> str:
    """The software between PyTorch and a device, as far as PyTorch reports it; '' for none."""
    match device.type:
        case DeviceKind.CPU:
            return f"instructions {torch.backends.cpu.get_cpu_capability()}"
        case DeviceKind.CUDA:
            cudnn: Any = torch.backends.cudnn
            return f"CUDA {torch.version.cuda}, cuDNN {cudnn.version()}"
        case DeviceKind.XPU:
            return f"driver {torch.xpu.get_device_properties(device.id).driver_version}"
        case DeviceKind.MPS:
            return f"macOS {platform.mac_ver()[0]}"


def _cpu_name() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _cuda_devices() -> tuple[Device, ...]:
    if not torch.cuda.is_available():
        return ()
    precisions = tuple(Precision) if torch.cuda.is_bf16_supported() else WITHOUT_BF16
    found = [torch.cuda.get_device_properties(place) for place in range(torch.cuda.device_count())]
    return tuple(
        Device(
            f"cuda:{place}",
            DeviceKind.CUDA,
            each.name,
            each.total_memory,
            precisions,
            torch.cuda.mem_get_info(place)[0],
        )
        for place, each in enumerate(found)
    )


def _xpu_devices() -> tuple[Device, ...]:
    if not torch.xpu.is_available():
        return ()
    found = [torch.xpu.get_device_properties(place) for place in range(torch.xpu.device_count())]
    return tuple(
        Device(f"xpu:{place}", DeviceKind.XPU, each.name, each.total_memory)
        for place, each in enumerate(found)
    )


def _mps_devices() -> tuple[Device, ...]:
    if not torch.backends.mps.is_available():
        return ()
    memory_bytes = torch.mps.recommended_max_memory()
    name = f"{platform.processor() or 'Apple'} GPU"
    has_bf16 = torch.backends.mps.is_macos_or_newer(14, 0)
    precisions = tuple(Precision) if has_bf16 else WITHOUT_BF16
    return (Device("mps", DeviceKind.MPS, name, memory_bytes, precisions),)
