"""Tables and figures for a terminal, by rich: coloured there, plain and whole in a pipe."""

from collections.abc import Sequence
from dataclasses import replace
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from resnet_viz.cli.output import print_result, say
from resnet_viz.export.table import Head, Table

PIPE_COLUMNS = 100_000  # a pipe has no edge at which a number could be cut
LEAST_HEADS = 4


def show(*parts: RenderableType) -> None:
    """Prints the parts one below the other, with a line between them."""
    console, page = _console(), StringIO()
    console.file = page  # print_result alone writes, and knows what to say when it can't
    for number, part in enumerate(parts):
        if number:
            console.print()
        console.print(part)
    lines = (line.rstrip() for line in page.getvalue().split("\n"))
    print_result("\n".join(lines))


def grid_of(table: Table) -> Grid:
    """The words of a table; what a narrow terminal has no room for is left out and said so."""
    width = _console().width
    left_out = 0
    while _grid(table).__rich_measure__(_wide(), _wide().options).maximum > width:
        if len(table.heads) <= LEAST_HEADS:
            break
        table = _without_last(table)
        left_out += 1
    if left_out:
        say(f"{left_out} more columns than {width} characters hold; --csv has them all")
    return _grid(table)


def turned(table: Table) -> Table:
    """The table on its side, for few rows of many columns."""
    names, *rest = zip(*table.texts, strict=True)
    heads = (Head("", is_number=False), *(Head(name, is_number=True) for name in names))
    titles = (head.title for head in table.heads[1:])
    texts = tuple((title, *cells) for title, cells in zip(titles, rest, strict=True))
    return replace(table, heads=heads, texts=texts)


def heading(title: str, rest: str = "") -> Text:
    """A title, and what is less important behind it."""
    return Text.assemble((title, "bold"), f"   {rest}" if rest else "")


def pairs_grid(rows: Sequence[Sequence[str]]) -> Grid:
    """Names and their figures, without lines around them."""
    grid = Grid.grid(padding=(0, 3, 0, 0))
    for place in range(max(map(len, rows))):
        grid.add_column(justify="right" if place == 1 else "left", no_wrap=place < 2)
    for row in rows:
        grid.add_row(Text(row[0], style="dim"), *map(Text, row[1:2]), *_dimmed(row[2:]))
    return grid


def _dimmed(texts: Sequence[str]) -> list[Text]:
    return [Text(text, style="dim") for text in texts]


def _grid(table: Table) -> Grid:
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for head in table.heads:
        grid.add_column(
            Text(head.title), justify="right" if head.is_number else "left", no_wrap=True
        )
    for row in table.texts:
        grid.add_row(*map(Text, row))
    if table.total:
        grid.add_section()
        grid.add_row(*(Text(text, style="bold") for text in table.total))
    return grid


def _without_last(table: Table) -> Table:
    return replace(
        table,
        heads=table.heads[:-1],
        texts=tuple(row[:-1] for row in table.texts),
        total=table.total[:-1],
    )


def _console() -> Console:
    """As wide and as colourful as standard output."""
    console = Console(highlight=False)
    return console if console.is_terminal else _wide()


def _wide() -> Console:
    return Console(highlight=False, width=PIPE_COLUMNS)
