"""The counterpart of a network: the other block, and the stages that come nearest to its costs."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

from resnet_viz.core.choice import unknown_word
from resnet_viz.core.cost.cost import LayerCost, costs_of
from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.resnet.depth import nearest_depths, stages_for_depth
from resnet_viz.core.resnet.network import graph_of, network_of, spec_of
from resnet_viz.core.resnet.rules import checked, dashed
from resnet_viz.core.resnet.spec import Block, ResNetSpec
from resnet_viz.core.resnet.stage_search import StageCosts, near_lists, nearest_stages
from resnet_viz.core.wording import change, digits_grouped


class By(StrEnum):
    """What a network and its counterpart have in common, as nearly as there are stages for it."""

    STAGES = "stages"
    DEPTH = "depth"
    MACS = "macs"
    PARAMS = "params"


BY_LATENCY = "latency"  # which is measured: core.lab.latency_match
GROUPING = ("groups", "group_width")
COSTS: dict[By, Callable[[LayerCost], int]] = {
    By.MACS: lambda layer: layer.macs,
    By.PARAMS: lambda layer: layer.params,
}


class Match(NamedTuple):
    """A network, its counterpart `network`, and how near the two are.

    `wanted` is the figure of the network, `found` that of the counterpart: by `depth` the depth,
    by `macs` and `params` the totals for one image, by `stages` the blocks in all, always exact.
    """

    original: Network
    network: Network
    by: By
    wanted: int
    found: int

    @property
    def distance(self) -> int:
        """By how much the counterpart has more, or less where it is negative."""
        return self.found - self.wanted

    @property
    def ratio(self) -> float:
        """What is found over what is wanted, 1 where it is exact."""
        return self.found / self.wanted

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `match`: the network first, its counterpart second."""
        return {
            "by": str(self.by),
            "wanted": self.wanted,
            "found": self.found,
            "distance": self.distance,
            "ratio": self.ratio,
            "networks": [_network_dict(self.original), _network_dict(self.network)],
        }


def match(network: Network, block: Block | None, by: By) -> Match:
    """The counterpart of a network of the family with that block, the other one for None.

    UserError where it has that block already. All but block and stages stays as it is; what the
    other block can't have falls away, see `notes_on`.
    """
    spec, twin = _twin_of(network, block)
    if by in COSTS:
        return _match_cost(spec, twin, by)
    if by is By.DEPTH:
        twin = replace(twin, stages=_stages_near_depth(spec.depth, twin))
        return _found(spec, checked(twin), by, spec.depth, twin.depth)
    return _found(spec, checked(twin), by, sum(spec.stages), sum(twin.stages))


def near_in_macs(network: Network, block: Block | None, count: int) -> tuple[Network, ...]:
    """So many counterparts with that block, the other one for None: the nearest in MACs first.

    UserError as for `match`.
    """
    spec, twin = _twin_of(network, block)
    wanted = stage_costs_of(spec, By.MACS).of(spec.stages)
    lists = near_lists(stage_costs_of(twin, By.MACS), wanted, spec.stages, count)
    return tuple(network_of(checked(replace(twin, stages=stages))) for stages in lists)


def by_named(text: str) -> By:
    """What that word says to match by; UserError names the known ones."""
    try:
        return By(text.lower())
    except ValueError:
        raise unknown_word("by", text, (*By, BY_LATENCY)) from None


def distance_text(found: Match) -> str:
    """How near the counterpart comes: `MACs: +0.3 % (12 345 678 more)`, `Stages: exact`."""
    title = "Stages" if found.by is By.STAGES else measure_named(found.by).short_title
    distance = found.distance
    if not distance:
        return f"{title}: exact"
    count = f"{digits_grouped(abs(distance))} {'more' if distance > 0 else 'fewer'}"
    return f"{title}: {change(found.found, found.wanted)} ({count})"


def notes_on(found: Match) -> Iterator[str]:
    """What of the network its counterpart can't have, a sentence for each."""
    original, spec = spec_of(found.original), spec_of(found.network)
    keys = [key for key in GROUPING if getattr(spec, key) != getattr(original, key)]
    if keys:
        gone = " and ".join(f"{key}={getattr(original, key)}" for key in keys)
        yield f"{gone} left out: {spec.block} blocks have no groups"
    if spec.se != original.se:
        stage = "first" if spec.most_se == spec.out_channels(1) else "last"
        yield (
            f"se={original.se} becomes se={spec.se}: with {spec.block} blocks the {stage} stage "
            f"has {spec.most_se} channels to reduce"
        )
    if spec.stem_channels != original.stem_channels:
        yield (
            f"stem_width={dashed(original.stem_channels)} left out: zero-padding can't take it to "
            f"the {spec.out_channels(1)} channels of the first stage"
        )


def stage_costs_of(spec: ResNetSpec, by: By) -> StageCosts:
    """How a network's MACs or parameters follow from its stages, read off two blocks in each."""
    twos = (2,) * len(spec.stages)
    layers = costs_of(graph_of(replace(spec, stages=twos)))
    cost = COSTS[by]
    each = tuple(
        sum(cost(layer) for layer in layers if (layer.stage, layer.block) == (stage, 1))
        for stage in range(1, len(twos) + 1)
    )
    return StageCosts(sum(map(cost, layers)) - 2 * sum(each), each)


def _twin_of(network: Network, block: Block | None) -> tuple[ResNetSpec, ResNetSpec]:
    """A network's spec, and that with the same stages and the other block."""
    spec = spec_of(network)
    block = block or spec.block.other
    if block is spec.block:
        raise UserError(
            f"block={block} is the block that {spec} has. Its counterpart has {block.other} blocks",
            "block",
            (block.other,),
        )
    return spec, spec.with_block(block)


def _match_cost(spec: ResNetSpec, twin: ResNetSpec, by: By) -> Match:
    wanted, costs = stage_costs_of(spec, by).of(spec.stages), stage_costs_of(twin, by)
    stages = nearest_stages(costs, wanted, spec.stages)
    return _found(spec, checked(replace(twin, stages=stages)), by, wanted, costs.of(stages))


def _found(original: ResNetSpec, spec: ResNetSpec, by: By, wanted: int, found: int) -> Match:
    return Match(network_of(original), network_of(spec), by, wanted, found)


def _stages_near_depth(depth: int, twin: ResNetSpec) -> tuple[int, ...]:
    """The stages that give this depth or the nearest to it, of two as near the lower."""
    count = len(twin.stages)
    depths = nearest_depths(depth, twin.block, count)
    nearest = min(depths, key=lambda each: abs(each - depth))
    return stages_for_depth(nearest, twin.block, count)


def _network_dict(network: Network) -> dict[str, Any]:
    spec = spec_of(network)
    return {
        "arch": network.name,
        "depth": spec.depth,
        "block": str(spec.block),
        "stages": list(spec.stages),
    }
