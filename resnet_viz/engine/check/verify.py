"""Checks the core's arithmetic against PyTorch: every layer and the whole, fact by fact."""

from collections.abc import Iterator

import torch

from resnet_viz.core.cost.cost import LayerCost, costs_of, sums_of
from resnet_viz.core.garbage import uncollected
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.join_layers import Scale
from resnet_viz.core.graph.layer import Conv2d, Layer
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.pooling import AvgPool2d, MaxPool2d
from resnet_viz.core.graph.shape import Shape, image_of
from resnet_viz.core.graph.tree import Node
from resnet_viz.core.verification import Difference, Verification
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.engine.check.observation import FLOPS, PARAMS_TORCHINFO, Account, Facts, observe
from resnet_viz.engine.model.build import model_of
from resnet_viz.engine.model.weights import load_file

WHOLE = "network"  # where a difference is of the whole


def verify(network: Network, weights: WeightsPlace | None = None) -> Verification:
    """Builds the model of a legal network and checks the arithmetic against what PyTorch says.

    The figures in the outcome are PyTorch's: parameters of the model, half of FlopCounterMode.
    With a file of `weights` they are loaded too, strictly; UserError where they don't fit.
    """
    if weights:
        load_file(network, weights)
    with uncollected():  # a collection walks all of PyTorch, which takes longer than the work
        theirs = observe(model_of(network, "meta"), network.image)
    differences = tuple(differences_of(account_of(network.graph), theirs))
    return Verification(
        arch=network.name,
        layers=theirs.total["layers"],
        params=theirs.total["params"],
        macs=theirs.total[FLOPS] // 2,
        torch=str(torch.__version__),
        differences=differences,
        weights=weights.title if weights else "",
    )


def account_of(graph: Graph) -> Account:
    """What the core says of a network, in the words of `observe`."""
    costs = costs_of(graph)
    sums = sums_of(costs)
    layers = {
        node.path: _facts_of(node, cost) for node, cost in zip(graph.nodes, costs, strict=True)
    }
    total = {
        "layers": len(layers),
        "params": sums.params,
        "buffers": sums.buffers,
        PARAMS_TORCHINFO: sums.params,
        FLOPS: 2 * sums.macs,
    }
    return Account(layers, total)


def differences_of(ours: Account, theirs: Account) -> Iterator[Difference]:
    """Every fact that the two accounts do not share, in our order of layers, the whole last."""
    for path in {**ours.layers, **theirs.layers}:
        yield from _layer_differences(path, ours.layers.get(path), theirs.layers.get(path))
    yield from _order_difference(ours, theirs)
    yield from _fact_differences(WHOLE, ours.total, theirs.total)


def _facts_of(node: Node, cost: LayerCost) -> Facts:
    return {
        "operation": node.op,
        "runs": 1,
        "inputs": node.inputs,
        "in_shape": _in_shape_of(node),
        "out_shape": cost.out_shape[1:],
        "params": cost.params,
        "buffers": cost.buffers,
        PARAMS_TORCHINFO: cost.params,
        FLOPS: 2 * cost.macs,
        **_window_of(node.layer),
    }


def _in_shape_of(node: Node) -> Shape | tuple[Shape, ...]:
    """The shape of a layer's inputs without the batch, all of one but for the gate of a scale."""
    shapes = tuple(dict.fromkeys(map(image_of, node.in_shapes)))
    return shapes if isinstance(node.layer, Scale) and len(shapes) > 1 else shapes[0]


def _window_of(layer: Layer) -> Facts:
    if not isinstance(layer, Conv2d | MaxPool2d | AvgPool2d):
        return {}
    window: Facts = {
        "kernel_size": layer.kernel,
        "stride": layer.stride,
        "padding": layer.padding,
        "dilation": layer.dilation if isinstance(layer, Conv2d) else (1, 1),
    }
    if isinstance(layer, Conv2d):
        window |= {"groups": layer.groups, "bias": layer.has_bias}
    return window


def _layer_differences(path: str, ours: Facts | None, theirs: Facts | None) -> Iterator[Difference]:
    if ours is None or theirs is None:
        names = [str(facts["operation"]) if facts else "none" for facts in (ours, theirs)]
        yield Difference(path, "layer", *names)
    else:
        yield from _fact_differences(path, ours, theirs)


def _fact_differences(path: str, ours: Facts, theirs: Facts) -> Iterator[Difference]:
    for what in ours | theirs:
        our_value, their_value = ours.get(what), theirs.get(what)
        if our_value != their_value:
            yield Difference(path, what, str(our_value), str(their_value))


def _order_difference(ours: Account, theirs: Account) -> Iterator[Difference]:
    """The first layer that comes at another place, among those that both have."""
    our_order = [path for path in ours.layers if path in theirs.layers]
    their_order = [path for path in theirs.layers if path in ours.layers]
    for our_path, their_path in zip(our_order, their_order, strict=True):
        if our_path != their_path:
            yield Difference(our_path, "order", our_path, their_path)
            return
