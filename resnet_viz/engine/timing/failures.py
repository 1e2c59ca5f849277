"""What may go wrong on a device during a run, said in a sentence with numbers."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.needed_memory import needed_bytes
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.wording import bytes_text

OUT_OF_MEMORY_WORDS = ("can't allocate memory", "not enough memory", "out of memory")


@contextmanager
def failures_explained(network: Network, device: Device, options: TimingOptions) -> Iterator[None]:
    """Turns lack of memory, and whatever an accelerator fails of, into a UserError."""
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        if is_out_of_memory(error):
            raise _too_large(network, device, options) from error
        if device.type is DeviceKind.CPU or not isinstance(error, torch.AcceleratorError):
            raise
        raise _lost(device, error) from error


def is_out_of_memory(error: Exception) -> bool:
    """Whether PyTorch or Python says that there is no memory left."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return any(words in str(error) for words in OUT_OF_MEMORY_WORDS)


def _too_large(network: Network, device: Device, options: TimingOptions) -> UserError:
    image = " × ".join(map(str, network.image))
    memory = f" of {bytes_text(device.memory_bytes)}" if device.memory_bytes else ""
    needed = bytes_text(needed_bytes(network, options))
    return UserError(
        f"{network.name} with batch {options.batch} of {image} images does not fit into the memory"
        f"{memory} of {device.name}: it needs about {needed} (predicted). "
        f"Take a smaller batch or input",
        "batch",
    )


def _lost(device: Device, error: Exception) -> UserError:
    text = str(error).strip().splitlines()[0]
    return UserError(
        f"{device.name} ({device.id}) failed during the run: {text}. "
        f"See whether it is still there, then time again or choose another device",
        "device",
    )
