"""What may go wrong on a device during a run, said in a sentence with numbers."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.memory_limits import LimitKind, is_out_of_memory, limit_text, refusing
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.needed_memory import needed_bytes
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.wording import bytes_text, shape_text


@contextmanager
def failures_explained(network: Network, device: Device, options: TimingOptions) -> Iterator[None]:
    """Turns lack of memory, and whatever an accelerator fails of, into a UserError."""
    try:
        yield
    except (MemoryError, RuntimeError, OSError) as error:
        if is_out_of_memory(error):
            raise _too_large(network, device, options, error) from error
        if device.type is DeviceKind.CPU or not isinstance(error, torch.AcceleratorError):
            raise
        raise _lost(device, error) from error


def _too_large(
    network: Network, device: Device, options: TimingOptions, error: Exception
) -> UserError:
    room, advice = _room_text(device, error)
    needed = bytes_text(needed_bytes(network, options))
    return UserError(
        f"{network.name} with batch {options.batch} of {_inputs_text(network)} does not fit into "
        f"{room}: "
        f"it needs about {needed} (predicted). Take a smaller batch or input{advice}",
        "batch",
    )


def _inputs_text(network: Network) -> str:
    """`3 × 224 × 224 images`; whole shapes where a network was recorded."""
    if network.traced is None:
        return f"{' × '.join(map(str, network.image))} images"
    return " and ".join(f"{shape_text(each.shape)} {each.name}" for each in network.traced.inputs)


def _room_text(device: Device, error: Exception) -> tuple[str, str]:
    """What memory was too small, and what else can be done about it."""
    is_host = device.type is DeviceKind.CPU or not isinstance(error, torch.OutOfMemoryError)
    limit = refusing() if is_host else None
    if limit is None or (limit.kind is LimitKind.MACHINE and device.type is DeviceKind.CPU):
        size = f" of {bytes_text(device.memory_bytes)}" if device.memory_bytes else ""
        return f"the memory{size} of {device.name}", ""
    if limit.kind is LimitKind.MACHINE:
        return limit_text(limit), ""
    used = f", of which {bytes_text(limit.used_bytes)} are in use" if limit.used_bytes else ""
    return f"{limit_text(limit)}{used}", ", or raise the limit"


def _lost(device: Device, error: Exception) -> UserError:
    text = str(error).strip().splitlines()[0]
    return UserError(
        f"{device.name} ({device.id}) failed during the run: {text}. "
        f"See whether it is still there, then time again or choose another device",
        "device",
    )
