"""A timed run under the roofline: which ceiling limits each layer, and how near it comes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from resnet_viz.core.cost.cost import LayerCost, costs_of
from resnet_viz.core.graph.fuse import fused
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.timing.measurement import LayerTime, TimingReport
from resnet_viz.core.timing.roofline import (
    OF_CEILING,
    Bound,
    Ceilings,
    UnderRoof,
    under_roof,
)
from resnet_viz.core.wording import counted, digits_grouped

MOST_SHARE = 1.10  # of the ceiling; what is above by more was no ceiling
MANY = 0.05  # of all layers


@dataclass(frozen=True, slots=True)
class BoundShare:
    """How many layers one ceiling limits, and their share of the layers' time."""

    count: int
    time_share: float


def with_roofline(
    report: TimingReport, costs: Sequence[LayerCost], ceilings: Ceilings | None
) -> TimingReport:
    """The run with `ceilings`, its layers with bound and share; `costs` are what was run.

    Layers of a training pass get neither: their times include the backward pass, and `costs` are
    of the way forth. Without ceilings none has them.
    """
    if ceilings is None or report.what_if.is_training:
        bare = tuple(replace(layer, bound=None, ceiling_share=None) for layer in report.layers)
        return replace(report, layers=bare, ceilings=ceilings)
    held = replace(report, ceilings=ceilings)
    found = roofs_of(held, costs)
    layers = tuple(_under(layer, found.get(layer.path)) for layer in report.layers)
    return replace(held, layers=layers)


def roofs_of(report: TimingReport, costs: Sequence[LayerCost]) -> dict[str, UnderRoof]:
    """Where each layer of a run with ceilings is, by its path; none for a training pass.

    Nor is one whose work is not known.
    """
    if report.ceilings is None or report.what_if.is_training:
        return {}
    size, by_path = report.precision.bytes_per_element, {cost.path: cost for cost in costs}
    found = {
        layer.path: under_roof(by_path[layer.path], layer.median_ms, size, report.ceilings)
        for layer in report.layers
        if layer.path in by_path and by_path[layer.path].is_counted
    }
    return {path: roof for path, roof in found.items() if roof is not None}


def costs_of_run(report: TimingReport, graph: Graph) -> tuple[LayerCost, ...]:
    """The costs of the layers of a run of this graph, in order of the data flow."""
    return costs_of(fused(graph) if report.what_if.is_fused else graph, report.batch)


def held_by(layers: Sequence[LayerTime], bound: Bound) -> BoundShare:
    """The layers that a ceiling limits."""
    held = [layer for layer in layers if layer.bound == bound]
    return BoundShare(len(held), sum(layer.share for layer in held))


def mean_share(layers: Sequence[LayerTime]) -> float | None:
    """The share of the ceiling of several layers: their times at it over those they took.

    None where no layer has a share.
    """
    known = [(layer.median_ms, layer.ceiling_share) for layer in layers if layer.ceiling_share]
    taken = sum(time_ms for time_ms, _ in known)
    return sum(time_ms * share for time_ms, share in known) / taken if taken else None


def bound_text(layers: Sequence[LayerTime]) -> str:
    """How near some layers come: `compute-bound, 82 % of this machine's measured ceiling`.

    Of several the ceiling is named that limits most of their time; '' where none is known.
    """
    share = mean_share(layers)
    if share is None:
        return ""
    return f"{main_bound(layers)}-bound, {share:.0%} {OF_CEILING}".replace("%", " %")


def main_bound(layers: Sequence[LayerTime]) -> Bound:
    """The ceiling that limits most of the time of some layers."""
    return max(Bound, key=lambda bound: held_by(layers, bound).time_share)


def speed_text(value: float) -> str:
    """A speed to three digits, larger ones whole: `2.24`, `219`, `1 204`."""
    return f"{value:.3g}" if value < 100 else digits_grouped(round(value))


def too_fast(layers: Sequence[LayerTime]) -> tuple[LayerTime, ...]:
    """The layers that are clearly faster than what was measured as the ceiling."""
    return tuple(layer for layer in layers if (layer.ceiling_share or 0.0) > MOST_SHARE)


def excess_text(report: TimingReport) -> str:
    """That the ceilings are too low to be any, '' where they are not."""
    count = len(too_fast(report.layers))
    if count <= MANY * len(report.layers):
        return ""
    return (
        f"{counted(count, 'layer')} ran at over {MOST_SHARE:.0%} {OF_CEILING}: "
        "it was measured while the machine was busy. Measure it again"
    ).replace("%", " %")


def _under(layer: LayerTime, roof: UnderRoof | None) -> LayerTime:
    bound, share = (roof.bound, roof.ceiling_share) if roof else (None, None)
    return replace(layer, bound=bound, ceiling_share=share)
