"""The times of several networks by stage, where all of them have runs."""

from collections.abc import Sequence

from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.lab.alignment import common_order
from resnet_viz.core.lab.series import StageValues, names_of
from resnet_viz.core.timing.group_times import time_groups
from resnet_viz.core.timing.measurement import TimingReport

TIMES = "latency_ms"


def stage_paths(reports: Sequence[CostReport]) -> dict[str, str]:
    """The path of each stage by its name, in an order that all networks share."""
    stages = [report.network.graph.stages for report in reports]
    names = {stage.path: stage.name for each in stages for stage in each}
    order = common_order([[stage.path for stage in each] for each in stages])
    return {names[path]: path for path in order}


def times_by_stage(
    reports: Sequence[CostReport], runs: Sequence[TimingReport | None]
) -> StageValues | None:
    """Milliseconds by stage, glue inside of a stage included; None unless each has a run."""
    known = [run for run in runs if run is not None]
    if not reports or len(known) < len(reports):
        return None
    times = [
        time_groups(run, report.network.graph, Grouping.STAGE).by_path()
        for run, report in zip(known, reports, strict=True)
    ]
    stages = stage_paths(reports)
    rows = [
        tuple(groups[path].time_ms if path in groups else None for path in stages.values())
        for groups in times
    ]
    return StageValues(TIMES, tuple(stages), tuple(zip(names_of(reports), rows, strict=True)))
