"""A table as LaTeX in the manner of booktabs, every sign escaped."""

from collections.abc import Iterator, Sequence

from resnet_viz.core.text.tex import beyond_tex, tex_text
from resnet_viz.export.table import Head, Table

PAGE_ROWS = 45


def latex_of(table: Table) -> str:
    """A `tabular`, or a `longtable` where a page may not hold it; needs no caption to compile."""
    is_long = len(table.texts) > PAGE_ROWS
    environment = "longtable" if is_long else "tabular"
    packages = "booktabs and longtable" if is_long else "booktabs"
    heads = [head.title for head in table.heads]
    letters = beyond_tex(
        "".join(each for row in (heads, *table.texts, table.total) for each in row)
    )
    lines = [
        f"% {table.title}. Needs the {'packages' if is_long else 'package'} {packages}.",
        *([f"% Needs XeLaTeX or LuaLaTeX, and a font that has {letters}"] if letters else []),
        rf"\begin{{{environment}}}{{{_sides(table.heads)}}}",
        r"\toprule",
        _line(heads),
        r"\midrule",
        *([r"\endhead"] if is_long else []),
        *map(_line, table.texts),
        *_total_lines(table),
        r"\bottomrule",
        rf"\end{{{environment}}}",
    ]
    return "\n".join(lines) + "\n"


def _total_lines(table: Table) -> Iterator[str]:
    if table.total:
        yield r"\midrule"
        yield _line(table.total)


def _sides(heads: Sequence[Head]) -> str:
    return "".join("r" if head.is_number else "l" for head in heads)


def _line(cells: Sequence[str]) -> str:
    return " & ".join(map(tex_text, cells)) + r" \\"
