"""Tables and figures for a terminal: bold and dim there, plain and whole in a pipe.

Written out by hand: rich takes half a second for the 515 rows of ResNet-152.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import category, east_asian_width

from resnet_viz.cli.output import print_result, say
from resnet_viz.core.text.letters import narrowed, shown_text
from resnet_viz.export.table import Head, Table

LEAST_HEADS = 4
GAP = "   "
BOLD = "\x1b[1m"  # ANSI's escape sequences
DIM = "\x1b[2m"
USUAL = "\x1b[0m"


def show(*parts: str) -> None:
    """Prints the parts one below the other, with a line between them."""
    lines = (line.rstrip() for line in "\n\n".join(parts).split("\n"))
    print_result("\n".join(lines) + "\n")


def grid_of(table: Table) -> str:
    """The words of a table; what a narrow terminal has no room for is left out and said so."""
    left_out, table = 0, _narrowed(table)
    while sys.stdout.isatty() and _width(table) > shutil.get_terminal_size().columns:
        if len(table.heads) <= LEAST_HEADS:
            break
        table = _without_last(table)
        left_out += 1
    if left_out:
        columns = shutil.get_terminal_size().columns
        say(f"{left_out} more columns don't fit into {columns} characters. --csv has them all")
    return _grid(table)


def table_turned(table: Table) -> Table:
    """The table on its side, for few rows of many columns."""
    names, *rest = zip(*table.texts, strict=True)
    heads = (Head("", is_number=False), *(Head(name, is_number=True) for name in names))
    titles = (head.title for head in table.heads[1:])
    texts = tuple((title, *cells) for title, cells in zip(titles, rest, strict=True))
    return replace(table, heads=heads, texts=texts)


def heading(title: str, rest: str = "") -> str:
    """A title, and what is less important after it."""
    return _styled(shown_text(title), BOLD) + (f"{GAP}{shown_text(rest)}" if rest else "")


def pairs_grid(rows: Sequence[Sequence[str]]) -> str:
    """Names, their figures, and what is less important after them."""
    rows = [tuple(map(_shown, row)) for row in rows]
    names = max(_cells(row[0]) for row in rows)
    figures = max(_cells(row[1]) for row in rows)
    return "\n".join(
        GAP.join((
            _styled(_to_left(name, names), DIM),
            _to_right(figure, figures),
            *(_styled(word, DIM) for word in words),
        ))
        for name, figure, *words in rows
    )  # fmt: skip


def _grid(table: Table) -> str:
    widths = _widths(table)
    titles = [head.title for head in table.heads]
    line = _styled("─" * _width(table), DIM)
    lines = [_styled(_row(table, titles, widths), BOLD), line]
    lines += [_row(table, row, widths) for row in table.texts]
    if table.total:
        lines += [line, _styled(_row(table, table.total, widths), BOLD)]
    return "\n".join(lines)


def _row(table: Table, cells: Sequence[str], widths: Sequence[int]) -> str:
    return GAP.join(
        _to_right(cell, width) if head.is_number else _to_left(cell, width)
        for cell, width, head in zip(cells, widths, table.heads, strict=True)
    )


def _widths(table: Table) -> list[int]:
    titles = [head.title for head in table.heads]
    rows = (titles, *table.texts, *([table.total] if table.total else []))
    return [max(map(_cells, column)) for column in zip(*rows, strict=True)]


def _width(table: Table) -> int:
    widths = _widths(table)
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _without_last(table: Table) -> Table:
    return replace(
        table,
        heads=table.heads[:-1],
        texts=tuple(row[:-1] for row in table.texts),
        total=table.total[:-1],
    )


def _narrowed(table: Table) -> Table:
    """The table as the terminal's encoding has it, before its columns are measured."""
    return replace(
        table,
        texts=tuple(tuple(map(_shown, row)) for row in table.texts),
        total=tuple(map(_shown, table.total)),
    )


def _shown(text: str) -> str:
    return narrowed(shown_text(text), sys.stdout.encoding)


def _to_left(text: str, width: int) -> str:
    return text + " " * (width - _cells(text))


def _to_right(text: str, width: int) -> str:
    return " " * (width - _cells(text)) + text


def _cells(text: str) -> int:
    """How many places of a terminal a text takes: two for a Chinese letter, none for an accent."""
    if text.isascii():
        return len(text)
    return sum(_places(letter) for letter in text)


def _places(letter: str) -> int:
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1


def _styled(text: str, style: str) -> str:
    return f"{style}{text}{USUAL}" if _is_styled() else text


def _is_styled() -> bool:
    """In a terminal that knows styles, unless a person asks for none (https://no-color.org)."""
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not is_plain and sys.platform != "win32"
