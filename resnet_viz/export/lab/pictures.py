"""The pictures of a report as parts of its page: they use its font, and its names are not ids."""

import re
from collections.abc import Callable, Iterable, Mapping

from resnet_viz.core.lab.series import ChartData
from resnet_viz.diagram.chart.kinds import chart_of
from resnet_viz.diagram.chart.plot import ChartLook
from resnet_viz.diagram.drawing import picture_of
from resnet_viz.diagram.files.charts.svg import inline_svg
from resnet_viz.diagram.files.svg import svg_of
from resnet_viz.diagram.look import Look
from resnet_viz.diagram.scene.picture import Picture
from resnet_viz.diagram.scene.theme import LIGHT, Theme
from resnet_viz.diagram.view import Level, View
from resnet_viz.export.blocks import pair_picture
from resnet_viz.export.lab.report import Drawn, LabReport

Layouts = Callable[[Iterable[str]], Mapping[str, str]]
CHART_MM = 132.0
HEAD = re.compile(r"<\?xml[^>]*\?>\n|<style>.*?</style>\n?", re.DOTALL)
IDS = re.compile(r'(?<= id=")|(?<= aria-labelledby=")|(?<=\(#)(?=part\))')


def drawn_svg(report: LabReport, drawn: Drawn, layouts: Layouts) -> str:
    """The networks next to each other, or both blocks, as an element of a page."""
    return inline_picture(picture_drawn(report, drawn, layouts), drawn)


def picture_drawn(
    report: LabReport, drawn: Drawn, layouts: Layouts, theme: Theme = LIGHT
) -> Picture:
    """The picture in a theme; of two networks what differs is marked."""
    if drawn is Drawn.BLOCKS:
        assert report.pair
        return pair_picture(report.pair, theme)
    look = Look(
        View(Level.BLOCK, is_folded=True),
        theme,
        batch=report.batch,
        is_marked=len(report.networks) == 2,
    )
    return picture_of(report.networks, look, layouts)


def chart_svg(data: ChartData, name: str, theme: Theme = LIGHT) -> str:
    """A chart as an element of a page."""
    return inline_svg(chart_of(data, ChartLook(theme, CHART_MM)), name)


def inline_picture(picture: Picture, name: str) -> str:
    """A diagram as an element: without the head of a file and its font, its ids begin with a name.

    Quotes in texts are escaped, so that what looks like an attribute is one.
    """
    return IDS.sub(f"{name}-", HEAD.sub("", svg_of(picture, has_font=False)))
