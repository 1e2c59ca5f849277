"""The files that the report of a comparison can be written to: one row for each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.export.lab.report import LabReport
from resnet_viz.export.tables import csv_of
from resnet_viz.jobs.drawing_child import layouts_for

Layouts = Callable[[Iterable[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A format by its suffix; `write` takes how diagrams are laid out."""

    suffix: str
    title: str
    write: Callable[[LabReport, Layouts], str]


def _html(report: LabReport, layouts: Layouts) -> str:
    from resnet_viz.export.lab.page import report_page

    return report_page(report, layouts)


def _markdown(report: LabReport, _: Layouts) -> str:
    from resnet_viz.export.lab.markdown import report_markdown

    return report_markdown(report)


def _csv(report: LabReport, _: Layouts) -> str:
    return csv_of(report.comparison)


def _latex(report: LabReport, _: Layouts) -> str:
    from resnet_viz.export.lab.latex import report_latex

    return report_latex(report)


REPORT_FORMATS: tuple[ReportFormat, ...] = (
    ReportFormat(".html", "HTML, one page with diagrams and charts", _html),
    ReportFormat(".md", "Markdown", _markdown),
    ReportFormat(".csv", "CSV, the measures", _csv),
    ReportFormat(".tex", "LaTeX, tables for papers", _latex),
)


def report_format_named(suffix: str) -> ReportFormat:
    """The format of a suffix such as `.html`; UserError names the known ones."""
    for row in REPORT_FORMATS:
        if row.suffix == suffix.lower():
            return row
    known = " ".join(row.suffix for row in REPORT_FORMATS)
    what = f"'{shortened(suffix)}' isn't a report format" if suffix else "the file has no suffix"
    raise UserError(f"{what}. Choose one of {known}", "output")


def report_bytes(report: LabReport, suffix: str, layouts: Layouts = layouts_for) -> bytes:
    """The report as a file; UserError for an unknown suffix, and where nothing can be laid out."""
    return report_format_named(suffix).write(report, layouts).encode()
