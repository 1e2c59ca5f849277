"""Weights of torchvision, timm and Hugging Face: they open, and give what their own models give.

Not covered, because the family has other layers: of timm the members with other attention than
squeeze-and-excitation (eca, sk, gc), group norm, or a convolution in place of the max pool
(resnetrs). Those with anti-aliased strides (resnetaa, resnetblur) have the very weights of their
plain twins, and are opened as these.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.recognition.found import weights_in
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.engine.model.weights import load
from tests.deep import mostly_deep
from tests.samples.others import timm_model, torchvision_model, transformers_model

TOLERANCE = 1e-5  # of the largest output
SIDE = 64
TORCHVISION = (
    *("resnet18", "resnet34", "resnet50", "resnet101", "resnet152"),
    *("resnext50_32x4d", "resnext101_32x8d", "resnext101_64x4d"),
    *("wide_resnet50_2", "wide_resnet101_2"),
)
TIMM = (
    *("resnet10t", "resnet14t", "resnet18", "resnet18d", "resnet26", "resnet26d", "resnet26t"),
    *("resnet34", "resnet34d", "resnet50", "resnet50c", "resnet50d", "resnet50s", "resnet50t"),
    *("resnet101", "resnet101c", "resnet101d", "resnet101s"),
    *("resnet152", "resnet152c", "resnet152d", "resnet152s", "resnet200", "resnet200d"),
    *("resnext50_32x4d", "resnext50d_32x4d", "resnext101_32x4d", "resnext101_32x8d"),
    *("resnext101_32x16d", "resnext101_64x4d", "wide_resnet50_2", "wide_resnet101_2"),
    *("seresnet18", "seresnet34", "seresnet50", "seresnet50t", "seresnet101", "seresnet152"),
    *("seresnet152d", "seresnet200d", "seresnet269d"),
    *("seresnext26d_32x4d", "seresnext26t_32x4d", "seresnext50_32x4d", "seresnext101_32x4d"),
    *("seresnext101_32x8d", "seresnext101d_32x8d", "seresnext101_64x4d"),
)
TRANSFORMERS: dict[str, dict[str, Any]] = {
    "small basic": {"layer_type": "basic", "hidden_sizes": [8, 16], "depths": [1, 2]},
    "small bottleneck": {"hidden_sizes": [32, 64], "depths": [2, 1]},
    "resnet-18": {
        "layer_type": "basic",
        "embedding_size": 64,
        "hidden_sizes": [64, 128, 256, 512],
        "depths": [2, 2, 2, 2],
    },
    "resnet-50": {
        "embedding_size": 64,
        "hidden_sizes": [256, 512, 1024, 2048],
        "depths": [3, 4, 6, 3],
    },
}


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Small layers gain nothing from more, and lose much where other programs run too."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.mark.parametrize("name", mostly_deep(TORCHVISION, ("resnet18",)))
def test_torchvisions_networks_open_and_give_the_same(name: str, tmp_path: Path) -> None:
    theirs, path = torchvision_model(name), tmp_path / "model.pth"
    torch.save({"model": theirs.state_dict(), "epoch": 3}, path)
    assert_same(theirs, path)


@pytest.mark.parametrize("name", mostly_deep(TIMM, ("resnet10t", "seresnet18", "resnet26d")))
def test_timms_networks_open_and_give_the_same(name: str, tmp_path: Path) -> None:
    theirs, path = timm_model(name), tmp_path / "model.pth.tar"
    torch.save({"arch": name, "state_dict": theirs.state_dict()}, path)
    assert_same(theirs, path)


@pytest.mark.parametrize(
    "name", mostly_deep(tuple(TRANSFORMERS), ("small basic", "small bottleneck"))
)
def test_hugging_faces_networks_open_and_give_the_same(name: str, tmp_path: Path) -> None:
    config = {"embedding_size": 8, "num_labels": 7} | TRANSFORMERS[name]
    theirs, path = transformers_model(**config), tmp_path / "model.safetensors"
    save_file(theirs.state_dict(), path, metadata={"format": "pt"})
    assert_same(theirs, path)


def assert_same(theirs: nn.Module, path: Path) -> None:
    """The file opens as a network that gives what theirs gives, to the last digits of fp32."""
    found = weights_in(read_contents(path))
    assert found.left_out == ""
    ours = load(found.network, found.tensors).eval()
    image = torch.randn(2, 3, SIDE, SIDE, generator=torch.Generator().manual_seed(7))
    with torch.inference_mode():
        expected = theirs(image)
        expected = expected if isinstance(expected, torch.Tensor) else expected.logits
        given = ours(image)
    assert given.shape == (2, spec_of(found.network).classes)
    assert (given - expected).abs().max() <= TOLERANCE * expected.abs().max()
    assert expected.std() > 0
