"""Sums of costs, as what is alike is counted once."""

from collections.abc import Iterable

from resnet_viz.core.cost.cost import Sums, counts_of
from resnet_viz.core.graph.tree import Node

NO_COST = Sums(0, 0, 0, 0, 0, 0, 0)


def cost_of(node: Node | None, batch: int, count: int = 1) -> Sums:
    """The costs of a layer that is there so many times, nothing for none."""
    if node is None:
        return NO_COST
    counts = counts_of(node, batch)
    return Sums(
        count * counts.params,
        count * counts.buffers,
        count * counts.macs,
        count * counts.flops,
        count * counts.activations,
        count * counts.bytes_read,
        count * counts.bytes_written,
        node.layer.is_counted,
    )


def added(costs: Iterable[Sums]) -> Sums:
    """The sums of several groups of layers."""
    params = buffers = macs = flops = activations = bytes_read = bytes_written = 0
    is_complete = True
    for each in costs:
        params += each.params
        buffers += each.buffers
        macs += each.macs
        flops += each.flops
        activations += each.activations
        bytes_read += each.bytes_read
        bytes_written += each.bytes_written
        is_complete = is_complete and each.is_complete
    figures = params, buffers, macs, flops, activations, bytes_read, bytes_written
    return Sums(*figures, is_complete=is_complete)
