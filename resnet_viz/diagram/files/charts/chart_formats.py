"""The files a chart can be written to: one row for each."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.files.save import save_bytes
from resnet_viz.diagram.chart.chart import Chart

DPI = 300.0
POINTS_PER_INCH = 72
INCHES_PER_METRE = 1 / 0.0254


@dataclass(frozen=True, slots=True)
class ChartFormat:
    """A file format by its suffix; `note` is what there is to say of one file, '' for nothing."""

    suffix: str
    title: str
    write: Callable[[Chart], bytes]
    note: Callable[[Chart], str] | None = None


def _svg(chart: Chart) -> bytes:
    from resnet_viz.diagram.files.charts.svg import chart_svg

    return chart_svg(chart).encode()


def _pdf(chart: Chart) -> bytes:
    from resnet_viz.diagram.files.charts.pdf import chart_pdf

    return chart_pdf(chart)


def _png(chart: Chart) -> bytes:
    return chart_png(chart)


def _tikz(chart: Chart) -> bytes:
    from resnet_viz.diagram.files.charts.tikz import chart_tikz

    return chart_tikz(chart).encode()


def _tikz_note(chart: Chart) -> str:
    from resnet_viz.diagram.files.charts.tikz import letters_of

    return letters_of(chart).note


CHART_FORMATS: tuple[ChartFormat, ...] = (
    ChartFormat(".svg", "SVG, scalable picture", _svg),
    ChartFormat(".pdf", "PDF, for papers", _pdf),
    ChartFormat(".png", "PNG, 300 pixels an inch", _png),
    ChartFormat(".tex", "LaTeX with TikZ", _tikz, _tikz_note),
)
CHART_SUFFIXES = " ".join(row.suffix for row in CHART_FORMATS)


def chart_png(chart: Chart, dpi: float = DPI) -> bytes:
    """The chart in pixels, drawn from its PDF; the same bytes each time."""
    from resnet_viz.diagram.files.charts.pdf import chart_pdf
    from resnet_viz.diagram.files.png import pixels_of_pdf

    factor = dpi / POINTS_PER_INCH
    size = ceil(round(chart.width * factor, 3)), ceil(round(chart.height * factor, 3))
    per_metre = round(dpi * INCHES_PER_METRE)
    pdf = chart_pdf(chart, is_packed=False)
    return pixels_of_pdf(pdf, size, per_metre, has_ground=bool(chart.ground))


def chart_format_named(suffix: str) -> ChartFormat:
    """The format of a suffix such as `.svg`; UserError names the known ones."""
    for row in CHART_FORMATS:
        if row.suffix == suffix.lower():
            return row
    what = (
        f"'{shortened(suffix)}' isn't a chart format" if suffix else "the file name has no suffix"
    )
    raise UserError(f"{what}. Choose one of {CHART_SUFFIXES}", "output")


def write_chart(chart: Chart, path: Path) -> str:
    """Writes a chart whole, in the format of the path's suffix, and gives what there is to note.

    UserError where it can't be written; what was there is then untouched.
    """
    form = chart_format_named(path.suffix)
    save_bytes(path, form.write(chart))
    return form.note(chart) if form.note else ""
