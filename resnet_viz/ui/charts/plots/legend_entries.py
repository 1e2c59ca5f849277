"""The legend of plots on screen, with the same signs as in files."""

from collections.abc import Sequence

from resnet_viz.core.experiments.plot import Plot
from resnet_viz.diagram.chart.results.entries import entries_of
from resnet_viz.diagram.chart.results.scales import Axes
from resnet_viz.ui.charts.legend import Entry
from resnet_viz.ui.look.colors import Colors


def screen_entries(
    plots: Sequence[Plot], axes: Sequence[Axes], colors: Colors
) -> tuple[Entry, ...]:
    """What has which colour, mark and dash in any of the plots."""
    return tuple(
        Entry(each.look.color, each.text, each) for each in entries_of(plots, axes, colors.picture)
    )
