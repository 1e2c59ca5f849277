"""The chart of a sweep as the data that files are made of."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from resnet_viz.core.cost.measure import Better
from resnet_viz.core.lab.series import ChartData, ChartKind, Cloud, Curve, Name
from resnet_viz.core.lab.sweep.columns import SweepColumns
from resnet_viz.core.lab.sweep.measures import BY_KEY
from resnet_viz.core.lab.where import Limit
from resnet_viz.diagram.chart.colors import BLOCKS
from resnet_viz.session.sweep_choice import SweepChoice
from resnet_viz.ui.lab.sweeps.front import stairs_of

MOST_POINTS = 20_000  # of more, one is taken of all that would be drawn over each other
CELLS = 1000  # of an axis, within which points are one

Floats = npt.NDArray[np.float64]
Points = tuple[tuple[float, float], ...]


def sweep_cloud(
    columns: SweepColumns,
    choice: SweepChoice,
    chosen: npt.NDArray[np.bool_],
    limits: Sequence[Limit],
    members: Sequence[Curve],
) -> ChartData:
    """The rows as points by the axes that are chosen; those that are not chosen are grey."""
    count = len(chosen)
    xs, ys = (
        np.frombuffer(columns.values[key], np.float64)[:count].copy()
        for key in (choice.x, choice.y)
    )
    groups = np.frombuffer(columns.blocks, np.int8)[:count].copy()
    across, up = (BY_KEY[key].better for key in (choice.x, choice.y))
    front = stairs_of(xs, ys, (across, up), chosen)
    known = np.isfinite(xs) & np.isfinite(ys)
    curves = tuple(
        Curve(Name(block, block=block), points)
        for place, block in enumerate(BLOCKS)
        if (points := _points(xs, ys, known & chosen & (groups == place)))
    )
    cloud = Cloud(
        choice.x,
        choice.y,
        curves,
        tuple((float(xs[at]), float(ys[at])) for at in front),
        is_x_more=across is not Better.FEWER,
        is_y_more=up is not Better.FEWER,
        members=tuple(members),
        x_most=_most(limits, choice.x),
        y_most=_most(limits, choice.y),
        greyed=_points(xs, ys, known & ~chosen),
        is_log=choice.is_log,
    )
    return ChartData(ChartKind.SCATTER, cloud=cloud)


def _most(limits: Sequence[Limit], key: str) -> float | None:
    """The most that a condition allows of a measure, None where it says nothing of that."""
    return next((float(each.value) for each in limits if each.key == key and each.is_most), None)


def _points(xs: Floats, ys: Floats, which: npt.NDArray[np.bool_]) -> Points:
    across, up = xs[which], ys[which]
    if across.size > MOST_POINTS:
        _, first = np.unique(_cells(across) * CELLS + _cells(up), return_index=True)
        across, up = across[first], up[first]
    return tuple(zip(across.tolist(), up.tolist(), strict=True))


def _cells(values: Floats) -> npt.NDArray[np.int64]:
    """The cell of each value along its axis, by logarithms where all are above 0."""
    placed = np.log(values) if values.min() > 0 else values
    span = float(np.ptp(placed)) or 1.0
    return np.asarray((placed - placed.min()) / span * (CELLS - 1), np.int64)
