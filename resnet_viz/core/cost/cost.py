"""Costs of every layer and of the whole: arithmetic over a graph, exact whole numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.layer import Layer, Window
from resnet_viz.core.graph.shape import Shape, Shapes, batched
from resnet_viz.core.graph.tree import Node

BYTES_PER_ELEMENT = 4  # fp32

IMAGE_RANK = 4  # batch, channels, height and width
NO_PATHS: frozenset[str] = frozenset()
Sight = tuple[int | None, int | None]  # receptive field and its stride
Fields = dict[str, Window | None]  # the same by path


class LayerCost(NamedTuple):
    """What one layer costs for a batch; shapes with the batch in front.

    `macs` are multiply-accumulates of convolutions and linear layers (the paper's count);
    `flops` every arithmetic operation, 2 for each MAC; `activations` the elements written by
    convolutions and linear layers; `receptive_field` the rows of the image one place sees, and
    `receptive_stride` those from one place to the next, both None where not all ways to it are
    windows that slide over an image. Bytes are of fp32, each tensor once.
    The work of a layer without a formula is not known: then `is_counted` is False, and the zeros in
    `macs`, `flops` and `activations` mean nothing.
    """

    path: str
    op: str
    title: str
    stage: int | None
    block: int | None
    in_shape: Shape
    out_shape: Shape
    params: int
    buffers: int
    macs: int
    flops: int
    activations: int
    receptive_field: int | None
    receptive_stride: int | None
    bytes_read: int
    bytes_written: int
    is_counted: bool = True

    @property
    def intensity(self) -> float:
        """Arithmetic intensity: operations for each byte moved, 0 where none is."""
        return intensity_of(self)


@dataclass(frozen=True, slots=True)
class Sums:
    """The additive costs of a group of layers.

    Where some of them have no formula for their work, `is_complete` is False: `macs`, `flops` and
    `activations` are then of the others, and the true ones are more.
    """

    params: int
    buffers: int
    macs: int
    flops: int
    activations: int
    bytes_read: int
    bytes_written: int
    is_complete: bool = True

    @property
    def intensity(self) -> float:
        """Arithmetic intensity: operations for each byte moved, 0 where none is."""
        return intensity_of(self)


def costs_of(graph: Graph, batch: int = 1) -> tuple[LayerCost, ...]:
    """The cost of each layer in order of the data flow."""
    seen: Fields = {each.path: _seen_by_input(each) for each in graph.inputs}
    constants = graph.constants if batch != 1 else NO_PATHS
    return tuple([_cost_of(node, batch, _sees(node, seen), constants) for node in graph.nodes])


def sums_of(layers: Iterable[LayerCost]) -> Sums:
    """The sums over any group of layers."""
    params = buffers = macs = flops = activations = bytes_read = bytes_written = 0
    is_complete = True
    for layer in layers:
        is_complete = is_complete and layer.is_counted
        params += layer.params
        buffers += layer.buffers
        macs += layer.macs
        flops += layer.flops
        activations += layer.activations
        bytes_read += layer.bytes_read
        bytes_written += layer.bytes_written
    figures = params, buffers, macs, flops, activations, bytes_read, bytes_written
    return Sums(*figures, is_complete=is_complete)


def intensity_of(cost: LayerCost | Sums) -> float:
    """Operations for each byte moved, 0 where none is."""
    moved = cost.bytes_read + cost.bytes_written
    return cost.flops / moved if moved else 0.0


class Counts(NamedTuple):
    """What all equal layers on equal shapes share in a batch."""

    in_shape: Shape
    out_shape: Shape
    params: int
    buffers: int
    macs: int
    flops: int
    activations: int
    bytes_read: int
    bytes_written: int
    op: str
    title: str


def counts_of(node: Node, batch: int = 1, constants: frozenset[str] = NO_PATHS) -> Counts:
    """What a layer costs for a batch, wherever it is.

    What comes of `constants`, layers that read weights only, is the same for any batch.
    """
    if not constants:
        return _counts_of(node.layer, node.in_shapes, node.out_shapes, batch)
    shapes, out = shapes_for(node, batch, constants)
    return _counts_of(node.layer, shapes, (out,), 1)


def shapes_for(
    node: Node, batch: int, constants: frozenset[str] = NO_PATHS
) -> tuple[Shapes, Shape]:
    """What goes into a layer, and what comes out, for a batch."""
    shapes = tuple(
        shape if path in constants else batched(shape, batch)
        for path, shape in zip(node.inputs, node.in_shapes, strict=True)
    )
    return shapes, node.out_shape if node.path in constants else batched(node.out_shape, batch)


@lru_cache(maxsize=16_384)
def _counts_of(layer: Layer, ins: Shapes, outs: Shapes, batch: int) -> Counts:
    out = batched(outs[0], batch)
    shapes = tuple([batched(shape, batch) for shape in ins])
    macs = layer.macs(shapes, out)
    elements_read = layer.weights_read + layer.elements_read(shapes, out)
    return Counts(
        in_shape=shapes[0] if shapes else out,
        out_shape=out,
        params=layer.params,
        buffers=layer.buffers,
        macs=macs,
        flops=2 * macs + layer.extra_flops(shapes, out),
        activations=layer.activations(out),
        bytes_read=elements_read * BYTES_PER_ELEMENT,
        bytes_written=layer.elements_written(out) * BYTES_PER_ELEMENT,
        op=layer.op,
        title=layer.label(),
    )


def _cost_of(node: Node, batch: int, sees: Sight, constants: frozenset[str]) -> LayerCost:
    counts = counts_of(node, batch, constants)
    in_shape, out_shape, params, buffers, macs, flops, activations, read, written, op, title = (
        counts
    )
    return LayerCost(  # by place: by name it takes twice as long, four thousand times a keystroke
        node.path,
        op,
        title,
        node.stage,
        node.block,
        in_shape,
        out_shape,
        params,
        buffers,
        macs,
        flops,
        activations,
        *sees,
        read,
        written,
        node.layer.is_counted,
    )


def _sees(node: Node, seen: Fields) -> Sight:
    """The receptive field of a node and its stride; of several inputs the one that sees most.

    `seen` maps a path to its field and the step between neighbours, both in image rows
    (Araujo et al. 2019, eq. 1 and 2), or to nothing.
    """
    inputs = node.inputs  # of one input in line, as thousands are
    before = seen[inputs[0]] if len(inputs) == 1 else _most_seen([seen[path] for path in inputs])
    window = node.layer.window(node.in_shapes[0]) if before else None
    if before is None or window is None:
        seen[node.path] = None
        return None, None
    field, step = before
    kernel, stride = window
    seen[node.path] = sees = field + (kernel - 1) * step, step * stride
    return sees


def _seen_by_input(node: Node) -> Window | None:
    """An image sees itself; tokens and rows of numbers have no places in an image."""
    return (1, 1) if len(node.out_shape) >= IMAGE_RANK else None


def _most_seen(fields: list[Window | None]) -> Window | None:
    """The largest; None where one of them is not known, or there is none."""
    known = [each for each in fields if each is not None]
    return max(known) if known and len(known) == len(fields) else None
