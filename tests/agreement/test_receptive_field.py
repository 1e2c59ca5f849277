"""Receptive fields against gradients: the rows of the image that one output place hears from."""

from collections.abc import Iterator
from functools import partial

import pytest
import torch
from torch import Tensor, nn

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.engine.model.build import build
from tests.deep import mostly_deep

SIDE = 193
ARCHS = (
    "resnet,stages=2-1,block=basic",
    "resnet,stages=1-2-1,block=bottleneck",
    "resnet,stages=1-2-1,block=bottleneck,stride_in=1x1",
)


@pytest.mark.parametrize("arch", mostly_deep(ARCHS, ARCHS[:1]))
def test_each_layer_hears_from_as_many_rows_as_its_receptive_field(arch: str) -> None:
    spec = parse(f"{arch},input=1x{SIDE}x{SIDE},classes=2")
    fields = _fields(spec)
    within = {path: field for path, field in fields.items() if field < SIDE // 2}
    assert len(within) > 20
    assert dict(_rows_heard(spec, set(within))) == within


def test_the_head_hears_from_the_whole_image() -> None:
    spec = parse(f"resnet18,input=1x{SIDE}x{SIDE},classes=2")
    head = {"avgpool", "flatten", "fc"}
    fields = _fields(spec)
    assert dict(_rows_heard(spec, head)) == dict.fromkeys(head, SIDE)
    assert all(fields[path] >= SIDE for path in head)


def _fields(spec: ResNetSpec) -> dict[str, int]:
    return {each.path: each.receptive_field or 0 for each in report_of(network_of(spec)).layers}


def _rows_heard(spec: ResNetSpec, paths: set[str]) -> Iterator[tuple[str, int]]:
    """For the middle place of these layers' output: from the first to the last row of influence."""
    image = torch.ones(1, *spec.image, dtype=torch.float64, requires_grad=True)
    places: dict[str, Tensor] = {}

    def keep(path: str, module: nn.Module, inputs: object, output: Tensor) -> None:
        middle = output[0, 0]
        if output.dim() == 4:
            middle = middle[output.shape[2] // 2, output.shape[3] // 2]
        places[path] = middle.clone()  # before a later layer writes into it

    model = _all_positive(spec)
    for path, module in model.named_modules():
        if path in paths:
            module.register_forward_hook(partial(keep, path))
    model(image)
    for path, place in places.items():
        (gradient,) = torch.autograd.grad(place, image, retain_graph=True)
        rows = gradient[0].sum((0, 2)).nonzero()
        yield path, int(rows.max() - rows.min()) + 1


def _all_positive(spec: ResNetSpec) -> nn.Module:
    """The network with positive weights alone, so that no influence cancels or is cut off.

    Its max pool, which passes on one place of each window, becomes the average of that window.
    """
    model = build(spec).double().eval()
    for parameter in model.parameters():
        nn.init.constant_(parameter, 1 / max(1, parameter[0].numel()))
    model.register_module("maxpool", nn.AvgPool2d(3, stride=2, padding=1))
    return model
