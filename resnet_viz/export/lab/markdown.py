"""The report of a comparison in GitHub's Markdown: sentences, tables, the command."""

from collections.abc import Iterator
from re import sub

from resnet_viz.core.lab.series import ChartData
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.text.numbers import plain_numbers
from resnet_viz.core.wording import NONE
from resnet_viz.diagram.chart.axes import measure_axis
from resnet_viz.diagram.chart.ticks import tick_text
from resnet_viz.export.lab.report import LabReport, Section
from resnet_viz.export.table import Head, Table
from resnet_viz.export.tables import markdown_of


def report_markdown(report: LabReport) -> str:
    """The report as one document; of charts by stage it has the numbers."""
    parts = [f"# {_plain(report.title)}"]
    for section in report.sections:
        parts += _parts(section)
    return "\n\n".join(parts) + "\n"


def _parts(section: Section) -> Iterator[str]:
    yield f"## {_plain(section.title)}"
    yield from map(_plain, section.sentences)
    tables = (*section.tables, *(table for each in section.charts for table in stage_tables(each)))
    for table in tables:
        if table.title != section.title and len(tables) > 1:
            yield f"### {_plain(table.title)}"
        yield markdown_of(table).rstrip("\n")
    if section.code:
        yield f"```sh\n{section.code}\n```"


def stage_tables(chart: ChartData) -> Iterator[Table]:
    """The numbers of a chart by stage as a table: a stage a row, a network a column."""
    values = chart.stages
    if values is None:
        return
    axis = measure_axis(values.key)
    heads = (
        Head("Stage", is_number=False),
        *(Head(shown_text(name.with_letter), is_number=True) for name, _ in values.rows),
    )
    columns = (
        tuple(NONE if value is None else tick_text(value, axis.unit) for value in row)
        for _, row in values.rows
    )
    rows = tuple(zip(map(shown_text, values.stages), *columns, strict=True))
    yield Table(f"{axis.title} by stage", (), (), heads, rows, (), None)


def _plain(text: str) -> str:
    """Words that no part of Markdown is read in."""
    return sub(r"[\\`*_{}\[\]<>#|~]", r"\\\g<0>", plain_numbers(text))
