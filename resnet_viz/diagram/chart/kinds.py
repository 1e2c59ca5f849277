"""From the data of a chart to the chart, whatever its kind."""

from resnet_viz.core.lab.series import ChartData, ChartKind
from resnet_viz.diagram.chart.bars import bars, stacked_bars
from resnet_viz.diagram.chart.chart import Chart
from resnet_viz.diagram.chart.lines import lines
from resnet_viz.diagram.chart.parallel import parallel
from resnet_viz.diagram.chart.plot import ChartLook
from resnet_viz.diagram.chart.scatter import scatter


def chart_of(data: ChartData, look: ChartLook) -> Chart:
    """The chart of its kind; its data are there."""
    match data.kind:
        case ChartKind.GROUPED | ChartKind.STACKED:
            assert data.stages is not None
            make = bars if data.kind is ChartKind.GROUPED else stacked_bars
            return make(data.stages, look)
        case ChartKind.LINES:
            assert data.curves is not None
            return lines(data.curves, look)
        case ChartKind.SCATTER:
            assert data.cloud is not None
            return scatter(data.cloud, look)
    assert data.profiles is not None
    return parallel(data.profiles, look)
