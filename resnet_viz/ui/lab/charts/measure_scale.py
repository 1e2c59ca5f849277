"""The axis of a measure on screen, of the same title and unit as in files."""

from resnet_viz.diagram.chart.axes import measure_axis
from resnet_viz.ui.charts.scale import Scale


def scale_of(key: str, *, is_log: bool = False) -> Scale:
    """The axis of a measure by its key, or of what is varied."""
    axis = measure_axis(key)
    return Scale(axis.title, is_log, axis.unit)
