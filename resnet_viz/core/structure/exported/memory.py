"""Which values of an exported program are in the same memory, and how much is in use at most."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count
from math import prod

from resnet_viz.core.structure.exported.nodes import Nodes
from resnet_viz.core.structure.exported.views import is_looking, written_by
from resnet_viz.core.weights.dtypes import ITEM_BYTES

Storages = Mapping[str, int]


def storages_of(nodes: Nodes) -> Storages:
    """A number for the memory of each value: views and what is written in place have one."""
    numbers = count()
    found: defaultdict[str, int] = defaultdict(lambda: next(numbers))
    for node in nodes.nodes:
        written = written_by(node)
        source = written or next(iter(node.tensors), "")
        for name in node.outputs:
            shares = source and (
                written or is_looking(node, nodes.metas[source], nodes.metas[name])
            )
            found[name] = found[source] if shares else next(numbers)
        for name in node.tensors:
            _ = found[name]  # an input or a parameter has its number from the first who reads it
    return found


def peak_bytes(nodes: Nodes, storages: Storages, left: Iterable[str]) -> int:
    """The most bytes of values that are needed at one time, inputs and weights left out."""
    ends = {storages[name]: len(nodes.nodes) for name in left if name in storages}
    for place, node in reversed(tuple(enumerate(nodes.nodes))):
        for name in (*node.tensors, *node.outputs):
            ends.setdefault(storages[name], place)
    changes = [0] * (len(nodes.nodes) + 2)
    seen: set[int] = set()
    for place, node in enumerate(nodes.nodes):
        for name in node.tensors:
            seen.add(storages[name])  # if it is new here, it entered from outside
        for name in node.outputs:
            if storages[name] not in seen:
                seen.add(storages[name])
                meta = nodes.metas[name]
                size = prod(meta.shape) * ITEM_BYTES[meta.dtype]
                changes[place] += size
                changes[ends[storages[name]] + 1] -= size
    now = most = 0
    for change in changes:
        now += change
        most = max(most, now)
    return most
