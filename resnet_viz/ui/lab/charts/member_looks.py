"""How the networks of a comparison, and blocks, are drawn on screen: as in files."""

from resnet_viz.core.lab.series import Curves
from resnet_viz.diagram.chart.names import look_of
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.charts.lines import LineSeries


def lines_of(curves: Curves, theme: Theme) -> list[LineSeries]:
    """A line for each network, or for each block."""
    lines = []
    for place, (name, points) in enumerate(curves.curves):
        look = look_of(name, place, theme)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        lines.append(LineSeries(name.with_letter, look.color, xs, ys, look.dash))
    return lines
