"""The totals of a network, from each of its distinct layers once."""

from dataclasses import dataclass

from resnet_viz.core.cost.cost import BYTES_PER_ELEMENT, NO_PATHS, Sums, counts_of
from resnet_viz.core.cost.memory import inference_memory
from resnet_viz.core.cost.training import training_memory
from resnet_viz.core.graph.graph import Graph


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all layers for the batch; sizes in bytes at fp32.

    `peak_inference_bytes` is predicted of a forward pass, `training_bytes` of training with SGD
    and momentum: `core.cost.memory`, `core.cost.training`. Where some layers have no formula for
    their work, `is_complete` is False and the true work is more. `unread_params` are those of a
    recorded network that no layer reads, as of heads for training: they are not among `params`.
    """

    params: int
    buffers: int
    macs: int
    flops: int
    activations: int
    param_bytes: int
    shortcuts: int
    bytes_read: int
    bytes_written: int
    peak_inference_bytes: int
    training_bytes: int
    is_complete: bool = True
    unread_params: int = 0


def totals_of(graph: Graph, batch: int = 1) -> Totals:
    """The totals for a batch; as quick for many equal blocks as for few."""
    sums = tree_sums(graph, batch)
    return Totals(
        params=sums.params,
        buffers=sums.buffers,
        macs=sums.macs,
        flops=sums.flops,
        activations=sums.activations,
        param_bytes=sums.params * BYTES_PER_ELEMENT,
        shortcuts=graph.shortcut_count,
        bytes_read=sums.bytes_read,
        bytes_written=sums.bytes_written,
        peak_inference_bytes=inference_memory(graph, batch).total_bytes,
        training_bytes=training_memory(graph, batch).total_bytes,
        is_complete=sums.is_complete,
    )


def tree_sums(graph: Graph, batch: int = 1) -> Sums:
    """The sums over all layers, each distinct one counted once."""
    params = buffers = macs = flops = activations = bytes_read = bytes_written = 0
    is_complete = True
    constants = graph.constants if batch != 1 else NO_PATHS
    for node, times in graph.leaves:
        is_complete = is_complete and node.layer.is_counted
        counts = counts_of(node, batch, constants)
        params += times * counts.params
        buffers += times * counts.buffers
        macs += times * counts.macs
        flops += times * counts.flops
        activations += times * counts.activations
        bytes_read += times * counts.bytes_read
        bytes_written += times * counts.bytes_written
    figures = params, buffers, macs, flops, activations, bytes_read, bytes_written
    return Sums(*figures, is_complete=is_complete)
