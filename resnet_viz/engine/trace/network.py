"""From a module and what it is given to a network with all that is known of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import prod
from typing import Any

from torch import Tensor, nn

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.shape import Shape, batched
from resnet_viz.core.graph.traced import Traced, TracedInput
from resnet_viz.core.graph.tree import Node
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.core.structure.recording import Recording, Way
from resnet_viz.engine.trace.flops import counted_macs
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.record import pass_on_meta, recorded


def network_of(
    model: nn.Module,
    given: tuple[tuple[Any, ...], Mapping[str, Any]],
    name: str,
    source: str,
    title: str = "",
) -> Network:
    """Records a pass and makes a network of it, which `name` leads back to; '' for a title
    is the source.

    `given` are the args and kwargs of one call. The module is left as it is. UserError where it
    can't run with them.
    """
    given = Given(*given)
    recording = recorded(model, given.args, given.kwargs, title=title or source)
    graph, is_batch_free = _with_batch(model, given, recording, graph_of(recording))
    return Network(
        name,
        recording.title,
        graph,
        is_batch_free=is_batch_free,
        traced=_traced(recording, source, _counted(model, given, recording.way)),
    )


def _counted(model: nn.Module, given: Given, way: Way) -> int | None:
    try:
        return counted_macs(model, given, way)
    except Exception:  # a counter of others may fail where a pass does not
        return None


def _traced(recording: Recording, source: str, macs: int | None) -> Traced:
    sizes = [(each.is_buffer, prod(each.facts.shape)) for each in recording.params]
    return Traced(
        source,
        str(recording.way),
        tuple(TracedInput(each.name, *each.facts[:2]) for each in recording.inputs),
        params=sum(size for is_buffer, size in sizes if not is_buffer),
        buffers=sum(size for is_buffer, size in sizes if is_buffer),
        counted_macs=macs,
        unread=tuple((recording.params[each].name, sizes[each][1]) for each in recording.unread),
        peak_bytes=recording.peak_bytes,
        notes=recording.notes,
    )


def _with_batch(
    model: nn.Module, given: Given, recording: Recording, graph: Graph
) -> tuple[Graph, bool]:
    """The graph, and whether it is right for any batch: twice as much of each for twice the batch.

    What reads weights only stays as it is, or is in the graph's `scaling`. False where that is not
    clear.
    """
    if recording.way not in (Way.META, Way.EXPORTING):
        return graph, False
    try:
        double = pass_on_meta(model, given.changed(_doubled), recording.title, recording.way)
    except Exception:  # such as for a scalar, or a size that is written down in the network
        return graph, False
    nodes, others = graph.nodes, graph_of(double).nodes
    if len(nodes) != len(others):
        return graph, False
    pairs = list(zip(nodes, others, strict=True))
    scaled = replace(graph, scaling=frozenset(_scaling(pairs, graph.constants)))
    constants = scaled.constants
    fixed = sum(
        node.layer.macs(node.in_shapes, node.out_shape) for node in nodes if node.path in constants
    )
    if 2 * _macs_of(recording) - fixed != _macs_of(double):
        return graph, False
    is_free = all(_is_double(*pair, constants) for pair in pairs)
    return (scaled, True) if is_free else (graph, False)


def _scaling(pairs: Iterable[tuple[Node, Node]], constants: frozenset[str]) -> Iterator[str]:
    """The first layers that read weights only and are twice as large for twice the batch."""
    found: set[str] = set()
    for one, two in pairs:
        is_first = one.path in constants and not found.intersection(one.inputs)
        if is_first and one.out_shapes != two.out_shapes:
            yield one.path
        if one.path in constants and one.out_shapes != two.out_shapes:
            found.add(one.path)


def _doubled(tensor: Tensor) -> Tensor:
    return tensor.new_empty(batched(tuple(tensor.shape), 2), device="meta")


def _macs_of(recording: Recording) -> int:
    """What all operations count by shapes."""
    return sum([each.macs or 0 for op in recording.ops for each in op.aten])


def _is_double(one: Node, two: Node, constants: frozenset[str]) -> bool:
    """Whether all that comes of an input is twice as much, and what comes of weights is not."""
    if one.path != two.path or one.inputs != two.inputs:
        return False
    if one.path in constants:
        return one.out_shapes == two.out_shapes
    is_view = one.layer.is_view
    pairs = zip(one.inputs, one.in_shapes, two.in_shapes, strict=True)
    entering = (a == b if path in constants else _is_twice(a, b, is_view) for path, a, b in pairs)
    leaving = zip(one.out_shapes, two.out_shapes, strict=False)
    return all(entering) and all(_is_twice(a, b, is_view) for a, b in leaving)


def _is_twice(one: Shape, two: Shape, is_view: bool) -> bool:
    """A view may have the batch in another place: attention puts query, key and value first."""
    return bool(one) and (batched(one, 2) == two or (is_view and prod(one) * 2 == prod(two)))
