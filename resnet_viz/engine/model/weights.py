"""Weights of a network: its set found in a file, checked whole, then loaded whole."""

from collections.abc import Mapping

from torch import nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.state import is_fitting, misfit_text, state_shapes
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.recognition.found import weights_for
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.core.weights.stored import StoredTensor
from resnet_viz.engine.model.build import DeviceLike, assemble
from resnet_viz.engine.tensors import fill

Weights = Mapping[str, StoredTensor]


def load_file(network: Network, place: WeightsPlace, device: DeviceLike = "cpu") -> nn.Module:
    """The model of a network with a file's weights, those of the first set that it loads.

    Nothing of the file is run. UserError where it can't be read, or none of its sets, or not the
    one that is named, is the network's.
    """
    contents = read_contents(place.path)
    return load(network, weights_for(contents, network, place.set_name).tensors, device)


def load(network: Network, weights: Weights, device: DeviceLike = "cpu") -> nn.Module:
    """The model of a network with these weights, all of them compared with what it needs.

    UserError where they are another network's, or their bytes are not those that the file has
    checksums of; there is no half-loaded model.
    """
    shapes = {name: each.shape for name, each in weights.items()}
    needed = state_shapes(network.graph)
    if not is_fitting(shapes, needed):
        words = misfit_text(shapes, needed)
        raise UserError(f"the weights don't match {network.name}: {words}", "weights")
    model = assemble(spec_of(network)).to_empty(device=device)
    fill(model.state_dict(), weights)
    return model
