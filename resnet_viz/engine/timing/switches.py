"""PyTorch's global switches, as a run wants them: set while it runs, put back afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

from resnet_viz.core.timing.device_kind import DeviceKind, kind_of_device
from resnet_viz.core.timing.options import TimingOptions

TF32 = "tf32"  # PyTorch's words for the precision of fp32 work
FULL = "ieee"


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
