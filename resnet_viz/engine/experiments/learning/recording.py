"""Gradients of a training step, taken from the step's own backward pass."""

from collections.abc import Iterable
from math import isfinite

from torch import Tensor

from resnet_viz.core.experiments.found.training import Record
from resnet_viz.engine.experiments.nets import branch_convolutions
from resnet_viz.engine.experiments.norms import norms
from resnet_viz.engine.model.model import ResNet

RECORDED_STEPS = frozenset((0, 1, 2, 5, 10, 20, 40, 80))


def watched(outputs: Iterable[Tensor]) -> dict[int, float]:
    """|dL/dx| of tensors by their places, filled in by the backward pass that follows."""
    found: dict[int, float] = {}

    def watch(place: int, x: Tensor) -> None:
        def keep(gradient: Tensor) -> None:
            found[place] = norms([gradient])[0]

        x.register_hook(keep)  # type: ignore[no-untyped-call]

    for place, x in enumerate(outputs):
        watch(place, x)
    return found


def record_of(net: ResNet, step: int, signal: dict[int, float]) -> Record | None:
    """What a backward pass found and left in a network; None where it is not all finite."""
    convolutions = branch_convolutions(net)
    gradients = [each.weight.grad for each in convolutions if each.weight.grad is not None]
    by_place = tuple(signal[place] for place in sorted(signal))
    stem_norm = norms([convolutions[0].weight.detach()])[0]
    record = Record(step, by_place, tuple(norms(gradients)), stem_norm)
    return record if all(map(isfinite, (stem_norm, *by_place, *record.weights))) else None
