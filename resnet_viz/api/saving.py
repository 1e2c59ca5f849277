"""The Python API's `save`: a network as a file that other programs open."""

from pathlib import Path
from typing import Any, SupportsIndex

from resnet_viz.api.factories import saved_by_factory
from resnet_viz.api.networks import Arch, factory_in, module_for, network_for
from resnet_viz.core.given import whole_number
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.weights.place import place_of


def save(
    arch: Arch,
    path: str | Path,
    *,
    weights: str | Path | None = None,
    opset: SupportsIndex = 0,
    input: Any = None,
) -> None:
    """Writes a network with its weights as `.safetensors`, `.pth`, `.pt2` or `.onnx`.

    The suffix says which; the file is written whole or not at all. Without `weights`, a file as
    `build` takes it, they are random, the same each time. `opset` is the version of ONNX's
    operators, 18 to 23, 20 where it is 0. `.onnx` needs `pip install 'resnet-viz[onnx]'`. UserError
    for what can't be saved.

    A module is saved with the weights that it has, or with those of a file by its own names, and
    stays as it was; `input` is what it is given in a call: a tensor, a shape, or args and kwargs.
    """
    from resnet_viz.engine.saving.saving import save_module, save_network

    place = None if weights is None else place_of(weights)
    version = whole_number("opset", opset)
    if factory := factory_in(arch, input):
        saved_by_factory(factory, str(path), str(weights or ""), version)
        return
    if found := module_for(arch, input):
        save_module(found[0], found[1], path, version, ignore_progress, place)
        return
    save_network(network_for(arch), path, place, version, ignore_progress)
