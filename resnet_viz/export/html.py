"""A table as one HTML page that needs nothing else: light or dark as the reader's system is."""

from collections.abc import Iterator, Sequence
from html import escape

from resnet_viz.core.text.numbers import words_html
from resnet_viz.export.table import Head, Table

STYLE = """
:root { color-scheme: light dark; --ink: #0f172a; --muted: #566275; --line: #d8e0ea; --page: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e5e9f0; --muted: #9aa7ba; --line: #2a3648; --page: #0f1520; } }
body { font: 14px/1.5 Inter, system-ui, sans-serif; color: var(--ink); background: var(--page);
  margin: 2rem; }
h1 { font-size: 1.25rem; font-weight: 600; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .8rem; text-align: left; white-space: nowrap; }
th { color: var(--muted); font-weight: 600; border-bottom: 2px solid var(--line);
  position: sticky; top: 0; background: var(--page); }
td { border-bottom: 1px solid var(--line); }
.number { text-align: right; }
tfoot td { font-weight: 600; border-top: 2px solid var(--line); border-bottom: 0; }
"""


def html_of(table: Table) -> str:
    """The words of a table under its title, numbers to the right, the totals at its foot."""
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        '<head><meta charset="utf-8">',
        f"<title>{escape(table.title)}</title>",
        f"<style>{STYLE}</style></head>",
        f"<body><h1>{escape(table.title)}</h1>",
        "<table>",
        f"<thead><tr>{''.join(_head(head) for head in table.heads)}</tr></thead>",
        "<tbody>",
        *_rows(table.heads, table.texts),
        "</tbody>",
        *(["<tfoot>", *_rows(table.heads, [table.total]), "</tfoot>"] if table.total else []),
        "</table></body></html>",
    ]
    return "\n".join(lines) + "\n"


def _head(head: Head) -> str:
    return f'<th scope="col"{_side(head)}>{words_html(head.title)}</th>'


def _rows(heads: Sequence[Head], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        pairs = zip(heads, row, strict=True)
        cells = (f"<td{_side(head)}>{words_html(cell)}</td>" for head, cell in pairs)
        yield f"<tr>{''.join(cells)}</tr>"


def _side(head: Head) -> str:
    return ' class="number"' if head.is_number else ""
