"""Multiply-accumulates of aten operations by the shapes that go in and come out, nothing else.

Sources: the definitions of the operations in PyTorch's native_functions.yaml; sdpa is counted in
full under a causal mask too, as PyTorch's FlopCounterMode does.
"""

from collections.abc import Callable, Mapping
from math import prod
from typing import Any

from torch import Tensor

Count = Callable[[tuple[Any, ...], Tensor], int]


def macs_of(name: str, args: tuple[Any, ...], out: Any) -> int | None:
    """The count of `aten.mm`; None where there is none though it may multiply matrices.

    `name` is without its overload; anything that is not PyTorch's own is unknown.
    """
    namespace, _, own = name.partition(".")
    count = COUNTS.get(own)
    if count is not None:
        first = out[0] if isinstance(out, tuple | list) else out
        return count(args, first)
    if namespace not in OURS or (own.startswith(UNCOUNTED) and own not in PLAIN):
        return None
    return 0


def is_free(name: str) -> bool:
    """Whether an operation by its name multiplies nothing, whatever it is given."""
    namespace, _, own = name.partition(".")
    return own not in COUNTS and (
        namespace in OURS and (own in PLAIN or not own.startswith(UNCOUNTED))
    )


def _product(left: Tensor, right: Tensor) -> int:
    """A matrix, or a batch of them, times another: every element of the first, once a column."""
    return prod(left.shape) * right.shape[-1]


def _convolution(args: tuple[Any, ...], out: Tensor) -> int:
    images, weight = args[0], args[1]
    is_transposed = bool(args[6]) if len(args) > 6 else False
    places = images if is_transposed else out
    spatial = places.shape[2 - (images.dim() == weight.dim() - 1) :]
    batch = images.shape[0] if images.dim() == weight.dim() else 1
    return int(batch * prod(spatial) * prod(weight.shape))


def _plain_convolution(args: tuple[Any, ...], out: Tensor) -> int:
    return int(prod(out.shape[2:]) * out.shape[0] * prod(args[1].shape))


def _attention(args: tuple[Any, ...], out: Tensor) -> int:
    query, key, value = args[:3]
    *batch, length, width = query.shape
    return int(prod(batch) * length * key.shape[-2] * (width + value.shape[-1]))


def _distances(args: tuple[Any, ...], out: Tensor) -> int:
    return prod(out.shape) * int(args[0].shape[-1])


def _grouped(args: tuple[Any, ...], out: Tensor) -> int:
    """Rows of the first in groups, each group times its own matrix."""
    left, right = args[:2]
    if left.dim() == 2 and right.dim() == 2:  # columns in groups: the sum runs over them
        return int(prod(left.shape)) * int(right.shape[-1])
    return prod(out.shape) * int(left.shape[-1])


def _recurrent(args: tuple[Any, ...], out: Tensor) -> int:
    steps, inward, inner = prod(args[0].shape[:-1]), args[1], args[2]
    return int(steps * (prod(inward.shape) + prod(inner.shape)))


def _trilinear(args: tuple[Any, ...], out: Tensor) -> int:
    """Sizes of all dimensions once, those that are summed too (Bilinear)."""
    tensors, expanded = args[:3], args[3:6]
    sizes: dict[int, int] = {}
    for tensor, absent in zip(tensors, expanded, strict=True):
        own = iter(tensor.shape)
        for place in range(tensor.dim() + len(absent)):
            size = 1 if place in absent else next(own)
            sizes[place] = max(size, sizes.get(place, 1))
    return prod(sizes.values())


COUNTS: Mapping[str, Count] = {
    "mm": lambda args, _: _product(*args[:2]),
    "_int_mm": lambda args, _: _product(*args[:2]),
    "_scaled_mm": lambda args, _: _product(*args[:2]),
    "bmm": lambda args, _: _product(*args[:2]),
    "addmm": lambda args, _: _product(*args[1:3]),
    "_addmm_activation": lambda args, _: _product(*args[1:3]),
    "baddbmm": lambda args, _: _product(*args[1:3]),
    "addbmm": lambda args, _: _product(*args[1:3]),
    "mv": lambda args, _: prod(args[0].shape),
    "addmv": lambda args, _: prod(args[1].shape),
    "dot": lambda args, _: prod(args[0].shape),
    "vdot": lambda args, _: prod(args[0].shape),
    "linear": lambda args, out: prod(out.shape) * args[0].shape[-1],
    "_trilinear": _trilinear,
    "convolution": _convolution,
    "_convolution": _convolution,
    "convolution_overrideable": _convolution,
    "cudnn_convolution": _plain_convolution,
    "mkldnn_convolution": _plain_convolution,
    "_slow_conv2d_forward": _plain_convolution,
    "_scaled_dot_product_flash_attention": _attention,
    "_scaled_dot_product_flash_attention_for_cpu": _attention,
    "_scaled_dot_product_efficient_attention": _attention,
    "_scaled_dot_product_cudnn_attention": _attention,
    "_scaled_dot_product_fused_attention_overrideable": _attention,
    "_scaled_dot_product_attention_math_for_mps": _attention,
    "_cdist_forward": _distances,
    "_grouped_mm": _grouped,
    "_scaled_grouped_mm": _grouped,
    "grouped_mm_fallback": _grouped,  # Hugging Face's own, the same as PyTorch's
    "mkldnn_rnn_layer": _recurrent,
}
OURS = ("aten", "prims", "prim")
UNCOUNTED = (
    "linalg_", "_linalg", "_fft", "cholesky", "lu_", "triangular_solve", "lstsq", "geqrf",
    "ormqr", "_sparse", "sparse_", "hspmm", "_cudnn_rnn", "miopen", "_thnn_fused_lstm",
    "_native_multi_head_attention", "_transformer_encoder", "_weight_int", "_flash_attention",
    "_efficient_attention", "_scaled_dot_product", "mkldnn_linear", "mkldnn_", "quantized_",
    "_fbgemm", "fbgemm_", "_dyn_quant", "_convert_weight", "_mixed_dtypes", "cudnn_", "slow_conv",
    "conv_depthwise", "_conv_depthwise",
)  # fmt: skip
PLAIN = (
    "linalg_vector_norm", "linalg_cross", "linalg_diagonal", "cudnn_batch_norm",
    "miopen_batch_norm", "cudnn_is_acceptable", "_thnn_fused_lstm_cell",
)  # fmt: skip
