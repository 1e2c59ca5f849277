"""The data of charts as plain values: by stage, along depth, and any points with their axes."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.cost.groups import groups_of, shortcut_paths
from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.alignment import common_order

LETTERS = "ABCDEF"  # of the networks that are compared, in their order
WEIGHTED = ("conv2d", "linear")  # what the paper counts as depth, projections apart


class Name(NamedTuple):
    """What a series is about: a compared network with its letter, or all of one block."""

    text: str
    letter: str = ""
    block: str = ""

    @property
    def with_letter(self) -> str:
        """`A ResNet-34`."""
        return f"{self.letter} {self.text}".strip()


class Curve(NamedTuple):
    """Points of one name in rising order of x."""

    name: Name
    points: tuple[tuple[float, float], ...]


class Curves(NamedTuple):
    """One measure along another, or along an option, by their keys.

    With `is_log` None an axis is logarithmic where its values span more than a factor of 30.
    """

    x_key: str
    y_key: str
    curves: tuple[Curve, ...]
    title: str = ""
    is_log: bool | None = None


class StageValues(NamedTuple):
    """One additive measure of several networks by stage; None where a network lacks the stage.

    `stages` are the titles, in an order that all networks share.
    """

    key: str
    stages: tuple[str, ...]
    rows: tuple[tuple[Name, tuple[float | None, ...]], ...]
    title: str = ""


class Cloud(NamedTuple):
    """Networks as points of two measures: groups of points, the front, and named members.

    What is above `x_most` or `y_most` breaks a limit. `front` is that of the two measures in rising
    order of x; `is_x_more` and `is_y_more` say that more is better. `marked` are points on the
    front of more measures than these two; `greyed` are points that a condition leaves out. With
    `is_log` None an axis is logarithmic where its values span more than a factor of 30.
    """

    x_key: str
    y_key: str
    groups: tuple[Curve, ...]
    front: tuple[tuple[float, float], ...] = ()
    marked: tuple[tuple[float, float], ...] = ()
    is_x_more: bool = False
    is_y_more: bool = False
    members: tuple[Curve, ...] = ()
    x_most: float | None = None
    y_most: float | None = None
    title: str = ""
    greyed: tuple[tuple[float, float], ...] = ()
    is_log: bool | None = None


class Profiles(NamedTuple):
    """Networks as lines across several measures, each with its own axis; None where unknown."""

    keys: tuple[str, ...]
    rows: tuple[tuple[Name, tuple[float | None, ...]], ...]
    title: str = ""


class ChartKind(StrEnum):
    """How data are drawn."""

    GROUPED = "grouped"
    STACKED = "stacked"
    LINES = "lines"
    SCATTER = "scatter"
    PARALLEL = "parallel"


class ChartData(NamedTuple):
    """One chart: its kind, and the data that this kind draws; all others are None."""

    kind: ChartKind
    stages: StageValues | None = None
    curves: Curves | None = None
    cloud: Cloud | None = None
    profiles: Profiles | None = None

    @property
    def table(self) -> "ChartTable":
        """The numbers of the chart."""
        if self.stages is not None:
            return table_of_stages(self.stages)
        if self.curves is not None:
            return table_of_curves(self.curves)
        if self.cloud is not None:
            return table_of_cloud(self.cloud)
        assert self.profiles is not None
        return table_of_profiles(self.profiles)


class ChartTable(NamedTuple):
    """The numbers of a chart: heads, and rows of names and numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


def names_of(reports: Sequence[CostReport]) -> tuple[Name, ...]:
    """The names of compared networks: letters by place, their titles, or ARCH where titles meet."""
    titles = [report.network.title for report in reports]
    return tuple(
        Name(
            title if titles.count(title) == 1 else report.arch,
            LETTERS[place] if place < len(LETTERS) else "",
            report.block or "",
        )
        for place, (title, report) in enumerate(zip(titles, reports, strict=True))
    )


def by_stage(reports: Sequence[CostReport], key: str) -> StageValues:
    """An additive measure of networks by stage; UserError for one that does not sum over layers."""
    measure = measure_named(key)
    if not measure.is_sum:
        raise UserError(f"{measure.title} is not a sum over layers. Choose MACs or parameters", key)
    found = [
        {group.path: group for group in groups_of(each.network.graph, each.layers, Grouping.STAGE)}
        for each in reports
    ]
    order = common_order([list(groups) for groups in found])
    names = {stage.path: stage.name for each in reports for stage in each.network.graph.stages}
    values = [
        tuple(measure.value_of(groups[path].sums) if path in groups else None for path in order)
        for groups in found
    ]
    stages = tuple(names[path] for path in order)
    return StageValues(key, stages, tuple(zip(names_of(reports), values, strict=True)))


def along_depth(reports: Sequence[CostReport], key: str) -> Curves:
    """An additive measure summed up layer by layer, against the weighted layers passed so far.

    Those are convolutions and linear layers without those of shortcuts, as the paper counts depth;
    the last point of each network is its depth and its total.
    """
    curves = [_summed(report, key) for report in reports]
    named = zip(names_of(reports), curves, strict=True)
    title = f"{measure_named(key).short_title} summed up along depth"
    lines = tuple(Curve(name, points) for name, points in named)
    return Curves("depth", key, lines, title, is_log=False)


def table_of_curves(curves: Curves) -> ChartTable:
    """The name, x and y of each point."""
    rows = (
        (curve.name.with_letter, _plain(x), _plain(y))
        for curve in curves.curves
        for x, y in curve.points
    )
    return ChartTable(("name", curves.x_key, curves.y_key), tuple(rows))


def table_of_stages(values: StageValues) -> ChartTable:
    """A network a row, a stage a column."""
    return ChartTable(("name", *values.stages), tuple(map(_row, values.rows)))


def table_of_cloud(cloud: Cloud) -> ChartTable:
    """The group, x and y of each point, and whether it is on the front."""
    front = {*cloud.front, *cloud.marked}
    greyed = (Curve(Name("left out"), cloud.greyed),) if cloud.greyed else ()
    rows = (
        (curve.name.with_letter, _plain(x), _plain(y), (x, y) in front)
        for curve in (*cloud.groups, *cloud.members, *greyed)
        for x, y in curve.points
    )
    return ChartTable(("name", cloud.x_key, cloud.y_key, "is_front"), tuple(rows))


def table_of_profiles(profiles: Profiles) -> ChartTable:
    """A network a row, a measure a column."""
    return ChartTable(("name", *profiles.keys), tuple(map(_row, profiles.rows)))


def profiles_of(reports: Sequence[CostReport], keys: Sequence[str]) -> Profiles:
    """Networks across several measures of the whole network."""
    measures = [measure_named(key) for key in keys]
    rows = (tuple(each.of_network(report) for each in measures) for report in reports)
    return Profiles(tuple(keys), tuple(zip(names_of(reports), rows, strict=True)))


def _row(named: tuple[Name, tuple[float | None, ...]]) -> tuple[str | float | None, ...]:
    name, values = named
    return (name.with_letter, *(None if value is None else _plain(value) for value in values))


def _summed(report: CostReport, key: str) -> tuple[tuple[float, float], ...]:
    measure = measure_named(key)
    if not measure.is_sum:
        raise UserError(f"{measure.title} is not a sum over layers. Choose MACs or parameters", key)
    aside = shortcut_paths(report.network.graph)
    layers = report.layers
    counts = accumulate(int(each.op in WEIGHTED and each.path not in aside) for each in layers)
    sums = accumulate(measure.value_of(each) or 0 for each in layers)
    return tuple(_last_of_each(zip(counts, sums, strict=True)))


def _last_of_each(pairs: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The last sum at each count, so that a point has what comes with a layer too."""
    return list(dict(pairs).items())


def _plain(value: float) -> float:
    """A whole number as one."""
    return int(value) if value == int(value) else value
