"""The memory that training needs, by arithmetic."""

from enum import StrEnum
from math import prod
from operator import mul
from typing import NamedTuple

from resnet_viz.core.cost.memory import input_bytes, weights_bytes
from resnet_viz.core.cost.workspace import FP32_BYTES, INDEX_BYTES
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import BatchNorm2d
from resnet_viz.core.graph.pooling import MaxPool2d
from resnet_viz.core.graph.tree import Node


class Optimiser(StrEnum):
    """What takes the steps: SGD with momentum, as in the papers, or Adam."""

    SGD = "sgd"
    ADAM = "adam"

    @property
    def states(self) -> int:
        """Numbers kept for each parameter: the momentum, or both of Adam's moments."""
        return 2 if self is Optimiser.ADAM else 1


class TrainingMemory(NamedTuple):
    """What training a batch takes in bytes, part by part.

    `weights_bytes` are parameters and buffers; `activations_bytes` are what the forward pass
    leaves for the backward pass.
    """

    weights_bytes: int
    gradients_bytes: int
    optimiser_bytes: int
    input_bytes: int
    activations_bytes: int

    @property
    def total_bytes(self) -> int:
        resident = self.weights_bytes + self.gradients_bytes + self.optimiser_bytes
        return resident + self.input_bytes + self.activations_bytes


def training_memory(
    graph: Graph, batch: int = 1, optimiser: Optimiser = Optimiser.SGD
) -> TrainingMemory:
    """What training a batch of images takes at fp32."""
    params_bytes = sum(times * node.layer.params for node, times in graph.leaves) * FP32_BYTES
    return TrainingMemory(
        weights_bytes(graph),
        params_bytes,
        optimiser.states * params_bytes,
        input_bytes(graph, batch),
        _activations_bytes(graph, batch),
    )


def _activations_bytes(graph: Graph, batch: int) -> int:
    """What autograd saves of a forward pass, each storage once; images and weights aside."""
    small, times, _ = graph.clipped
    return sum(map(mul, times, kept_bytes(small, batch)))


def kept_bytes(graph: Graph, batch: int = 1) -> tuple[int, ...]:
    """What the forward pass leaves of each layer for the backward pass, in order."""
    owners = graph.owners
    kept = {owners[path] for node in graph.nodes for path in _kept(node)}
    constants = graph.constants if batch != 1 else frozenset()
    return tuple(
        [
            _kept_bytes(node, 1 if node.path in constants else batch, node.path in kept)
            for node in graph.nodes
        ]
    )


def _kept_bytes(node: Node, batch: int, is_kept: bool) -> int:
    own = batch * FP32_BYTES * sum(map(prod, node.out_shapes)) if is_kept else 0
    return own + _aside_bytes(node, batch)


def _kept(node: Node) -> tuple[str, ...]:
    """The paths whose outputs the backward pass of a layer needs; a sum or a mean needs none."""
    inputs = node.inputs if node.layer.keeps_inputs else ()
    return (*inputs, node.path) if node.layer.keeps_output else inputs


def _aside_bytes(node: Node, batch: int) -> int:
    """The places that max pooling took; batch norm's mean and inverse deviation; projections."""
    match node.layer:
        case MaxPool2d():
            return batch * prod(node.out_shape) * INDEX_BYTES
        case BatchNorm2d(channels=channels):
            return 2 * channels * FP32_BYTES
    return batch * node.layer.kept_aside(node.out_shape) * FP32_BYTES
