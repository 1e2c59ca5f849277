"""Which part of one network is compared with which of another: by name, in the order of both."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from resnet_viz.core.graph.paths import parent_of
from resnet_viz.core.graph.tree import Node

ALONE = "\n"  # marks the name of a layer of theirs that has no like: no path has it


class Named(NamedTuple):
    """A layer by its name within the block or stage that it is in."""

    name: str
    node: Node


Pair = tuple[Named | None, Named | None]


def paired_keys(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Every key once, with itself where both have it; in our order.

    What only they have comes after what is before it there.
    """
    known = set(ours)
    shared = known.intersection(theirs)
    after: dict[str | None, list[str]] = {}
    last: str | None = None
    for key in theirs:
        if key in shared:
            last = key
        else:
            after.setdefault(last, []).append(key)
    pairs: list[tuple[str | None, str | None]] = [(None, key) for key in after.get(None, ())]
    for key in ours:
        pairs.append((key, key if key in shared else None))
        pairs += [(None, each) for each in after.get(key, ())]
    return pairs


def paired_layers(ours: Sequence[Named], theirs: Sequence[Named]) -> list[Pair]:
    """Layers of the same name and operation are a pair: `conv1` with `conv1`.

    Of what is left, those of one operation in one module are pairs in their order: the convolution
    of a projection has its like after a pooling that only one of both has. What has no like is
    alone: `conv3` of a bottleneck, which a basic block lacks.
    """
    likes = _likes(ours, theirs)
    mine = {each.name: each for each in ours}
    its = {likes.get(each.name, each.name + ALONE): each for each in theirs}
    return [
        (mine[one] if one is not None else None, its[other] if other is not None else None)
        for one, other in paired_keys(list(mine), list(its))
    ]


def _likes(ours: Sequence[Named], theirs: Sequence[Named]) -> dict[str, str]:
    """The name of our layer for each of theirs that has a like among ours."""
    ops = {each.name: each.node.op for each in ours}
    found = {each.name: each.name for each in theirs if ops.get(each.name) == each.node.op}
    left = _by_module(each for each in ours if each.name not in found)
    for place, names in _by_module(each for each in theirs if each.name not in found).items():
        found |= dict(zip(names, left.get(place, ()), strict=False))
    return found


def _by_module(layers: Iterable[Named]) -> dict[tuple[str, str], list[str]]:
    """The names of layers by the module that they are in and their operation."""
    names: dict[tuple[str, str], list[str]] = {}
    for name, node in layers:
        if module := parent_of(name):
            names.setdefault((module, node.op), []).append(name)
    return names
