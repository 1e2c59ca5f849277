"""The values of an experiment as they leave the program: JSON, and CSV with a value a row."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.telling import json_of
from resnet_viz.export.spreadsheet import inert_cell
from resnet_viz.export.table import Cell
from resnet_viz.export.tables import json_text

IDENTITY = ("arch", "seed")
BY_STEP = ("loss",)  # lists whose places are steps of training
PLACES = ("path", "name", "block")  # what names the entry of a list


class ValueRow(NamedTuple):
    """One measured value. `place` is a path or a number from 0 on, `column` that within a row."""

    experiment: str
    arch: str
    seed: Cell
    name: str
    step: Cell
    place: Cell
    column: Cell
    value: Cell


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
        for key, value in network.items():
            if key not in IDENTITY:
                for at, cell in _values(value, _At(key)):
                    yield ValueRow(outcome.experiment, arch, seed, *at, cell)


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
