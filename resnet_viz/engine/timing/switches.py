"""PyTorch's global state, as a run wants it: set while it runs, put back afterwards.

Whoever calls from Python has settings of their own: generators, default dtype, modes, threads.
None of them may change a run, and a run may change none, nor one that fails or is interrupted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

from resnet_viz.core.timing.device_kind import DeviceKind, kind_of_device
from resnet_viz.core.timing.options import TimingOptions

TF32 = "tf32"  # PyTorch's words for the precision of fp32 work
FULL = "ieee"
SEED = 0  # of weights and images; their values do not change the time


@contextmanager
def own_state(device: str) -> Iterator[None]:
    """PyTorch as it starts: fp32, gradients, no autocast; all is put back afterwards.

    So are the generators of the CPU and of the device.
    """
    place = _place_of(device)
    dtype = torch.get_default_dtype()
    with (
        generators_kept(place),
        torch.inference_mode(False),
        torch.enable_grad(),
        torch.autocast(place.type, enabled=False),
    ):
        torch.set_default_dtype(torch.float32)
        try:
            yield
        finally:
            torch.set_default_dtype(dtype)


@contextmanager
def generators_kept(place: torch.device) -> Iterator[None]:
    """The generators of the CPU and of one device as they were before."""
    if place.type == DeviceKind.MPS:
        state = torch.mps.get_rng_state()
        try:
            with torch.random.fork_rng(devices=()):
                yield
        finally:
            torch.mps.set_rng_state(state)
        return
    is_cpu = place.type == DeviceKind.CPU
    kind = DeviceKind.CUDA if is_cpu else place.type
    with torch.random.fork_rng(devices=() if is_cpu else (place.index or 0,), device_type=kind):
        yield


def _place_of(device: str) -> torch.device:
    """Where numbers are drawn; the CPU for a device that is gone, as the run itself will say."""
    return torch.device(device if torch.accelerator.is_available() else DeviceKind.CPU)


def seed(device: str) -> None:
    """The same numbers each time from the CPU and from one device.

    `torch.manual_seed` would seed every card there is.
    """
    place = _place_of(device)
    torch.default_generator.manual_seed(SEED)
    if place.type == DeviceKind.MPS:
        torch.mps.manual_seed(SEED)
    elif place.type != DeviceKind.CPU:
        module: Any = torch.get_device_module(place)
        module.default_generators[place.index or 0].manual_seed(SEED)


@contextmanager
def switches_set(options: TimingOptions) -> Iterator[int]:
    """Threads, cuDNN's search and TF32 as the options say; gives the number of threads."""
    is_cuda = kind_of_device(options.device) is DeviceKind.CUDA
    with threads_fixed(options.threads) as threads:
        if not is_cuda:
            yield threads
            return
        with cuda_switches(
            is_autotuned=options.what_if.is_autotuned, is_tf32=options.what_if.is_tf32
        ):
            yield threads


@contextmanager
def threads_fixed(count: int) -> Iterator[int]:
    """PyTorch on so many threads of the CPU, 0 for as many as it chose; restored afterwards."""
    before = torch.get_num_threads()
    if count and count != before:
        torch.set_num_threads(count)
    try:
        yield torch.get_num_threads()
    finally:
        if torch.get_num_threads() != before:
            torch.set_num_threads(before)


@contextmanager
def cuda_switches(*, is_autotuned: bool, is_tf32: bool) -> Iterator[None]:
    """cuDNN's search on or off; fp32 work in TF32 or in full, in convolutions and products.

    PyTorch's own start is TF32 only in convolutions, which is neither.
    """
    cudnn: Any = torch.backends.cudnn  # its declared types leave `conv` out
    product = torch.backends.cuda.matmul
    conv = cudnn.conv
    before = conv.fp32_precision, product.fp32_precision, cudnn.benchmark
    wanted = TF32 if is_tf32 else FULL
    conv.fp32_precision, product.fp32_precision, cudnn.benchmark = wanted, wanted, is_autotuned
    try:
        yield
    finally:
        conv.fp32_precision, product.fp32_precision, cudnn.benchmark = before
