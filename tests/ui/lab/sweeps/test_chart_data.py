"""The chart of a sweep as data: each row once, grey where it is not chosen, the true front."""

from typing import NamedTuple

import numpy as np

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.series import Cloud
from resnet_viz.core.lab.sweep.columns import SweepColumns
from resnet_viz.core.lab.sweep.points import points_of
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.lab.where import Limit
from resnet_viz.core.networks import network_named
from resnet_viz.session.sweep_choice import SweepChoice
from resnet_viz.ui.lab.sweeps.chart_data import MOST_POINTS, sweep_cloud

RECIPE = "resnet,depth=20..80:6,block=basic|bottleneck,width=16|32"
CHOICE = SweepChoice(RECIPE, is_log=False)


class Arriving(NamedTuple):
    """A row of a sweep that times nothing."""

    place: int
    values: tuple[int, ...]
    error: str = ""
    latency_ms: float | None = None
    timing_error: str = ""


def swept(recipe: str = RECIPE) -> SweepColumns:
    read = recipe_of(recipe)
    columns = SweepColumns(read, 1)
    columns.add(Arriving(*each) for each in points_of(read, range(read.count)))
    return columns


def cloud_of(columns: SweepColumns, chosen: "list[bool] | None" = None) -> Cloud:
    which = np.array(chosen if chosen is not None else [True] * len(columns), np.bool_)
    limits = (Limit("params", 30_000_000, True), Limit("macs", 1e9, True))
    cloud = sweep_cloud(columns, CHOICE, which, limits, ()).cloud
    assert cloud is not None
    return cloud


def test_every_row_is_a_point_of_its_block_with_the_figures_of_cost() -> None:
    columns = swept()
    cloud = cloud_of(columns)
    points = {point for group in cloud.groups for point in group.points}
    assert sum(len(group.points) for group in cloud.groups) == len(columns)
    report = report_of(network_named("resnet,depth=50,block=bottleneck,width=32"))
    assert (report.totals.params, report.totals.activations) in points
    assert [group.name.block for group in cloud.groups] == ["basic", "bottleneck"]
    assert (cloud.x_most, cloud.y_most, cloud.is_log) == (30_000_000, None, False)


def test_what_is_not_chosen_is_grey_and_on_no_front() -> None:
    columns = swept()
    chosen = [place % 3 != 0 for place in range(len(columns))]
    cloud = cloud_of(columns, chosen)
    rows = list(zip(columns.values["params"], columns.values["activations"], strict=True))
    kept = [row for row, is_chosen in zip(rows, chosen, strict=True) if is_chosen]
    assert sorted(cloud.greyed) == sorted(
        row for row, is_chosen in zip(rows, chosen, strict=True) if not is_chosen
    )
    best = {p for p in kept if not any(q != p and q[0] <= p[0] and q[1] <= p[1] for q in kept)}
    assert set(cloud.front) == best


def test_of_very_many_rows_only_those_that_would_cover_each_other_are_left_out() -> None:
    columns = swept("resnet18")
    for values in columns.values.values():
        values.extend(values[:1] * (2 * MOST_POINTS))
    columns.blocks.extend(columns.blocks[:1] * (2 * MOST_POINTS))
    columns.places.extend(range(2 * MOST_POINTS))
    columns.values["params"][-1] *= 100
    (group,) = cloud_of(columns).groups
    assert len(group.points) == 2
    assert len(set(group.points)) == 2
