"""The report of a comparison as LaTeX: sentences and booktabs tables, to be put into a paper."""

from collections.abc import Iterator

from resnet_viz.core.text.tex import tex_text
from resnet_viz.export.lab.markdown import stage_tables
from resnet_viz.export.lab.report import LabReport, Section
from resnet_viz.export.latex import latex_of

NEEDS = "% Needs the packages booktabs and longtable."


def report_latex(report: LabReport) -> str:
    """A part of a document, for `\\input`; needs no caption to compile."""
    lines = [NEEDS, *(line for section in report.sections for line in _lines(section))]
    return "\n\n".join(lines) + "\n"


def _lines(section: Section) -> Iterator[str]:
    yield rf"\paragraph{{{tex_text(section.title)}}}"
    yield from map(tex_text, section.sentences)
    for table in (*section.tables, *(each for c in section.charts for each in stage_tables(c))):
        yield latex_of(table).rstrip("\n")
    if section.code:
        yield rf"\texttt{{{tex_text(section.code)}}}"
