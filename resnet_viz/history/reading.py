"""Reads a stored report back: every field held against what the program itself writes."""

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from unicodedata import category

from resnet_viz.core.cost.report import graph_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.rules import check_batch
from resnet_viz.core.timing.measurement import TimingReport, Trust

MOST_INTEGER = 2**63 - 1  # what SQLite holds
MOST_LETTERS = 10_000
MOST_NAME_LETTERS = 200
SHOWN_LETTERS = 40
FIRST_YEAR, LAST_YEAR = 1971, 9998  # a time zone may add a day to either side
UNSHOWABLE = ("Cc", "Cs", "Zl", "Zp")  # control characters, halves of letters, breaks of lines
DERIVED: Mapping[type, set[str]] = {
    Trust: {"is_trusted"}
}  # told in the JSON, but made of other fields


def report_from(values: object) -> TimingReport:
    """The report that a `to_dict()` tells; UserError names the field that is wrong."""
    report = _read(TimingReport, values, "")
    assert isinstance(report, TimingReport)
    _check_sense(report)
    return report


def text_from(value: object, place: str) -> str:
    """A text that can be stored, and shown in one line by any terminal; UserError if not."""
    if not isinstance(value, str):
        raise _wrong(place, "a text", value)
    if len(value) > MOST_LETTERS:
        raise UserError(f"{place} has {len(value)} letters; at most {MOST_LETTERS} are allowed")
    if any(category(letter) in UNSHOWABLE for letter in value):
        raise _wrong(place, "one line of letters that can be shown", value)
    return value


def name_from(value: object, place: str) -> str:
    """A name for people: one line of 1 to 200 letters, without space around it."""
    name = text_from(value, place).strip()
    if not name or len(name) > MOST_NAME_LETTERS:
        wanted = f"one line of 1 to {MOST_NAME_LETTERS} letters"
        raise _wrong(place, wanted, name)
    return name


def moment_from(value: object, place: str) -> str:
    """A date and time in ISO 8601, '' for none, that every clock can show."""
    moment = text_from(value, place)
    try:
        year = datetime.fromisoformat(moment).year if moment else FIRST_YEAR
    except ValueError:
        year = 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _wrong(place, "a date and time as ISO 8601 writes them", moment)
    return moment


def number_from(value: object, place: str) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(place, "a number", value)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise _wrong(place, "a finite number", value)
    return number


def integer_from(value: object, place: str) -> int:
    """A whole number that SQLite can hold."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MOST_INTEGER:
        raise _wrong(place, "a whole number", value)
    return value


def truth_from(value: object, place: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise _wrong(place, "true or false", value)
    return value


READERS: Mapping[type, Callable[[object, str], Any]] = {
    str: text_from,
    float: number_from,
    int: integer_from,
    bool: truth_from,
}


def object_from(value: object, place: str) -> dict[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise _wrong(place or "it", "an object", value)
    return value


def list_from(value: object, place: str) -> list[Any]:
    """A JSON list; a tuple of this same process is one too."""
    if not isinstance(value, list | tuple):
        raise _wrong(place, "a list", value)
    return list(value)


def _read(kind: Any, value: object, place: str) -> object:
    """The value as what a field is declared to be."""
    if get_origin(kind) in (Union, UnionType):
        (known,) = (each for each in get_args(kind) if each is not type(None))
        return None if value is None else _read(known, value, place)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), value, place)
    if is_dataclass(kind):
        assert isinstance(kind, type)
        return _read_fields(kind, object_from(value, place), place)
    if issubclass(kind, StrEnum):
        return _read_word(kind, value, place)
    return READERS[kind](value, place)


def _read_tuple(kinds: tuple[Any, ...], value: object, place: str) -> tuple[object, ...]:
    items = list_from(value, place)
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(items)
    if len(items) != len(kinds):
        raise _wrong(place, f"a list of {len(kinds)}", value)
    pairs = enumerate(zip(kinds, items, strict=True))
    return tuple(_read(kind, item, f"{place}[{number}]") for number, (kind, item) in pairs)


def _read_fields(kind: type, values: dict[str, Any], place: str) -> object:
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(kind)}
    for name in values:
        if name not in known and name not in DERIVED.get(kind, ()):
            raise UserError(f"{_inside(place, name)} is unknown to this version of the program")
    return kind(
        **{
            name: _read(hints[name], values[name], _inside(place, name))
            for name, field in known.items()
            if name in values or _is_needed(field, place)
        }
    )


def _is_needed(field: "Field[Any]", place: str) -> bool:
    """False for a field that came later; UserError for one that every report has."""
    if field.default is MISSING:
        raise UserError(f"{_inside(place, field.name)} is missing")
    return False


def _read_word(kind: type[StrEnum], value: object, place: str) -> StrEnum:
    if not isinstance(value, str) or value not in list(kind):
        raise _wrong(place, " or ".join(kind), value)
    return kind(value)


def _check_sense(report: TimingReport) -> None:
    """What the kinds of the fields can't say: UserError for a run that can't have been."""
    check_batch(report.batch)
    paths = {node.path for node in graph_of(parse(report.arch)).nodes}
    found = [layer.path for layer in report.layers]
    strange = [path for path in found if path not in paths]
    if not found:
        raise UserError("layers is empty; a timed run has some")
    if strange:
        raise UserError(f"layers has '{_short(strange[0])}', and {report.arch} has no such layer")
    if len(set(found)) < len(found):
        raise UserError("layers has a layer twice")
    times = [report.whole_ms.median, report.images_per_s, report.layer_sum_ms, report.glue_ms]
    if min(*times, *(layer.median_ms for layer in report.layers)) < 0:
        raise UserError("a time is negative")
    moment_from(report.started_at, "started_at")


def _inside(place: str, name: str) -> str:
    return _short(f"{place}.{name}" if place else name)


def _wrong(place: str, wanted: str, value: object) -> UserError:
    is_list, is_object = isinstance(value, list | tuple), isinstance(value, dict)
    words = "a list" if is_list else "an object" if is_object else _short(repr(value))
    return UserError(f"{place} must be {wanted}, not {words}")


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_LETTERS else f"{text[:SHOWN_LETTERS]}…"
