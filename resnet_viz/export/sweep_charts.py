"""The chart of a sweep: its networks as points of two measures, its front as stairs."""

from collections.abc import Sequence
from typing import NamedTuple

from resnet_viz.core.cost.measure import Better
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.series import Cloud, Curve, Name
from resnet_viz.core.lab.sweep.measures import BY_KEY
from resnet_viz.core.lab.sweep.recipe import values_at
from resnet_viz.core.lab.sweep.swept import Sweep
from resnet_viz.core.resnet.arch import spec_named, spec_with
from resnet_viz.core.wording import counted
from resnet_viz.diagram.chart.axes import measure_axis
from resnet_viz.diagram.chart.chart import Chart
from resnet_viz.diagram.chart.colors import BLOCKS
from resnet_viz.diagram.chart.plot import ChartLook
from resnet_viz.diagram.chart.scatter import scatter
from resnet_viz.diagram.files.charts.chart_formats import chart_format_named

AXES = ("params", "macs")  # where no front names others
USUAL = ChartLook()  # one column of a paper


class Place(NamedTuple):
    """A network of a sweep as a point: where it is in the columns, its block, and both measures."""

    at: int
    block: str
    x: float
    y: float


def sweep_chart(sweep: Sweep, look: ChartLook = USUAL) -> Chart:
    """The chosen networks by the first two measures of the front; UserError where none has both."""
    return scatter(cloud_of(sweep), look)


def chart_bytes(sweep: Sweep, suffix: str) -> bytes:
    """The chart as a file."""
    return chart_format_named(suffix).write(sweep_chart(sweep))


def cloud_of(sweep: Sweep, axes: Sequence[str] = ()) -> Cloud:
    """The points of a sweep by two measures, those of its front if none are named.

    The front is drawn where it is that of just these two; of more measures its networks are marked.
    """
    x_key, y_key = axes or sweep.asked.front[:2] or AXES
    places = _places(sweep, x_key, y_key)
    if not places:
        raise UserError("no network of this sweep has both measures. Choose others", "front")
    groups = tuple(
        Curve(Name(block, block=block), points)
        for block in BLOCKS
        if (points := tuple((each.x, each.y) for each in places if each.block == block))
    )
    on_front = sorted((each.x, each.y) for each in places if sweep.front and each.at in sweep.front)
    is_stairs = set(sweep.asked.front) == {x_key, y_key}
    return Cloud(
        x_key,
        y_key,
        groups,
        tuple(dict.fromkeys(on_front)) if is_stairs else (),
        () if is_stairs else tuple(on_front),
        BY_KEY[x_key].better is not Better.FEWER,
        BY_KEY[y_key].better is not Better.FEWER,
        title=_title(x_key, y_key, len(places)),
    )


def _places(sweep: Sweep, x_key: str, y_key: str) -> list[Place]:
    xs, ys = sweep.columns[x_key], sweep.columns[y_key]
    known = ((i, x, y) for i, (x, y) in enumerate(zip(xs, ys, strict=True)))
    return [
        Place(i, _block(sweep, i), float(x), float(y))
        for i, x, y in known
        if x is not None and y is not None
    ]


def _block(sweep: Sweep, index: int) -> str:
    values = values_at(sweep.asked.recipe, sweep.places[index])
    if block := values.get("block"):
        return str(block)
    values.pop("batch", None)
    return str(spec_with(spec_named(values.pop("name")), values).block)


def _title(x_key: str, y_key: str, count: int) -> str:
    x, y = measure_axis(x_key).title, measure_axis(y_key).title
    return f"{y} against {x[:1].lower()}{x[1:]}, {counted(count, 'network')}"
