"""The real model of a residual network, with weights of a file or without."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from resnet_viz.core.given import device_text
from resnet_viz.core.graph.network import Network
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.weights.place import WeightsPlace, place_of

if TYPE_CHECKING:
    import torch
    from torch import nn


def build(
    arch: str | ResNetSpec,
    device: str | torch.device = "cpu",
    *,
    weights: str | Path | None = None,
) -> nn.Module:
    """The real model on a device, weights initialised as in the paper or read from a file.

    `device` is a `torch.device` or PyTorch's name for one, or `meta` for shapes alone. `weights` is
    a file of any of the usual kinds; nothing of it is run. Of several sets of weights in it the
    first that is the network's is loaded, plain ones before running averages, and a warning says
    which; `FILE::SET` chooses another. Names of other projects become ours, entries that are no
    network's are left out. UserError where the device is not here, and for a file that can't be
    read or is another network's.
    """
    from resnet_viz.engine.devices import device_named
    from resnet_viz.engine.model.build import model_of

    asked = device_text(device)
    place = asked if asked == "meta" else device_named(asked).id
    if weights is None:
        return model_of(network_named(arch), place)
    return _loaded(network_named(arch), place_of(weights), place)


def _loaded(network: Network, file: WeightsPlace, device: str) -> nn.Module:
    """The network with a file's weights; a warning says which of several sets they are."""
    from resnet_viz.core.resnet.recognition.found import weights_for
    from resnet_viz.core.weights.contents import read_contents
    from resnet_viz.engine.model.weights import load

    found = weights_for(read_contents(file.path), network, file.set_name)
    if found.taken:
        warnings.warn(f"{file.path.name}: {found.taken}", stacklevel=3)
    return load(network, found.tensors, device)
