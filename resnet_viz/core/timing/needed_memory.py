"""The memory that a timed run will take, by arithmetic, as far as that is known."""

from dataclasses import replace

from resnet_viz.core.cost.memory import (
    ON_ACCELERATOR,
    SEVERAL_THREADS,
    inference_memory,
    largest_batch,
)
from resnet_viz.core.cost.network_memory import network_memory
from resnet_viz.core.cost.training import training_memory
from resnet_viz.core.graph.fuse import fused
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.network import Network
from resnet_viz.core.limits import MAX_BATCH
from resnet_viz.core.timing.options import Precision, TimingOptions


def predicted_bytes(network: Network, options: TimingOptions, threads: int) -> int | None:
    """The peak of a pass in bytes, as `core.cost.memory` predicts it; `threads` are a CPU's.

    None where that is not known: of training's backward pass, of autocast, which converts as it
    goes, and of channels last, for which PyTorch takes other kernels.
    """
    what_if = options.what_if
    if network.traced and not what_if.is_training:
        is_as_recorded = options.precision is Precision.FP32 and not what_if.is_channels_last
        return _recorded_bytes(network, options) if is_as_recorded else None
    if what_if.is_training or what_if.is_channels_last or options.is_autocast:
        return None
    size, threads = options.precision.bytes_per_element, _threads(options, threads)
    return inference_memory(_graph(network, options), options.batch, size, threads).total_bytes


def needed_bytes(network: Network, options: TimingOptions) -> int:
    """About what a run needs, to say beforehand whether it fits; at fp32 for training."""
    if network.traced and not options.what_if.is_training:
        return _recorded_bytes(network, options)
    graph = _graph(network, options)
    if options.what_if.is_training:
        training = training_memory(graph, options.batch)
        return training.total_bytes - training.optimiser_bytes
    size, threads = options.resident_bytes_per_element, _threads(options, SEVERAL_THREADS)
    return inference_memory(graph, options.batch, size, threads).total_bytes


def fitting_batch(network: Network, options: TimingOptions, free_bytes: int) -> int:
    """The largest batch whose run fits into so many bytes; 0 for none."""
    if network.traced:
        return _fitting_evenly(network, options, free_bytes)
    graph = _graph(network, options)
    if not options.what_if.is_training:
        size, threads = options.resident_bytes_per_element, _threads(options, SEVERAL_THREADS)
        return largest_batch(graph, size, free_bytes, threads)
    return _fitting_evenly(network, options, free_bytes)


def _fitting_evenly(network: Network, options: TimingOptions, free_bytes: int) -> int:
    """The same where what is needed grows evenly with the batch, or there is only one batch."""
    one, two = (needed_bytes(network, replace(options, batch=batch)) for batch in (1, 2))
    if not network.is_batch_free:
        return int(one <= free_bytes)
    return max(0, min(MAX_BATCH, 1 + (free_bytes - one) // max(two - one, 1)))


def _recorded_bytes(network: Network, options: TimingOptions) -> int:
    """As it was recorded: an estimate."""
    size = options.resident_bytes_per_element
    return network_memory(network, options.batch, size).total_bytes


def _threads(options: TimingOptions, threads: int) -> int:
    return threads if options.device.startswith("cpu") else ON_ACCELERATOR


def _graph(network: Network, options: TimingOptions) -> Graph:
    graph = network.graph
    return fused(graph) if options.what_if.is_fused else graph
