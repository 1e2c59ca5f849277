"""A table as plain data: what each column is, its exact values, and the words people read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.wording import NONE

Cell = str | int | float | None
Row = TypeVar("Row")
Outer = TypeVar("Outer")
LETTERS = 11


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: `key` heads its exact values, `title` its words; people don't see it without.

    `tip` says what it is, `letters` are its width where the window does not choose it.
    """

    key: str
    title: str
    value: Callable[[Row], Cell]
    text: Callable[[Row], str] | None = None
    is_number: bool = True
    tip: str = ""
    letters: int = LETTERS


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column that people read, what it is, and the `key` of its exact values."""

    title: str
    is_number: bool
    key: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`keys` and `values` are all columns, exactly; `heads` and `texts` those that people read.

    `total` is a last row of words, empty without one; `source` is what JSON says instead.
    """

    title: str
    keys: tuple[str, ...]
    values: tuple[tuple[Cell, ...], ...]
    heads: tuple[Head, ...]
    texts: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    source: Any


def table_of(
    title: str,
    columns: Sequence[Column[Row]],
    rows: Sequence[Row],
    source: Any,
    totals: dict[str, str] | None = None,
) -> Table:
    """The table of `rows`; `totals` are the words of its last row by the columns' keys."""
    shown = [(column, column.text) for column in columns if column.text is not None]
    totals = totals or {}
    return Table(
        title=title,
        keys=tuple(column.key for column in columns),
        values=tuple(tuple(column.value(row) for column in columns) for row in rows),
        heads=tuple(
            Head(column.title, column.is_number, column.key, column.tip) for column, _ in shown
        ),
        texts=tuple(tuple(shown_text(text(row)) for _, text in shown) for row in rows),
        total=tuple(totals.get(column.key, "") for column, _ in shown) if totals else (),
        source=source,
    )


def without(table: Table, key: str) -> Table:
    """The table without a column for people to read; its exact values stay."""
    kept = [place for place, head in enumerate(table.heads) if head.key != key]

    def picked(row: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(row[place] for place in kept if row)

    texts = tuple(map(picked, table.texts))
    return replace(table, heads=picked(table.heads), texts=texts, total=picked(table.total))


def lifted(column: Column[Row], pick: Callable[[Outer], Row | None]) -> Column[Outer]:
    """The same column for rows that hold, or may hold, what it is about."""
    words = column.text

    def value(outer: Outer) -> Cell:
        row = pick(outer)
        return None if row is None else column.value(row)

    def text(outer: Outer) -> str:
        row = pick(outer)
        return NONE if row is None or words is None else words(row)

    return Column(
        column.key,
        column.title,
        value,
        words and text,
        column.is_number,
        column.tip,
        column.letters,
    )
