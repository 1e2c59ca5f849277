"""What is said of the numbers of a tensor: extremes, mean, deviation, norm, zeros, a histogram."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from resnet_viz.core.graph.shape import Shape

BINS = 40
BUFFERS = ("running_mean", "running_var")  # of batch norms: stored, and not trained


@dataclass(frozen=True, slots=True)
class TensorFigures:
    """The figures of a parameter or buffer by its name in the model.

    They are of its finite numbers, `unusable` says how many others it has: NaN and infinity.
    `deviation` is from the mean, over all numbers; `norm` is the Euclidean one. `bins` count what
    is from `minimum` to `maximum` in equal steps. `change` is the norm of the difference from the
    same tensor of another file, None where nothing is compared. Without a finite number all are 0.
    """

    name: str
    shape: Shape
    dtype: str
    count: int
    minimum: float
    maximum: float
    mean: float
    deviation: float
    norm: float
    zeros: int
    unusable: int = 0
    bins: tuple[int, ...] = ()
    change: float | None = None

    @property
    def is_trained(self) -> bool:
        """Whether it is a parameter."""
        return self.name.rpartition(".")[2] not in BUFFERS

    @property
    def layer(self) -> str:
        """The path of the layer whose tensor it is."""
        return self.name.rpartition(".")[0]

    @property
    def largest(self) -> float:
        """The largest distance of a number from zero."""
        return max(abs(self.minimum), abs(self.maximum))

    @property
    def zero_share(self) -> float:
        """The share of numbers that are exactly zero, 0 to 1."""
        return self.zeros / self.count if self.count else 0.0

    @property
    def relative_change(self) -> float | None:
        """The change over the norm; None where nothing is compared, or where the norm is 0."""
        return self.change / self.norm if self.change is not None and self.norm else None


@dataclass(frozen=True, slots=True)
class WeightsFigures:
    """The figures of all tensors of a file's set of weights, in the model's order.

    `arch` is the network that they are of, `against` the file that they are compared with, '' for
    none.
    """

    arch: str
    file: str
    tensors: tuple[TensorFigures, ...]
    against: str = ""


def layer_figures(tensors: Iterable[TensorFigures]) -> dict[str, TensorFigures]:
    """The figures of each layer's parameters taken together, by the layer's path, their name."""
    found: dict[str, list[TensorFigures]] = {}
    for each in tensors:
        if each.is_trained:
            found.setdefault(each.layer, []).append(each)
    return {path: together(path, parts) for path, parts in found.items()}


def together(name: str, parts: Sequence[TensorFigures]) -> TensorFigures:
    """The figures of several tensors as of one; without a histogram where they are several."""
    if len(parts) == 1:
        return replace(parts[0], name=name)
    usable = [part for part in parts if part.count > part.unusable]
    finite = sum(part.count - part.unusable for part in usable)
    mean = sum(part.mean * (part.count - part.unusable) for part in usable) / max(finite, 1)
    squares = sum(part.norm**2 for part in usable)
    changes = [part.change for part in parts if part.change is not None]
    return TensorFigures(
        name,
        (),
        parts[0].dtype,
        sum(part.count for part in parts),
        min((part.minimum for part in usable), default=0.0),
        max((part.maximum for part in usable), default=0.0),
        mean,
        sqrt(max(squares / max(finite, 1) - mean**2, 0.0)),
        sqrt(squares),
        sum(part.zeros for part in parts),
        sum(part.unusable for part in parts),
        change=sqrt(sum(change**2 for change in changes)) if changes else None,
    )
