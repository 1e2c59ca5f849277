"""Charts of each kind, small and large, of real networks and of made-up points."""

from random import Random

from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.lab.series import (
    Cloud,
    Curve,
    Name,
    along_depth,
    by_stage,
    names_of,
    profiles_of,
)
from resnet_viz.core.networks import network_named
from resnet_viz.diagram.chart.bars import bars, stacked_bars
from resnet_viz.diagram.chart.chart import Chart
from resnet_viz.diagram.chart.lines import lines
from resnet_viz.diagram.chart.parallel import parallel
from resnet_viz.diagram.chart.plot import ChartLook
from resnet_viz.diagram.chart.scatter import scatter

ARCHS = ("resnet34", "resnet50", "resnet,block=basic,stages=3-5-7-3")
MANY = (*ARCHS, "wide_resnet50_2", "resnext50_32x4d", "resnet101,width=48,stem=deep")
KEYS = ("depth", "params", "macs", "activations", "peak_inference_bytes")


def reports(archs: tuple[str, ...] = ARCHS) -> list[CostReport]:
    return [report_of(network_named(arch)) for arch in archs]


def made_up_cloud(count: int, x_most: float | None = None, y_most: float | None = None) -> Cloud:
    """Points of both blocks, with the members of `ARCHS`; the front is that of all points."""
    random = Random(4)  # noqa: S311 - for places, not for secrets
    groups = []
    for block, shift in (("basic", -1.6), ("bottleneck", -0.7)):
        xs = [random.lognormvariate(16.5, 0.9) for _ in range(count // 2)]
        points = tuple((x, x * random.lognormvariate(shift, 0.5)) for x in xs)
        groups.append(Curve(Name(block, block=block), points))
    every = sorted(point for group in groups for point in group.points)
    front = [p for p in every if not any(q != p and q[0] <= p[0] and q[1] <= p[1] for q in every)]
    found = reports()
    members = tuple(
        Curve(name, ((report.totals.params, report.totals.activations),))
        for name, report in zip(names_of(found), found, strict=True)
    )
    cloud = Cloud("params", "activations", tuple(groups), tuple(front), members=members)
    return cloud._replace(x_most=x_most, y_most=y_most)


def charts(look: ChartLook) -> dict[str, Chart]:
    """One of each kind."""
    return {
        "bars": bars(by_stage(reports(), "activations"), look),
        "many bars": bars(by_stage(reports(MANY), "macs"), look),
        "stacked": stacked_bars(by_stage(reports(), "macs"), look),
        "lines": lines(along_depth(reports(), "macs"), look),
        "scatter": scatter(made_up_cloud(300, 60e6, 20e6), look),
        "parallel": parallel(profiles_of(reports(MANY), KEYS), look),
    }
