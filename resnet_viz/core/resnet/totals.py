"""The totals of any stage list of a known family, without making its graph.

All blocks of a stage but its first are alike. So the totals of two blocks a stage, and what the
second block of each adds, give the totals of every longer stage list: exactly, the peak of a pass
too, which more blocks do not raise.
"""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from resnet_viz.core.cost.cost import BYTES_PER_ELEMENT, counts_of
from resnet_viz.core.cost.memory import layer_bytes
from resnet_viz.core.cost.totals import Totals, totals_of
from resnet_viz.core.cost.training import Optimiser, kept_bytes
from resnet_viz.core.graph.tree import Node
from resnet_viz.core.resnet.expand import expand_untitled
from resnet_viz.core.resnet.spec import ResNetSpec

SHORT = 2  # blocks in a stage of the short network


class Added(NamedTuple):
    """What one more block adds to each figure of `Totals`, in the same order."""

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


FIGURES = Added._fields


class Family(NamedTuple):
    """A network with at most two blocks a stage: its totals, and what a block more adds to each."""

    totals: Added
    added: tuple[Added, ...]


def totals_for(spec: ResNetSpec, batch: int = 1) -> Totals:
    """The totals of a legal spec for a batch; within microseconds where its family is known."""
    return Totals(*Added(*figures_for(spec, batch)))


def figures_for(spec: ResNetSpec, batch: int = 1) -> tuple[int, ...]:
    """The figures of `totals_for` as plain numbers, in the order of `FIGURES`."""
    stages = spec.stages
    short = tuple([min(count, SHORT) for count in stages])
    totals, added = _family(replace(spec, stages=short), batch)
    figures = list(totals)
    for count, each in zip(stages, added, strict=True):
        if count > SHORT:
            more = count - SHORT
            figures = [figure + more * one for figure, one in zip(figures, each, strict=True)]
    return tuple(figures)


@lru_cache(maxsize=1024)
def _family(short: ResNetSpec, batch: int) -> Family:
    graph = expand_untitled(short)
    kept = dict(zip((node.path for node in graph.nodes), kept_bytes(graph, batch), strict=True))
    whole = totals_of(graph, batch)
    figures = Added(*(getattr(whole, name) for name in Added._fields))
    added = []
    for stage in graph.stages:
        if stage.blocks:
            block = stage.blocks[-1]
            shortcuts = 0 if block.shortcut is None else 1
            training = sum(kept[node.path] for node in block.nodes)
            added.append(_added(block.nodes, shortcuts, training, batch))
    return Family(figures, tuple(added))


def _added(nodes: tuple[Node, ...], shortcuts: int, kept: int, batch: int) -> Added:
    counts = [counts_of(node, batch) for node in nodes]
    params = sum(each.params for each in counts)
    param_bytes = params * BYTES_PER_ELEMENT
    weights = sum(layer_bytes(node.layer) for node in nodes)
    return Added(
        params=params,
        buffers=sum(each.buffers for each in counts),
        macs=sum(each.macs for each in counts),
        flops=sum(each.flops for each in counts),
        activations=sum(each.activations for each in counts),
        param_bytes=param_bytes,
        shortcuts=shortcuts,
        bytes_read=sum(each.bytes_read for each in counts),
        bytes_written=sum(each.bytes_written for each in counts),
        peak_inference_bytes=weights,
        training_bytes=weights + param_bytes * (1 + Optimiser.SGD.states) + kept,
    )


def clear_families() -> None:
    """Forgets what is known of families, so that a benchmark begins without it."""
    _family.cache_clear()
