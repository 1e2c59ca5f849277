"""What each layer of a network reads as it is drawn: past views, and of joined inputs the join."""

from collections.abc import Mapping
from typing import NamedTuple

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.join_layers import Cat
from resnet_viz.core.graph.tree import Shortcut


class Flow(NamedTuple):
    """What is read by each layer that is drawn, and the shortcuts with the same ends.

    `hidden` are the views by their paths, with what they look at: lines run through them.
    """

    reads: Mapping[str, tuple[str, ...]]
    hidden: Mapping[str, str]
    shortcuts: tuple[Shortcut, ...]


def flow_of(graph: Graph) -> Flow:
    """The data flow of a graph without its views but those that put parameters to what they read.

    A concatenation whose inputs contain another's takes that one instead, as in DenseNets.
    """
    hidden: dict[str, str] = {}
    reads: dict[str, tuple[str, ...]] = {}
    taken: dict[str, dict[str, str]] = {}
    joined: dict[tuple[str, ...], str] = {}
    for node in graph.nodes:
        seen = tuple([hidden.get(read, read) for read in node.inputs])
        if node.layer.is_view and len(set(seen)) == 1 and not node.layer.params:
            hidden[node.path] = seen[0]
            continue
        reads[node.path] = tuple(dict.fromkeys(seen))
        if isinstance(node.layer, Cat):
            shorter = _with_joined(seen, joined)
            taken[node.path] = dict.fromkeys(set(seen) - set(shorter), shorter[0])
            joined.setdefault(seen, node.path)
            reads[node.path] = tuple(dict.fromkeys(shorter))
    shortcuts = (_drawn(each, hidden, taken) for each in graph.shortcuts)
    return Flow(reads, hidden, tuple(shortcuts))


def _with_joined(reads: tuple[str, ...], joined: Mapping[tuple[str, ...], str]) -> tuple[str, ...]:
    """The same with the longest beginning or end that was joined before as that join, first."""
    for length in range(len(reads) - 1, 1, -1):
        if reads[:length] in joined:
            return joined[reads[:length]], *reads[length:]
        if reads[-length:] in joined:
            return joined[reads[-length:]], *reads[:-length]
    return reads


def _drawn(
    shortcut: Shortcut, hidden: Mapping[str, str], taken: Mapping[str, Mapping[str, str]]
) -> Shortcut:
    """The shortcut from what is drawn of its source, past those of its layers that are."""
    kind, source, join, layers, how = shortcut
    source = hidden.get(source, source)
    if not layers:
        source = taken.get(join, {}).get(source, source)
    return Shortcut(kind, source, join, tuple(p for p in layers if p not in hidden), how)
