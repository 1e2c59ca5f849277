"""Many networks as the data that files are made of: a cloud of points, or profiles."""

from collections.abc import Iterator
from math import isfinite

from resnet_viz.core.cost.measure import Better
from resnet_viz.core.lab.series import ChartData, ChartKind, Cloud, Curve, Name, Profiles
from resnet_viz.ui.lab.charts.chart_part import Asked
from resnet_viz.ui.lab.charts.networks import BLOCKS, Networks, better_of
from resnet_viz.ui.lab.charts.offered import AXES

Pairs = tuple[tuple[float, float], ...]


def cloud_of(asked: Asked, networks: Networks) -> ChartData:
    """The points of both blocks by two measures, their front, and the compared networks."""
    x, y = asked.choice.across, asked.key
    groups = tuple(
        Curve(Name(str(block), block=str(block)), tuple(_points(networks, x, y, number)))
        for number, block in enumerate(BLOCKS)
    )
    compared = asked.compared
    members = tuple(
        Curve(name, tuple(_known(compared.values_of(place, (x, y)))))
        for place, name in enumerate(compared.names)
    )
    cloud = Cloud(
        x,
        y,
        groups,
        tuple(sorted(set(networks.front(x, y)))),
        is_x_more=better_of(x) is not Better.FEWER,
        is_y_more=better_of(y) is not Better.FEWER,
        members=members,
        is_log=asked.choice.is_log,
    )
    return ChartData(ChartKind.SCATTER, cloud=cloud)


def profiles_of(_: Asked, networks: Networks) -> ChartData:
    """A network a line, over all measures."""
    rows = zip(*(networks.columns[key] for key in AXES), strict=True)
    names = (
        Name(networks.arch_of(index), block=str(BLOCKS[group]))
        for index, group in zip(networks.indices, networks.groups, strict=True)
    )
    return ChartData(
        ChartKind.PARALLEL, profiles=Profiles(AXES, tuple(zip(names, rows, strict=True)))
    )


def _points(networks: Networks, x: str, y: str, group: int) -> Iterator[tuple[float, float]]:
    rows = zip(networks.columns[x], networks.columns[y], networks.groups, strict=True)
    for one, other, own in rows:
        if own == group:
            yield from _known((one, other))


def _known(pair: tuple[float | None, ...]) -> Iterator[tuple[float, float]]:
    one, other = pair
    if one is not None and other is not None and isfinite(one) and isfinite(other):
        yield one, other
