"""How large gradients and weights are."""

from collections.abc import Iterable, Sequence

from torch import Tensor


def norms(tensors: Iterable[Tensor]) -> Sequence[float]:
    """The Euclidean norm of each; in double precision, as squares of small values underflow."""
    return [tensor.double().norm().item() for tensor in tensors]
