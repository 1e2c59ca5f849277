"""The values of an experiment as they leave the program: JSON, and CSV with a value a row."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.telling import json_of
from resnet_viz.diagram.files.charts.chart_formats import CHART_FORMATS
from resnet_viz.export.spreadsheet import inert_cell
from resnet_viz.export.table import Cell
from resnet_viz.export.tables import json_text

IDENTITY = ("arch", "seed", "is_trained")
BY_STEP = ("loss",)  # lists whose places are steps of training
PLACES = ("path", "name", "block", "class")  # what names the entry of a list


class ValueRow(NamedTuple):
    """One measured value. `place` is a path or a number from 0 on, `column` that within a row.

    `is_trained` is '' where a network is not looked at before and after training.
    """

    experiment: str
    arch: str
    seed: Cell
    is_trained: Cell
    name: str
    step: Cell
    place: Cell
    column: Cell
    value: Cell


class ExperimentFile(NamedTuple):
    """A format by its suffix; `write` gives the bytes of an outcome."""

    suffix: str
    title: str
    write: Callable[[Outcome], bytes]


class _At(NamedTuple):
    """Where in the figures of a network a value is."""

    name: str = ""
    step: Cell = ""
    place: Cell = ""
    column: Cell = ""


def json_bytes(outcome: Outcome) -> bytes:
    """The promised JSON."""
    return json_text(json_of(outcome)).encode()


def csv_bytes(outcome: Outcome) -> bytes:
    """A measured value a row, exactly, with a line of keys."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ValueRow._fields)
    writer.writerows(map(inert_cell, row) for row in value_rows(outcome))
    return out.getvalue().encode()


def value_rows(outcome: Outcome) -> Iterator[ValueRow]:
    """Every value that was measured, by network; None where it could not be."""
    networks: Any = json_of(outcome)["networks"]
    first = outcome.setting.seed
    for network in networks:
        arch, seed = network["arch"], network.get("seed", first)
        identity = outcome.experiment, arch, seed, network.get("is_trained", "")
        for key, value in network.items():
            if key not in IDENTITY:
                for at, cell in _values(value, _At(key)):
                    yield ValueRow(*identity, *at, cell)


def _values(value: Any, at: _At) -> Iterator[tuple[_At, Cell]]:
    if isinstance(value, Mapping):
        yield from _entries(value, at)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _values(each, at if _has_place(each) else _within(at, number))
    else:
        yield at, value


def _has_place(entry: Any) -> bool:
    return isinstance(entry, Mapping) and any(key in entry for key in ("step", *PLACES))


def _within(at: _At, number: int) -> _At:
    """The place of an entry of a list: a step, else the first or the second number of places."""
    if at.name.rpartition(".")[2] in BY_STEP:
        return at._replace(step=number)
    return at._replace(place=number) if at.place == "" else at._replace(column=number)


def _entries(value: Mapping[str, Any], at: _At) -> Iterator[tuple[_At, Cell]]:
    """The values of an entry that says itself where it is: at a step, or at a block."""
    step, place = value.get("step", at.step), at.place
    named = next((key for key in PLACES if key in value), "")
    if named:
        place = value[named]
    for key, each in value.items():
        if key not in ("step", named):
            yield from _values(each, at._replace(name=f"{at.name}.{key}", step=step, place=place))


def _chart_file(suffix: str, title: str) -> ExperimentFile:
    """A chart in a format; what draws it is imported when it is written."""

    def write(outcome: Outcome) -> bytes:
        from resnet_viz.export.experiment_charts import chart_bytes

        return chart_bytes(outcome, suffix)

    return ExperimentFile(suffix, title, write)


def _lesson_file(outcome: Outcome) -> bytes:
    from resnet_viz.export.lesson.page import lesson_page

    return lesson_page((outcome,)).encode()


def _lesson_bytes(outcome: Outcome) -> bytes:
    from resnet_viz.export.lesson.page import lesson_page

    return lesson_page((outcome,)).encode()


FILES = (
    *(_chart_file(row.suffix, f"Chart: {row.title}") for row in CHART_FORMATS),
    ExperimentFile(".html", "HTML, a lesson sheet", _lesson_file),
    ExperimentFile(".csv", "CSV, a value a row", csv_bytes),
    ExperimentFile(".json", "JSON, for programs", json_bytes),
    ExperimentFile(".html", "Lesson sheet, for browsers and paper", _lesson_bytes),
)


def experiment_file(suffix: str) -> ExperimentFile:
    """The format of a suffix such as `.csv`; UserError for others."""
    for row in FILES:
        if suffix.lower() == row.suffix:
            return row
    known = " ".join(row.suffix for row in FILES)
    what = (
        f"'{shortened(suffix)}' isn't a format of experiments"
        if suffix
        else "the file has no suffix"
    )
    raise UserError(f"{what}. Choose one of {known}", "output")
