"""The figures of each tensor of a file of weights, read one after the other."""

from collections.abc import Iterator, Mapping
from math import isfinite, sqrt

import torch
from torch import Tensor

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.state import state_shapes
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.resnet.recognition.found import weights_for
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.core.weights.figures import BINS, TensorFigures, WeightsFigures
from resnet_viz.core.weights.place import place_of
from resnet_viz.core.weights.stored import StoredTensor
from resnet_viz.engine.tensors import tensors_of

PORTION = 2**20  # numbers that are in memory as doubles at one time
DOING = "tensor"


def looked_at(network: Network, file: str, against: str, on_progress: Progress) -> WeightsFigures:
    """The figures of a network's weights in a file, next to another file's where there is one.

    Both are `FILE` or `FILE::SET`. UserError where one can't be read or has no weights of the
    network's.
    """
    on_progress(Step("reading weights"))
    stored = _stored(network, file)
    others = _stored_against(network, against) if against else {}
    return WeightsFigures(network.name, file, figures_of(stored, others, on_progress), against)


def _stored(network: Network, file: str) -> Mapping[str, StoredTensor]:
    place = place_of(file)
    found = weights_for(read_contents(place.path), network, place.set_name).tensors
    return {name: found[name] for name in state_shapes(network.graph) if name in found}


def _stored_against(network: Network, file: str) -> Mapping[str, StoredTensor]:
    try:
        return _stored(network, file)
    except UserError as error:
        name = shortened(place_of(file).path.name)
        raise UserError(f"the weights can't be compared with {name}: {error.message}") from error


def figures_of(
    stored: Mapping[str, StoredTensor],
    others: Mapping[str, StoredTensor],
    on_progress: Progress,
) -> tuple[TensorFigures, ...]:
    """The figures of all tensors of numbers with fractions, and their change from `others`.

    A tensor that the others lack, or have in another shape, has no change. UserError where a file
    is not what it was.
    """
    names = [name for name, each in stored.items() if _has_fractions(each)]
    found = []
    for done, name in enumerate(names):
        on_progress(Step(DOING, done, len(names)))
        own = tensors_of({name: stored[name]})[name]
        other = others.get(name)
        is_alike = other is not None and other.shape == stored[name].shape and _has_fractions(other)
        against = tensors_of({name: other})[name] if is_alike and other else None
        found.append(tensor_figures(name, own, against))
    return tuple(found)


def tensor_figures(name: str, tensor: Tensor, other: Tensor | None = None) -> TensorFigures:
    """The figures of one tensor, all sums in double precision."""
    dtype = str(tensor.dtype).removeprefix("torch.")
    sums = _Sums()
    for portion in _portions(tensor):
        sums.add(portion)
    mean = sums.total / sums.finite if sums.finite else 0.0
    spread, bins = 0.0, torch.zeros(BINS, dtype=torch.float64)
    for portion in _portions(tensor):
        finite = portion[portion.isfinite()]
        spread += float((finite - mean).square().sum())
        if sums.least < sums.most:
            bins += torch.histc(finite, BINS, sums.least, sums.most)
    change = None if other is None else _change(tensor, other)
    return TensorFigures(
        name,
        tuple(tensor.shape),
        dtype,
        tensor.numel(),
        sums.least if sums.finite else 0.0,
        sums.most if sums.finite else 0.0,
        mean,
        sqrt(spread / sums.finite) if sums.finite else 0.0,
        sqrt(sums.squares),
        sums.zeros,
        tensor.numel() - sums.finite,
        tuple(int(count) for count in bins) if sums.least < sums.most else (),
        change,
    )


class _Sums:
    """What is added up over the portions of a tensor."""

    def __init__(self) -> None:
        self.finite = self.zeros = 0
        self.total = self.squares = 0.0
        self.least, self.most = float("inf"), float("-inf")

    def add(self, portion: Tensor) -> None:
        finite = portion[portion.isfinite()]
        if not finite.numel():
            return
        self.finite += finite.numel()
        self.zeros += int((finite == 0).sum())
        self.total += float(finite.sum())
        self.squares += float(finite.square().sum())
        self.least = min(self.least, float(finite.min()))
        self.most = max(self.most, float(finite.max()))


def _change(tensor: Tensor, other: Tensor) -> float | None:
    """The norm of the difference; None where a number on either side is not finite."""
    squares = sum(
        float((one - two).square().sum())
        for one, two in zip(_portions(tensor), _portions(other), strict=True)
    )
    return sqrt(squares) if isfinite(squares) else None


def _portions(tensor: Tensor) -> Iterator[Tensor]:
    """The numbers of a tensor in order, as doubles, a part at a time."""
    flat = tensor.reshape(-1)
    for start in range(0, flat.numel(), PORTION):
        yield flat[start : start + PORTION].double()


def _has_fractions(stored: StoredTensor) -> bool:
    return getattr(torch, stored.dtype).is_floating_point  # type: ignore[no-any-return]
