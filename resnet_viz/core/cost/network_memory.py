"""The memory of a pass of any network: predicted of the family, of others as it was recorded.

What was recorded is the most that storages took that were alive at one time, at fp32 and for the
batch that it was recorded with. What layers allocate aside is not in it: an estimate.
"""

from math import prod
from typing import TYPE_CHECKING

from resnet_viz.core.cost.memory import (
    SEVERAL_THREADS,
    InferenceMemory,
    inference_memory,
    largest_batch,
)
from resnet_viz.core.cost.workspace import FP32_BYTES
from resnet_viz.core.graph.network import Network
from resnet_viz.core.limits import MAX_BATCH

if TYPE_CHECKING:
    from resnet_viz.core.graph.traced import Traced


def network_memory(
    network: Network,
    batch: int = 1,
    bytes_per_element: int = FP32_BYTES,
    threads: int = SEVERAL_THREADS,
) -> InferenceMemory:
    """The peak of a pass; its total is what has to fit into memory."""
    if network.traced is None:
        return inference_memory(network.graph, batch, bytes_per_element, threads)
    return recorded_memory(network, network.traced, batch, bytes_per_element)


def recorded_memory(
    network: Network, traced: "Traced", batch: int, bytes_per_element: int
) -> InferenceMemory:
    """That of a recorded network, at the layer where most should be alive by arithmetic.

    A recording that says nothing of memory leaves that to arithmetic.
    """
    by_arithmetic = inference_memory(network.graph, batch, bytes_per_element)
    alive = recorded_bytes(network, batch, bytes_per_element)
    return InferenceMemory(
        (traced.params + traced.buffers) * bytes_per_element,
        batch * sum(prod(each.shape) for each in traced.inputs) * bytes_per_element,
        alive or by_arithmetic.activations_bytes,
        0,
        by_arithmetic.at,
    )


def recorded_bytes(network: Network, batch: int, bytes_per_element: int) -> int:
    """The most activations that were alive at one time in a recorded pass; 0 where none says."""
    peak = network.traced.peak_bytes if network.traced else 0
    return batch * peak * bytes_per_element // FP32_BYTES


def largest_fitting_batch(network: Network, bytes_per_element: int, free_bytes: int) -> int:
    """The largest legal batch whose peak fits into so many bytes; 0 for none.

    Of a network that is known for its own batch only, 1 where that fits.
    """
    if network.traced is None:
        return largest_batch(network.graph, bytes_per_element, free_bytes)
    one = network_memory(network, 1, bytes_per_element)
    if not network.is_batch_free:
        return int(one.total_bytes <= free_bytes)
    each = max(one.input_bytes + one.pass_bytes, 1)
    return max(0, min(MAX_BATCH, (free_bytes - one.weights_bytes) // each))
