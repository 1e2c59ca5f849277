"""The files that a table can be written to: one row for each."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from re import sub
from typing import Any

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.text.numbers import plain_numbers
from resnet_viz.export.spreadsheet import inert_cell
from resnet_viz.export.table import Head, Table


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A format by its suffix and its option on the command line; `write` gives the text."""

    suffix: str
    option: str
    title: str
    write: Callable[[Table], str]


def csv_of(table: Table) -> str:
    """Comma-separated exact values with a line of keys; no totals, they would be summed too.

    A text that a spreadsheet would run as a formula is marked as text.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(inert_cell, table.keys))
    writer.writerows(map(inert_cell, row) for row in table.values)
    return out.getvalue()


def text_of(table: Table) -> str:
    """The words of a table with tabs between them, as spreadsheets and plain text take them."""
    rows = [tuple(head.title for head in table.heads), *table.texts]
    rows += [table.total] if table.total else []
    return "".join("\t".join(map(plain_numbers, row)) + "\n" for row in rows)


def json_of(table: Table) -> str:
    """The promised JSON."""
    return json_text(table.source)


def markdown_of(table: Table) -> str:
    """A table in GitHub's Markdown, its numbers in plain digits."""
    rows = [tuple(head.title for head in table.heads), tuple(map(_rule, table.heads)), *table.texts]
    total = [tuple(f"**{text}**" if text else "" for text in table.total)] if table.total else []
    lines = ["| " + " | ".join(map(_markdown_cell, row)) + " |" for row in rows + total]
    return "\n".join(lines) + "\n"


def latex_of(table: Table) -> str:
    """LaTeX for `booktabs`, and `longtable` where a page may not hold it."""
    from resnet_viz.export.latex import latex_of

    return latex_of(table)


def html_of(table: Table) -> str:
    """A page of its own."""
    from resnet_viz.export.html import html_of

    return html_of(table)


TABLES: tuple[TableFormat, ...] = (
    TableFormat(".csv", "csv", "CSV, for spreadsheets", csv_of),
    TableFormat(".md", "markdown", "Markdown", markdown_of),
    TableFormat(".tex", "latex", "LaTeX, for papers", latex_of),
    TableFormat(".html", "html", "HTML, for browsers", html_of),
    TableFormat(".json", "json", "JSON, for programs", json_of),
)


def table_named(name: str) -> TableFormat:
    """The format of a suffix such as `.csv` or an option such as `csv`; UserError for others."""
    for row in TABLES:
        if name.lower() in (row.suffix, row.option):
            return row
    known = " ".join(row.suffix for row in TABLES)
    what = f"'{shortened(name)}' isn't a table format" if name else "the file name has no suffix"
    raise UserError(f"{what}. Choose one of {known}", "output")


def json_text(values: Any) -> str:
    """JSON with a line for each key, and for each row of what is a list of rows."""
    if not isinstance(values, dict):
        return _json_value(values, "") + "\n"
    parts = (f" {json.dumps(key)}: {_json_value(value, ' ')}" for key, value in values.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json_value(value: Any, indent: str) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        rows = (f"{indent} {json.dumps(row)}" for row in value)
        return "[\n" + ",\n".join(rows) + f"\n{indent}]"
    return json.dumps(value)


def _rule(head: Head) -> str:
    return "---:" if head.is_number else ":---"


def _markdown_cell(text: str) -> str:
    """The text as it is: no part of it ends the cell, or is a tag, a link or code."""
    return sub(r"[|<\[`]", r"\\\g<0>", plain_numbers(text))
