"""Checks the arithmetic of a recorded network against PyTorch: layer by layer, and the whole.

What PyTorch says is seen in passes of their own, by other means than the recorder's: shapes by
hooks and a function mode, MACs of each module by FlopCounterMode, parameters by the modules
themselves and by torchinfo.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from resnet_viz.core.cost.cost import LayerCost, costs_of, sums_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.garbage import uncollected
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.shape import Shapes
from resnet_viz.core.graph.traced import Traced
from resnet_viz.core.structure.recording import Way
from resnet_viz.core.verification import Verification
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.core.wording import digits_grouped
from resnet_viz.engine.check.held import Held, held_by
from resnet_viz.engine.check.observation import FLOPS, PARAMS_TORCHINFO, Account, Facts
from resnet_viz.engine.check.verify import differences_of
from resnet_viz.engine.trace.copies import on_cpu, on_meta, structure_copy
from resnet_viz.engine.trace.flops import flops_counted
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.match import Match, match_of
from resnet_viz.engine.trace.quiet import exporting_if, quiet_pass
from resnet_viz.engine.trace.script import Script, script_of
from resnet_viz.engine.trace.weights import with_weights

OUT = "out_shape"
GLOBAL = "Global"  # FlopCounterMode's word for the whole


class Seen(NamedTuple):
    """A real pass: what it did, which of it are the layers, and what PyTorch counted.

    `flops` are by the paths of modules, None where they were not counted.
    """

    script: Script
    match: Match
    flops: Mapping[str, int] | None


def verify_model(
    model: nn.Module, given: Given, network: Network, weights: WeightsPlace | None = None
) -> Verification:
    """Checks a recorded network against the module it was made of, which stays as it was.

    The figures in the outcome are PyTorch's. With a file of `weights` they are loaded too,
    strictly. UserError where they don't fit, and for a network that was read from a file.
    """
    traced = network.traced
    assert traced
    if traced.way == Way.FILE:
        raise UserError(
            f"{network.name} was read from a file that has no code to run. "
            "Verify the module it was made of"
        )
    if weights:
        with_weights(model, weights, network.title)
    with uncollected():
        copied = structure_copy(model, _tensors_for(Way(traced.way))).eval()
        held, seen = held_by(copied), _seen(model, copied, given, network.graph, Way(traced.way))
    costs = costs_of(network.graph)
    ours, theirs = _accounts(network.graph, costs, traced, seen, held)
    is_complete = sums_of(costs).is_complete
    return Verification(
        arch=network.name,
        layers=len(costs),
        params=held.params,
        macs=_total(seen.flops, costs) // 2,
        torch=str(torch.__version__),
        differences=tuple(differences_of(ours, theirs)),
        uncounted=tuple(cost.path for cost in costs if not cost.is_counted),
        notes=tuple(_notes(seen, held, is_complete=is_complete)),
        weights=weights.title if weights else "",
    )


def _seen(model: nn.Module, copied: nn.Module, given: Given, graph: Graph, way: Way) -> Seen:
    inputs = given.changed(_tensors_for(way))

    def run() -> None:
        with exporting_if(way), quiet_pass():
            copied(*inputs.args, **inputs.kwargs)

    script = script_of(copied, run)
    counter = flops_counted(model, given, way)
    return Seen(script, match_of(graph, script), _by_path(copied, counter) if counter else None)


def _by_path(model: nn.Module, counter: FlopCounterMode) -> dict[str, int]:
    """FlopCounterMode's counts by the paths of modules, which it begins with the whole's class."""
    whole = type(model).__name__
    counts = {path: sum(ops.values()) for path, ops in counter.get_flop_counts().items()}
    inner = {
        path.removeprefix(f"{whole}."): flops
        for path, flops in counts.items()
        if path not in (whole, GLOBAL)
    }
    return {**inner, "": counts.get(GLOBAL, 0)}


def _tensors_for(way: Way) -> Callable[[Tensor], Tensor]:
    return on_cpu if way is Way.REAL else on_meta


def _total(flops: Mapping[str, int] | None, costs: Sequence[LayerCost]) -> int:
    """What PyTorch counted, ours where it could not."""
    return 2 * sums_of(costs).macs if flops is None else flops[""]


def _accounts(
    graph: Graph, costs: Sequence[LayerCost], traced: Traced, seen: Seen, held: Held
) -> tuple[Account, Account]:
    """What the core says, and what PyTorch says, in the same words."""
    ours: dict[str, Facts] = {}
    theirs: dict[str, Facts] = {}
    shapes_seen = _shapes_seen(seen)
    for place, (node, cost) in enumerate(zip(graph.nodes, costs, strict=True)):
        ours[node.path] = {"operation": node.op, OUT: node.out_shapes}
        if (shapes := shapes_seen.get(place)) is None:
            continue
        is_seen = set(node.out_shapes) <= {*shapes, ()}
        theirs[node.path] = {**ours[node.path], OUT: node.out_shapes if is_seen else shapes}
        if (own := held.of_module(node.path, traced)) is not None:
            ours[node.path] |= dict.fromkeys(own, cost.params)
            theirs[node.path] |= own
    for path, flops in _module_flops(seen, held, costs).items():
        ours.setdefault(path, {})[FLOPS] = flops
        theirs.setdefault(path, {})[FLOPS] = (seen.flops or {}).get(path, 0)
    sums = sums_of(costs)
    unread = sum(count for _, count in traced.unread)
    our_total: Facts = {"params": sums.params + unread, "buffers": traced.buffers}
    their_total: Facts = {"params": held.params, "buffers": held.buffers}
    if held.torchinfo_params is not None:
        our_total[PARAMS_TORCHINFO] = held.params_with_ties
        their_total[PARAMS_TORCHINFO] = held.torchinfo_params
    if seen.flops is not None and sums.is_complete:
        our_total[FLOPS], their_total[FLOPS] = 2 * sums.macs, seen.flops[""]
    return Account(ours, our_total), Account(theirs, their_total)


def _shapes_seen(seen: Seen) -> dict[int, Shapes]:
    """The shapes that came out of each layer in the real pass, by its place."""
    script, match = seen.script, seen.match
    found: dict[int, Shapes] = {}
    for call, layer, is_whole in zip(
        script.calls, match.layer_of_call, match.is_whole, strict=True
    ):
        if layer is not None and is_whole:
            found[layer] = call.shapes
    for op, layer in zip(match.ops, match.layer_of_op, strict=True):
        if layer is not None:
            found[layer] = op.shapes
    return found


def _module_flops(seen: Seen, held: Held, costs: Sequence[LayerCost]) -> dict[str, int]:
    """Twice our MACs of each module that has a count of PyTorch's to be held against.

    A module with a layer that has no formula has none, nor has one that has two names.
    """
    if seen.flops is None:
        return {}
    sums: dict[str, int] = defaultdict(int)
    unknown: set[str] = set(held.shared_modules)
    for place, around in _modules_around(seen).items():
        for path in around:
            sums[path] += 2 * costs[place].macs
            if not costs[place].is_counted:
                unknown.add(path)
    return {path: flops for path, flops in sums.items() if path and path not in unknown}


def _modules_around(seen: Seen) -> dict[int, set[str]]:
    """The modules that were being called when each layer ran, its own among them."""
    script, match = seen.script, seen.match
    open_in: list[set[str]] = []
    found: dict[int, set[str]] = {}
    for place, call in enumerate(script.calls):
        around = open_in[call.parent] if call.parent >= 0 else set()
        open_in.append({*around, call.path})
        layer = match.layer_of_call[place]
        if layer is not None and match.is_whole[place]:
            found[layer] = open_in[place]
    for op, layer in zip(match.ops, match.layer_of_op, strict=True):
        if layer is not None:
            found[layer] = open_in[op.call]
    return found


def _notes(seen: Seen, held: Held, *, is_complete: bool) -> Iterator[str]:
    if seen.flops is None:
        yield "FlopCounterMode counts on the meta device only, and this network needs real tensors"
    elif not is_complete:
        macs = digits_grouped(seen.flops[""] // 2)
        yield f"FlopCounterMode counts {macs} MACs, and some layers have no formula to compare with"
    if held.torchinfo_params is None:
        yield f"torchinfo can't read this network: {held.torchinfo_error}"
    elif held.params_with_ties != held.params:
        both = map(digits_grouped, (held.params_with_ties, held.params))
        yield "torchinfo counts tied parameters twice: {} in place of {}".format(*both)
