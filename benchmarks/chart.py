"""How fast a chart of 10,000 networks is placed and written: `python -m benchmarks.chart`.

Baseline: a chart of 100 points, so that what the files cost whatever is in them is known too.
"""

from collections.abc import Callable
from random import Random
from time import process_time
from typing import NamedTuple

from benchmarks.goal import Goal, finish
from resnet_viz.core.lab.series import Cloud, Curve, Name
from resnet_viz.diagram.chart.chart import Chart
from resnet_viz.diagram.chart.plot import ChartLook
from resnet_viz.diagram.chart.scatter import scatter
from resnet_viz.diagram.files.charts.chart_formats import chart_png
from resnet_viz.diagram.files.charts.pdf import chart_pdf
from resnet_viz.diagram.files.charts.svg import chart_svg

COUNT, FEW = 10_000, 100
ROUNDS = 5
KIB = 1024
GOALS = {"placed": 0.05, "SVG": 0.2, "PDF": 0.1, "PNG": 0.12}
MOST_KIB = {"SVG": 400.0, "PDF": 150.0}


class Written(NamedTuple):
    """The least CPU seconds of several rounds, and what came of it."""

    seconds: float
    size_bytes: int


def cloud_of(count: int) -> Cloud:
    """Points of both blocks, spread as networks of a sweep are."""
    random = Random(14)  # noqa: S311 - for places, not for secrets
    groups = []
    for block, factor in (("basic", 0.2), ("bottleneck", 0.5)):
        xs = [random.lognormvariate(16.5, 0.9) for _ in range(count // 2)]
        points = tuple((x, x * factor * random.lognormvariate(0, 0.5)) for x in xs)
        groups.append(Curve(Name(block, block=block), points))
    return Cloud("params", "activations", tuple(groups))


def fastest(make: Callable[[], bytes]) -> Written:
    """The fastest of several rounds; the first loads modules and fonts."""
    size, times = len(make()), []
    for _ in range(ROUNDS):
        begin = process_time()
        make()
        times.append(process_time() - begin)
    return Written(min(times), size)


def figures(count: int) -> dict[str, Written]:
    """Placing and each file of so many points."""
    cloud, look = cloud_of(count), ChartLook()
    chart: Chart = scatter(cloud, look)
    return {
        "placed": fastest(lambda: bytes(len(scatter(cloud, look).marks))),
        "SVG": fastest(lambda: chart_svg(chart).encode()),
        "PDF": fastest(lambda: chart_pdf(chart)),
        "PNG": fastest(lambda: chart_png(chart)),
    }


def main() -> None:
    """Ten thousand points against the goals, a hundred as the baseline."""
    found = figures(COUNT)
    goals = [
        Goal(f"{COUNT} points, {what}: CPU seconds", round(found[what].seconds, 3), most)
        for what, most in GOALS.items()
    ]
    goals += [
        Goal(f"{COUNT} points, {what}: KiB", round(found[what].size_bytes / KIB, 1), most)
        for what, most in MOST_KIB.items()
    ]
    few = {
        what: {"seconds": round(each.seconds, 4), "size_bytes": each.size_bytes}
        for what, each in figures(FEW).items()
    }
    finish("chart", goals, {f"{FEW} points": few})


if __name__ == "__main__":
    main()
