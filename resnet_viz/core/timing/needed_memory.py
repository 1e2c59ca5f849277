"""The memory that a timed run will take, by arithmetic, as far as that can be told."""

from dataclasses import replace

from resnet_viz.core.cost.memory import SEVERAL_THREADS, inference_memory, largest_batch
from resnet_viz.core.cost.training import training_memory
from resnet_viz.core.graph.fuse import fused
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.limits import MAX_BATCH
from resnet_viz.core.resnet.network import graph_of
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.timing.measurement import TimingOptions


def predicted_bytes(spec: ResNetSpec, options: TimingOptions, threads: int) -> int | None:
    """The peak of a pass in bytes, as `core.cost.memory` predicts it.

    None where that is not known: of training's backward pass, of autocast, which converts as it
    goes, and of channels last, for which PyTorch takes other kernels.
    """
    what_if = options.what_if
    if what_if.is_training or what_if.is_channels_last or options.is_autocast:
        return None
    size = options.precision.bytes_per_element
    return inference_memory(_graph(spec, options), options.batch, size, threads).total_bytes


def needed_bytes(spec: ResNetSpec, options: TimingOptions) -> int:
    """About what a run needs, to say beforehand whether it fits; at fp32 for training."""
    graph = _graph(spec, options)
    if options.what_if.is_training:
        training = training_memory(graph, options.batch)
        return training.total_bytes - training.optimiser_bytes
    size = options.resident_bytes_per_element
    return inference_memory(graph, options.batch, size, SEVERAL_THREADS).total_bytes


def fitting_batch(spec: ResNetSpec, options: TimingOptions, free_bytes: int) -> int:
    """The largest batch whose run fits into so many bytes; 0 for none."""
    graph = _graph(spec, options)
    if not options.what_if.is_training:
        return largest_batch(graph, options.resident_bytes_per_element, free_bytes)
    one, two = (needed_bytes(spec, replace(options, batch=batch)) for batch in (1, 2))
    return max(0, min(MAX_BATCH, 1 + (free_bytes - one) // (two - one)))  # it grows evenly


def _graph(spec: ResNetSpec, options: TimingOptions) -> Graph:
    graph = graph_of(spec)
    return fused(graph) if options.what_if.is_fused else graph
