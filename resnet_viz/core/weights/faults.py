"""Why tensors can't be weights of a network, whatever their names: kinds and number formats."""

from collections.abc import Iterable, Mapping

from resnet_viz.core.weights.stored import StoredTensor, TensorKind
from resnet_viz.core.wording import either

FORMATS = ("float32", "float16", "bfloat16", "float64")
WHOLE = ("int64", "int32", "int16", "int8", "uint8")  # what a counter may be
COUNTER = "num_batches_tracked"
PACKED = "_packed_params"  # what PyTorch calls the weights of a quantised linear layer
QUANTISED = "the weights are quantised. Save the network before it is quantised"
REASONS = {
    TensorKind.QUANTISED: QUANTISED,
    TensorKind.SPARSE: "the weights are sparse tensors. Save them with to_dense()",
    TensorKind.META: "its tensors have no data: they were saved from the meta device",
    TensorKind.WRAPPED: "its tensors are of a class of their own. Save plain tensors",
}


def kind_fault(tensors: Mapping[str, StoredTensor]) -> str:
    """Why tensors of these kinds can't be weights, '' where all are dense."""
    kinds = {tensor.kind for tensor in tensors.values()}
    return next((reason for kind, reason in REASONS.items() if kind in kinds), "")


def format_fault(tensors: Mapping[str, StoredTensor]) -> str:
    """Why tensors of these number formats can't be weights, '' where all can be."""
    for name, tensor in tensors.items():
        allowed = (*FORMATS, *WHOLE) if name.endswith(COUNTER) else FORMATS
        if tensor.dtype not in allowed:
            return f"{name} is {tensor.dtype}, and weights are {either(FORMATS)}"
    return ""


def is_packed(names: Iterable[str]) -> bool:
    """Whether names are those of PyTorch's quantised layers."""
    return any(PACKED in name for name in names)
