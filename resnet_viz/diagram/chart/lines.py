"""Lines: a measure summed up along depth, or against depth, width or input size."""

from resnet_viz.core.lab.series import Curves
from resnet_viz.diagram.chart.axes import measure_axis
from resnet_viz.diagram.chart.chart import Chart, Dots, Lines, Mark
from resnet_viz.diagram.chart.legend import Entry, Sample
from resnet_viz.diagram.chart.names import look_of
from resnet_viz.diagram.chart.plot import ChartLook, Side, plot_of, scale_of
from resnet_viz.diagram.scene.theme import Pen

MOST_MARKED = 30  # points of a line, beyond which markers would be one band
WIDTH, RADIUS = 1.1, 2.1


def lines(data: Curves, look: ChartLook) -> Chart:
    """One line for each network or block; an axis that spans more than 30 × is logarithmic."""
    x_axis, y_axis = measure_axis(data.x_key), measure_axis(data.y_key)
    points = [point for curve in data.curves for point in curve.points]
    is_log = data.is_log
    x_scale = scale_of([x for x, _ in points], from_zero=is_log is False, is_log=is_log)
    x = Side(x_axis, x_scale, has_grid=False)
    y = Side(y_axis, scale_of([y for _, y in points], from_zero=True, is_log=is_log))
    looks = [look_of(curve.name, place, look.theme) for place, curve in enumerate(data.curves)]
    is_marked = max((len(curve.points) for curve in data.curves), default=0) <= MOST_MARKED
    entries = [
        Entry(each, curve.name.with_letter, Sample.LINE, is_marked)
        for each, curve in zip(looks, data.curves, strict=True)
    ]
    title = data.title or f"{y_axis.title} against {x_axis.title.lower()}"
    plot = plot_of(look, title, x, y, entries)
    inside: list[Mark] = []
    for each, curve in zip(looks, data.curves, strict=True):
        path = plot.points_of(curve.points)
        inside.append(Lines((path,), Pen(each.color, WIDTH, each.dash)))
        if is_marked:
            inside.append(Dots(path, RADIUS, each.color, each.shape))
    return plot.chart(inside)
