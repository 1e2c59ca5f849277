"""The lesson sheet as one page that needs nothing else, for screen and for A4."""

from collections.abc import Iterator, Sequence
from html import escape

from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.text.letters import shown_text
from resnet_viz.diagram.chart.chart import Chart
from resnet_viz.diagram.chart.plot import ChartLook
from resnet_viz.diagram.chart.plots import chart_of_plots
from resnet_viz.diagram.files.charts.svg import inline_svg
from resnet_viz.diagram.layout.block_figure import block_figure
from resnet_viz.diagram.scene.picture import Picture
from resnet_viz.diagram.scene.theme import DARK, FONT_FAMILY, LIGHT
from resnet_viz.export.lab.dark import dark_css
from resnet_viz.export.lab.pictures import inline_picture
from resnet_viz.export.lesson import words
from resnet_viz.export.lesson.colors import dark_rules, paired_colors
from resnet_viz.export.lesson.sheet import Figure, LessonSheet, sheet_of
from resnet_viz.export.self_contained import made_by, self_contained

WIDTH_MM = 178.0  # between the margins of A4
STYLE = """
:root { color-scheme: light dark; --ink: #0f172a; --muted: #566275; --line: #d8e0ea; --page: #fff;
  --soft: #f1f5f9; }
* { box-sizing: border-box; }
body { font: 15px/1.55 FAMILY, system-ui, sans-serif; color: var(--ink); background: var(--page);
  margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 60rem; }
h1 { font-size: 1.7rem; font-weight: 600; line-height: 1.25; margin: 0 0 .6rem; }
h2 { font-size: 1.2rem; font-weight: 600; margin: 2.5rem 0 .3rem; padding-top: .9rem;
  border-top: 1px solid var(--line); }
p { margin: .4rem 0; max-width: 50rem; overflow-wrap: anywhere; }
.lead, .setting, .note { color: var(--muted); }
.question { font-weight: 600; }
.setting { font-size: .85rem; }
figure { margin: 1rem 0; }
figure svg { display: block; max-width: 100%; height: auto; }
.chart svg { width: 100%; }
.blocks { display: flex; flex-wrap: wrap; gap: 1rem 3rem; }
.blocks figure { flex: 0 1 auto; max-width: 100%; margin: .6rem 0; }
figcaption { color: var(--muted); font-size: .85rem; max-width: 20rem; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 8px;
  padding: .5rem .8rem; margin: .3rem 0; white-space: pre-wrap; overflow-wrap: anywhere;
  font-size: .85rem; }
footer { color: var(--muted); font-size: .8rem; margin-top: 3rem; }
text { font-kerning: none; white-space: pre; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e5e9f0; --muted: #9aa7ba; --line: #2a3648; --page: #0f1520; --soft: #161e2c; }
  DARK
}
@media print {
  body { font-size: 9pt; line-height: 1.4; padding: 0; max-width: none; }
  h2 { font-size: 12pt; margin: 1rem 0 .2rem; padding-top: .5rem; break-after: avoid; }
  p { margin: .2rem 0; max-width: none; }
  figure { margin: .4rem 0; }
  pre { padding: .25rem .5rem; margin: .2rem 0; }
  .setting, figcaption, pre, footer { font-size: 8pt; }
  footer { margin-top: 1rem; }
  .question { break-after: avoid; }
  figure, pre, p, .repeat { break-inside: avoid; }
  .chart { break-after: avoid; }
  .chart svg { max-height: 225mm; }
  .blocks { display: grid; grid-template-columns: 1fr 1fr; }
  .blocks svg { max-height: 62mm; width: auto; }
  @page { size: A4; margin: 16mm; }
}
"""


def lesson_page(outcomes: Sequence[Outcome]) -> str:
    """The page of what was measured; the same bytes for the same results."""
    sheet = sheet_of(outcomes)
    charts = [_chart(figure, ChartLook(LIGHT, WIDTH_MM)) for figure in sheet.figures]
    dark = [_chart(figure, ChartLook(DARK, WIDTH_MM)) for figure in sheet.figures]
    rules = dark_rules(".chart", paired_colors(zip(charts, dark, strict=True)))
    style = STYLE.replace("FAMILY", FONT_FAMILY).replace("DARK", dark_css(".blocks") + rules)
    return self_contained(words.TITLE, style, "\n".join(_body(sheet, charts)))


def _chart(figure: Figure, look: ChartLook) -> Chart:
    return chart_of_plots(figure.plots, "", look)


def _body(sheet: LessonSheet, charts: Sequence[Chart]) -> Iterator[str]:
    yield f"<h1>{words.TITLE}</h1>"
    yield _paragraph(words.LEAD if sheet.figures else words.NOTHING, "lead")
    yield from _block_section(sheet)
    for figure, chart in zip(sheet.figures, charts, strict=True):
        yield from _figure(figure, chart)
    yield f"<section><h2>{words.SOURCES}</h2>"
    yield from map(_paragraph, sheet.sources)
    yield "</section>"
    yield made_by()


def _block_section(sheet: LessonSheet) -> Iterator[str]:
    yield f"<section><h2>{words.BLOCK_TITLE}</h2>"
    yield from map(_paragraph, words.BLOCK)
    yield '<div class="blocks">'
    for number, block in enumerate(sheet.blocks):
        figure = block_figure(sheet.network.graph, block)
        drawn = inline_picture(Picture(figure.scene, LIGHT, has_legend=False), f"block-{number}")
        says = words.CHANGING if number else words.IDENTITY
        title = f"{shown_text(sheet.network.title)}, {block.path}. {says}"
        yield f"<figure>{drawn}<figcaption>{escape(title)}</figcaption></figure>"
    yield "</div></section>"


def _figure(figure: Figure, chart: Chart) -> Iterator[str]:
    yield f"<section><h2>{figure.number}  {escape(figure.title)}</h2>"
    yield _paragraph(figure.question, "question")
    yield f'<figure class="chart">{inline_svg(chart, f"figure-{figure.number}")}</figure>'
    yield _paragraph(" ".join(figure.claims))
    yield _paragraph(" ".join(figure.setting), "setting")
    yield f'<div class="repeat">{_paragraph(words.REPEAT, "setting")}'
    yield f"<pre><code>{escape(figure.command)}</code></pre></div></section>"


def _paragraph(text: str, kind: str = "") -> str:
    name = f' class="{kind}"' if kind else ""
    return f"<p{name}>{escape(shown_text(text))}</p>"
