"""Tables as notebooks show them: a piece of HTML with every text escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from resnet_viz.core.text.numbers import words_html

MOST_ROWS = 200  # more makes a notebook slow to open; the whole is in `to_dict()`
SCROLLED = "max-height:26em;max-width:100%;overflow:auto"
HEAD = "text-align:{};position:sticky;top:0;background:Canvas;color:CanvasText"
Row = Sequence[str]


def table_html(title: str, heads: Row, rows: Sequence[Row], total: Row, *, words: int) -> str:
    """A table that scrolls, its totals last; the first `words` columns are text, not numbers."""
    shown = rows[:MOST_ROWS]
    left_out = len(rows) - len(shown)
    more = [[f"… and {left_out} more"] + [""] * (len(heads) - 1)] if left_out else []
    body = "".join(_row("td", row, words) for row in (*shown, *more))
    foot = f"<tfoot>{_row('th', total, words)}</tfoot>" if total else ""
    return (
        f'<div style="{SCROLLED}"><table><caption style="text-align:left">{escape(title)}</caption>'
        f"<thead>{_row('th', heads, words, HEAD)}</thead><tbody>{body}</tbody>{foot}</table></div>"
    )


def _row(tag: str, cells: Iterable[str], words: int, style: str = "text-align:{}") -> str:
    sides = ("left" if place < words else "right" for place, _ in enumerate(cells))
    pairs = zip(cells, sides, strict=False)
    filled = (
        f'<{tag} style="{style.format(side)}">{words_html(cell)}</{tag}>' for cell, side in pairs
    )
    return f"<tr>{''.join(filled)}</tr>"
