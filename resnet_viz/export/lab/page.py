"""The report of a comparison as one page that needs nothing else. Names are text."""

from collections.abc import Iterator, Sequence
from html import escape

from resnet_viz.core.text.numbers import words_html
from resnet_viz.diagram.scene.theme import FONT_FAMILY
from resnet_viz.export.lab.dark import dark_css
from resnet_viz.export.lab.pictures import Layouts, chart_svg, drawn_svg
from resnet_viz.export.lab.report import Drawn, LabReport, Section
from resnet_viz.export.self_contained import made_by, self_contained
from resnet_viz.export.table import Head, Table

STYLE = """
:root { color-scheme: light dark; --ink: #0f172a; --muted: #566275; --line: #d8e0ea; --page: #fff;
  --soft: #f1f5f9; --accent: #2563eb; }
* { box-sizing: border-box; }
body { font: 15px/1.55 FAMILY, system-ui, sans-serif; color: var(--ink); background: var(--page);
  margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 80rem; }
h1 { font-size: 1.7rem; font-weight: 600; line-height: 1.25; margin: 0 0 1.5rem;
  overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; font-weight: 600; margin: 2.75rem 0 .6rem; padding-top: .9rem;
  border-top: 1px solid var(--line); overflow-wrap: anywhere; }
p { margin: .3rem 0; max-width: 62rem; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .875rem; }
th, td { padding: .3rem .6rem; text-align: left; white-space: nowrap; }
th:first-child, td:first-child { padding-left: .2rem; }
th { color: var(--muted); font-weight: 600; border-bottom: 2px solid var(--line); }
td { border-bottom: 1px solid var(--line); }
tbody tr:hover { background: var(--soft); }
.number { text-align: right; }
.group { margin-left: .2em; }
tfoot td { font-weight: 600; border-top: 2px solid var(--line); border-bottom: 0; }
figure { margin: 1.25rem 0; }
figure svg { display: block; max-width: 100%; height: auto; }
.row { display: flex; flex-wrap: wrap-reverse; gap: 1rem 2.5rem; align-items: flex-end; }
.row > figure { flex: 0 1 auto; max-width: min(100%, 48rem); margin: 0; }
.row > div { flex: 1 1 max-content; min-width: 0; max-width: 100%; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(27rem, 100%), 1fr));
  gap: 1.25rem; }
.charts figure { margin: 0; border: 1px solid var(--line); border-radius: 10px; padding: .8rem; }
.charts svg { width: 100%; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 8px;
  padding: .8rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
footer { color: var(--muted); font-size: .8rem; margin-top: 3rem; }
text { font-kerning: none; white-space: pre; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e5e9f0; --muted: #9aa7ba; --line: #2a3648; --page: #0f1520; --soft: #161e2c;
    --accent: #7aa9ff; }
  DARK
}
@media print {
  body { font-size: 10pt; padding: 0; max-width: none; }
  .scroll { overflow: visible; }
  table { font-size: 6.5pt; }
  th, td { padding: .12rem .3rem; }
  th { white-space: normal; }
  .row { display: block; }
  .row.blocks svg { max-height: 85mm; }
  footer { margin-top: 1rem; }
  .row.networks { display: grid; align-items: start; grid-template-columns: 2fr 3fr; }
  .row svg { max-height: 190mm; }
  figure, tr, pre, .scroll { break-inside: avoid; }
  tfoot { display: table-row-group; }
  h2 { break-after: avoid; }
  .charts { grid-template-columns: 1fr 1fr; }
  @page { margin: 16mm; }
}
"""


def report_page(report: LabReport, layouts: Layouts) -> str:
    """The page; the same bytes for the same report."""
    body = "\n".join(_body(report, layouts))
    style = STYLE.replace("FAMILY", FONT_FAMILY).replace("DARK", dark_css("figure"))
    return self_contained(report.title, style, body)


def _body(report: LabReport, layouts: Layouts) -> Iterator[str]:
    yield f"<h1>{escape(report.title)}</h1>"
    for place, section in enumerate(report.sections):
        yield "<section>"
        yield f"<h2>{_words(section.title)}</h2>"
        if section.drawn is not Drawn.BLOCKS:  # whose picture says them
            yield from (f"<p>{_words(each)}</p>" for each in section.sentences)
        if section.drawn:
            yield f'<div class="row {section.drawn}">'
            yield f"<figure>{drawn_svg(report, section.drawn, layouts)}</figure>"
            yield "<div>"
        yield from map(_table, section.tables)
        yield "</div></div>" if section.drawn else ""
        yield from _charts(section, place)
        if section.code:
            yield f"<pre><code>{escape(section.code)}</code></pre>"
        yield "</section>"
    yield made_by()


def _charts(section: Section, place: int) -> Iterator[str]:
    if section.charts:
        yield '<div class="charts">'
        for number, data in enumerate(section.charts):
            yield f"<figure>{chart_svg(data, f'chart-{place}-{number}')}</figure>"
        yield "</div>"


def _table(table: Table) -> str:
    heads = "".join(map(_head, table.heads))
    foot = f"<tfoot>{''.join(_rows(table.heads, [table.total]))}</tfoot>" if table.total else ""
    rows = "".join(_rows(table.heads, table.texts))
    return (
        f'<div class="scroll"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody>{foot}</table></div>"
    )


def _rows(heads: Sequence[Head], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        pairs = zip(heads, row, strict=True)
        cells = (f"<td{_side(head)}>{_words(cell)}</td>" for head, cell in pairs)
        yield f"<tr>{''.join(cells)}</tr>\n"


def _head(head: Head) -> str:
    return f'<th scope="col"{_side(head)}>{_words(head.title)}</th>'


def _side(head: Head) -> str:
    return ' class="number"' if head.is_number else ""


def _words(text: str) -> str:
    return words_html(text, '<span class="group">')
