"""Training is refused exactly where PyTorch's batch norms refuse it, at the same layer."""

from itertools import product

import pytest
import torch

from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.trainable import untrainable
from resnet_viz.engine.model.build import model_of
from tests.deep import mostly_deep

PYTORCH_SAYS = "Expected more than 1 value per channel"
SHAPES = (
    "stages=1-1,stem=cifar",
    "stages=1-1-1,stem=cifar,block=bottleneck",
    "stages=1-2-1",
    "stages=1-1-1-1,order=pre",
    "stages=1-1-1-1-1,stem=deep,downsample=avg",
    "stages=1-1-1,shortcut=A",
    "stages=1-1-1,shortcut=C,se=4,block=bottleneck",
    "stages=2-1-1-1,shortcut=none",
    "stages=1-1-1-1,stride_in=1x1,block=bottleneck,groups=2",
)
INPUTS = ("1", "2", "4", "8x2", "9", "16", "17x16", "3x32", "32", "33", "64x8", "65")
ARCHS = [
    f"resnet,{shape},width=8,classes=3,input={size}" for shape, size in product(SHAPES, INPUTS)
]


def layer_refused(arch: str, batch: int) -> str | None:
    """The batch norm at which PyTorch ends a training pass, None where none does."""
    network = network_named(arch)
    model = model_of(network).train()
    reached: list[str] = []
    for path, module in model.named_modules():
        module.register_forward_pre_hook(lambda *_, path=path: reached.append(path))
    try:
        model(torch.zeros(batch, *network.image))
    except ValueError as error:
        return reached[-1] if PYTORCH_SAYS in str(error) else str(error)
    return None


@pytest.mark.parametrize("arch", mostly_deep(ARCHS, ARCHS[::4]))
def test_what_is_refused_is_what_pytorch_refuses(arch: str) -> None:
    for batch in (1, 2):
        found = untrainable(network_named(arch), batch)
        assert (found.path if found else None) == layer_refused(arch, batch)


@pytest.mark.parametrize("arch", mostly_deep(ARCHS, ARCHS[::4]))
def test_the_least_sides_are_enough_and_one_less_is_not(arch: str) -> None:
    network = network_named(arch)
    found = untrainable(network, 1)
    if found is None:
        return
    assert found.sides is not None
    high, wide = network.image[1:]
    rest = arch.rpartition(",input=")[0]
    for size, is_enough in (
        ((found.sides[0], wide), True),
        ((high, found.sides[1]), True),
        ((found.sides[0] - 1, wide), False),
        ((high, found.sides[1] - 1), False),
    ):
        refused = layer_refused(f"{rest},input={size[0]}x{size[1]}", 1)
        assert (refused is None) is is_enough, size
