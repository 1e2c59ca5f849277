"""The Python API's `save`: a network as a file that other programs open."""

from pathlib import Path
from typing import SupportsIndex

from resnet_viz.core.given import whole_number
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.weights.place import place_of


def save(
    arch: str | ResNetSpec,
    path: str | Path,
    *,
    weights: str | Path | None = None,
    opset: SupportsIndex = 0,
) -> None:
    """Writes a network with its weights as `.safetensors`, `.pth`, `.pt2` or `.onnx`.

    The suffix says which; the file is written whole or not at all. Without `weights`, a file as
    `build` takes it, they are random, the same each time. `opset` is the version of ONNX's
    operators, 18 to 23, 20 where it is 0. `.onnx` needs `pip install 'resnet-viz[onnx]'`. UserError
    for what can't be saved.
    """
    from resnet_viz.engine.saving.saving import save_network

    place = None if weights is None else place_of(weights)
    version = whole_number("opset", opset)
    save_network(network_named(arch), path, place, version, ignore_progress)
