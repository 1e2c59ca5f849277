"""Costs of every layer and of the whole: arithmetic over a graph, exact whole numbers."""

from dataclasses import dataclass

from resnet_viz.core.graph import Graph, Node
from resnet_viz.core.layer import Shape


@dataclass(frozen=True, slots=True)
class LayerCost:
    """What one layer costs for a batch; shapes with the batch in front.

    `macs` are multiply-accumulates of convolutions and linear layers (the paper's count);
    `flops` every arithmetic operation, 2 for each MAC; `activations` the elements written by
    convolutions and linear layers; `receptive_field` the rows of the image one place sees.
    """

    path: str
    op: str
    title: str
    stage: int
    block: int | None
    in_shape: Shape
    out_shape: Shape
    params: int
    buffers: int
    macs: int
    flops: int
    activations: int
    receptive_field: int


@dataclass(frozen=True, slots=True)
class Sums:
    """The additive costs of a group of layers."""

    params: int
    buffers: int
    macs: int
    flops: int
    activations: int


def costs_of(graph: Graph, batch: int = 1) -> tuple[LayerCost, ...]:
    """The cost of each layer in order of the data flow."""
    seen = {graph.input.path: (1, 1)}
    return tuple(_cost_of(node, batch, _sees(node, seen)) for node in graph.nodes)


def sums_of(layers: tuple[LayerCost, ...]) -> Sums:
    """The sums over any group of layers."""
    return Sums(
        params=sum(layer.params for layer in layers),
        buffers=sum(layer.buffers for layer in layers),
        macs=sum(layer.macs for layer in layers),
        flops=sum(layer.flops for layer in layers),
        activations=sum(layer.activations for layer in layers),
    )


def _cost_of(node: Node, batch: int, receptive_field: int) -> LayerCost:
    layer, out = node.layer, node.out_shape
    macs = layer.macs(out) * batch
    return LayerCost(
        path=node.path,
        op=layer.op,
        title=layer.label(),
        stage=node.stage,
        block=node.block,
        in_shape=(batch, *node.in_shape),
        out_shape=(batch, *out),
        params=layer.params,
        buffers=layer.buffers,
        macs=macs,
        flops=2 * macs + layer.extra_flops(node.in_shape, out) * batch,
        activations=layer.activations(out) * batch,
        receptive_field=receptive_field,
    )


def _sees(node: Node, seen: dict[str, tuple[int, int]]) -> int:
    """The receptive field of a node; of several inputs the one that sees most counts.

    `seen` maps a path to its field and the step between neighbours, both in image rows
    (Araujo et al. 2019, eq. 1 and 2).
    """
    field, step = max(seen[path] for path in node.inputs)
    kernel, stride = node.layer.window(node.in_shape)
    seen[node.path] = field + (kernel - 1) * step, step * stride
    return seen[node.path][0]
