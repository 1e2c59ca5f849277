"""Times of a run by block, stage or kind of layer, with the glue inside: all sum to the run."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.groups import layers_by_group
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.paths import is_within
from resnet_viz.core.timing.bounds import costs_of_run
from resnet_viz.core.timing.measurement import TimingReport


@dataclass(frozen=True, slots=True)
class GroupTime:
    """A group of a run: `time_ms` is its layers' and its `glue_ms`, `share` of the run's sum.

    The glue is what its modules take themselves: calling the layers, and the hooks in between.
    """

    path: str
    time_ms: float
    glue_ms: float
    share: float


class TimeGroups(NamedTuple):
    """The groups of a run, and the glue that is between them; together the run's sum."""

    groups: tuple[GroupTime, ...]
    between_ms: float

    def by_path(self) -> dict[str, GroupTime]:
        """Each group by its path."""
        return {group.path: group for group in self.groups}


def time_groups(report: TimingReport, graph: Graph, grouping: Grouping) -> TimeGroups:
    """The times of a run of this graph in the groups that its costs have.

    The glue of a block's modules is the block's, that of a stage the stage's; where the groups
    are no modules it is between them.
    """
    layers = {layer.path: layer.median_ms for layer in report.layers}
    by_group = layers_by_group(graph, costs_of_run(report, graph), grouping)
    is_by_module = grouping in (Grouping.BLOCK, Grouping.STAGE)
    groups = []
    for (path, _), costs in by_group.items():
        glue_ms = sum(_inside(report.glue, path)) if is_by_module else 0.0
        time_ms = sum(layers.get(cost.path, 0.0) for cost in costs) + glue_ms
        share = time_ms / report.layer_sum_ms if report.layer_sum_ms else 0.0
        groups.append(GroupTime(path, time_ms, glue_ms, share))
    between_ms = report.glue_ms - sum(group.glue_ms for group in groups)
    return TimeGroups(tuple(groups), between_ms)


def _inside(glue: Iterable[tuple[str, float]], path: str) -> list[float]:
    return [time_ms for name, time_ms in glue if is_within(name, path)]
