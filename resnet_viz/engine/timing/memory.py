"""How much memory a pass really takes, by the allocator's own count."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd import profiler

from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.engine.timing.passes import without_garbage_collection

MEMORY_EVENT = "[memory]"
LOG_LEVEL = "KINETO_LOG_LEVEL"
SILENT = "6"  # past every level of Kineto's own, which otherwise reports each profile
COUNTING: dict[str, Any] = {DeviceKind.CUDA: torch.cuda, DeviceKind.XPU: torch.xpu}


def measured_peak_bytes(
    model: nn.Module, inputs: Sequence[Tensor], run: Callable[[], None] | None = None
) -> int | None:
    """The peak of a pass in bytes: weights, inputs, and what the pass allocates.

    `run` is the pass, a forward pass in `torch.inference_mode()` where none is given; a training
    pass has gradients at its peak too. None where nothing counts (MPS). On a CPU the pass runs
    under PyTorch's profiler; no other thread may allocate meanwhile.
    """

    def forward() -> None:
        with torch.inference_mode():
            model(*inputs)

    run = run or forward
    device = inputs[0].device
    kind = device.type
    if kind != DeviceKind.CPU and kind not in COUNTING:
        return None
    model.zero_grad(set_to_none=True)  # the pass makes them again
    allocated = _cpu_peak(run) if kind == DeviceKind.CPU else _accelerator_peak(run, device)
    return resident_bytes(model, inputs) + allocated


def resident_bytes(model: nn.Module, inputs: Sequence[Tensor]) -> int:
    """What is in memory before a pass: parameters, buffers and what goes in, in bytes."""
    return sum(storages_of(model, inputs).values())


def storages_of(model: nn.Module, inputs: Sequence[Tensor]) -> dict[int, int]:
    """The bytes of each storage by its address."""
    tensors = (*model.parameters(), *model.buffers(), *inputs)
    storages = [tensor.untyped_storage() for tensor in tensors]
    return {storage.data_ptr(): storage.nbytes() for storage in storages}


def _cpu_peak(run: Callable[[], None]) -> int:
    """The highest running sum of what the CPU's allocator gave out and took back in a pass."""
    profile = profiler.profile(use_cpu=True, profile_memory=True)
    with _kineto_silent(), without_garbage_collection(), profile:
        run()
    results: Any = profile.kineto_results  # its declared types leave `nbytes` out
    events = [event for event in results.events() if event.name() == MEMORY_EVENT]
    events.sort(key=lambda event: event.start_ns())
    return max(accumulate((int(event.nbytes()) for event in events), initial=0))


def _accelerator_peak(run: Callable[[], None], device: torch.device) -> int:
    """What a pass adds at most to what its device's allocator has given out already."""
    memory: Any = COUNTING[device.type]
    before = memory.memory_allocated(device)
    memory.reset_peak_memory_stats(device)
    run()
    return int(memory.max_memory_allocated(device)) - int(before)


@contextmanager
def _kineto_silent() -> Iterator[None]:
    """Kineto reads its level when it first profiles; a person's own choice stays."""
    if LOG_LEVEL in os.environ:
        yield
        return
    os.environ[LOG_LEVEL] = SILENT
    try:
        yield
    finally:
        del os.environ[LOG_LEVEL]
