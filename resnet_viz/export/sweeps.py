"""The rows of a sweep as they leave the program: columns, and the files they are written to."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.lab.sweep.measures import BY_KEY
from resnet_viz.core.lab.sweep.recipe import member_at
from resnet_viz.core.lab.sweep.swept import Sweep
from resnet_viz.core.resnet.rules import dashed
from resnet_viz.core.wording import NONE, digits_grouped
from resnet_viz.diagram.files.charts.chart_formats import CHART_FORMATS
from resnet_viz.export.spreadsheet import inert_cell
from resnet_viz.export.table import Head, Table
from resnet_viz.export.tables import json_text

STRUCTURE = ("arch", "depth", "block", "stages", "batch")
HOST = "host"
FRONT = "is_front"
PARQUET_HINT = "Run pip install 'resnet-viz[parquet]', or choose .csv or .json"

Columns = dict[str, list[Any]]


class SweepFile(NamedTuple):
    """A format by its suffix; `write` gives the bytes of a sweep."""

    suffix: str
    title: str
    write: Callable[[Sweep], bytes]


def keys_of(sweep: Sweep) -> tuple[str, ...]:
    """The keys of its rows, in order."""
    measures = (key for key in sweep.asked.keys if key not in STRUCTURE)
    host = (HOST,) if sweep.asked.is_timed else ()
    return (*STRUCTURE, *measures, *host, *((FRONT,) if sweep.front is not None else ()))


def columns_of(sweep: Sweep) -> Columns:
    """A list for each key, which pandas, polars and pyarrow take as it is; stages are a text."""
    found: Columns = {key: [] for key in keys_of(sweep)}
    for row in rows_of(sweep):
        for values, value in zip(found.values(), row, strict=True):
            values.append(value)
    return found


def rows_of(sweep: Sweep, indices: Sequence[int] | None = None) -> Iterator[tuple[Any, ...]]:
    """The exact values of each row in the order of `keys_of`; stages are a text."""
    asked, keys = sweep.asked, keys_of(sweep)
    measured = [sweep.columns[key] for key in keys if key in sweep.columns and key not in STRUCTURE]
    for i in range(len(sweep)) if indices is None else indices:
        spec, batch = member_at(asked.recipe, sweep.places[i], asked.batch)
        row = (str(spec), spec.depth, str(spec.block), dashed(spec.stages), batch)
        host = (sweep.hosts[i] or None,) if asked.is_timed else ()
        front = () if sweep.front is None else (i in sweep.front,)
        yield (*row, *(column[i] for column in measured), *host, *front)


def csv_bytes(sweep: Sweep) -> bytes:
    """Comma-separated exact values with a line of keys."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(keys_of(sweep))
    writer.writerows(map(inert_cell, row) for row in rows_of(sweep))
    return out.getvalue().encode()


def json_bytes(sweep: Sweep) -> bytes:
    """The promised JSON: the recipe, its rows, and what was refused."""
    return json_text(sweep_dict(sweep)).encode()


def sweep_dict(sweep: Sweep) -> dict[str, Any]:
    """The JSON of `sweep`: stages are a list there, as in that of `cost`."""
    keys = keys_of(sweep)
    rows = [dict(zip(keys, row, strict=True)) for row in rows_of(sweep)]
    for row in rows:
        row["stages"] = [int(blocks) for blocks in row["stages"].split("-")]
    refused = [
        {"reason": reason, "count": times, "first": text} for reason, times, text in sweep.refusals
    ]
    return {"recipe": sweep.asked.recipe.text, "rows": rows, "refused": refused}


def parquet_bytes(sweep: Sweep) -> bytes:
    """Apache Parquet by pyarrow; UserError where that is not installed."""
    try:
        import pyarrow as arrow
        from pyarrow.parquet import write_table
    except ImportError:
        raise UserError(f"Parquet needs pyarrow, which isn't installed. {PARQUET_HINT}") from None
    columns = columns_of(sweep)
    arrays = {
        key: arrow.array(values, _kind(arrow, key, values)) for key, values in columns.items()
    }
    out = io.BytesIO()
    write_table(arrow.table(arrays), out)
    return out.getvalue()


def _kind(arrow: Any, key: str, values: list[Any]) -> Any:
    """The type of a column, the same for the same key unless a number needs more than 64 bits."""
    if key in ("arch", "block", "stages", HOST):
        return arrow.string()
    if key == FRONT:
        return arrow.bool_()
    if key in BY_KEY and BY_KEY[key].is_timed:
        return arrow.float64()
    is_long = any(abs(value) >= 2**63 for value in values)
    return arrow.decimal128(38, 0) if is_long else arrow.int64()


def _chart_file(suffix: str, title: str) -> SweepFile:
    """A chart in a format; what draws it is imported when it is written."""

    def write(sweep: Sweep) -> bytes:
        from resnet_viz.export.sweep_charts import chart_bytes

        return chart_bytes(sweep, suffix)

    return SweepFile(suffix, title, write)


FILES: tuple[SweepFile, ...] = (
    SweepFile(".csv", "CSV, for spreadsheets", csv_bytes),
    SweepFile(".json", "JSON, for programs", json_bytes),
    SweepFile(".parquet", "Parquet, for pandas, polars and their kin", parquet_bytes),
    *(_chart_file(row.suffix, f"Chart: {row.title}") for row in CHART_FORMATS),
)


def sweep_file(suffix: str) -> SweepFile:
    """The format of a suffix such as `.csv`; UserError for others."""
    for row in FILES:
        if suffix.lower() == row.suffix:
            return row
    known = " ".join(row.suffix for row in FILES)
    what = f"'{shortened(suffix)}' isn't a format of sweeps" if suffix else "the file has no suffix"
    raise UserError(f"{what}. Choose one of {known}", "output")


def sweep_table(sweep: Sweep, indices: Sequence[int]) -> Table:
    """Some of its rows for people to read."""
    keys = tuple(key for key in keys_of(sweep) if key != FRONT)
    if not any(axis.key == "batch" for axis in sweep.asked.recipe.axes):
        keys = tuple(key for key in keys if key != "batch")
    places = [keys_of(sweep).index(key) for key in keys]
    values = tuple(tuple(row[i] for i in places) for row in rows_of(sweep, indices))
    heads = tuple(_head(key) for key in keys)
    texts = tuple(tuple(map(_text, keys, row)) for row in values)
    return Table(sweep.asked.recipe.text, keys, values, heads, texts, (), None)


TITLES = {"arch": "Network", "block": "Block", "stages": "Stages", "batch": "Batch", HOST: "Host"}


def _head(key: str) -> Head:
    if key in TITLES:
        return Head(TITLES[key], is_number=key == "batch", key=key)
    row = BY_KEY[key]
    return Head(row.title, is_number=True, key=key, tip=row.tip)


def _text(key: str, value: Any) -> str:
    if value is None:
        return NONE
    if key == "batch":
        return digits_grouped(value)
    return BY_KEY[key].text(value) if key in BY_KEY else str(value)
