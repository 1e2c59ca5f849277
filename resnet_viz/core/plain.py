"""Reads JSON as declared types: every field held against its kind, no other let in."""

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from unicodedata import category

from resnet_viz.core.errors import UserError

MOST_INTEGER = 2**63 - 1  # what SQLite holds
FIRST_YEAR, LAST_YEAR = 1971, 9998  # a time zone may add a day to either side
MOST_LETTERS = 10_000
SHOWN_LETTERS = 40
UNSHOWABLE = ("Cc", "Cs", "Zl", "Zp")  # control characters, halves of letters, breaks of lines

Kind = TypeVar("Kind")


def text_from(value: object, place: str) -> str:
    """A text that can be stored, and shown in one line by any terminal; UserError if not."""
    if not isinstance(value, str):
        raise wrong(place, "a text", value)
    if len(value) > MOST_LETTERS:
        raise UserError(f"{place} has {len(value)} letters; at most {MOST_LETTERS} are allowed")
    if any(category(letter) in UNSHOWABLE for letter in value):
        raise wrong(place, "one line of letters that can be shown", value)
    return value


def moment_from(value: object, place: str) -> str:
    """A date and time in ISO 8601, '' for none, that every clock can show."""
    moment = text_from(value, place)
    try:
        year = datetime.fromisoformat(moment).year if moment else FIRST_YEAR
    except ValueError:
        year = 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise wrong(place, "a date and time as ISO 8601 writes them", moment)
    return moment


def number_from(value: object, place: str) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong(place, "a number", value)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise wrong(place, "a finite number", value)
    return number


def integer_from(value: object, place: str) -> int:
    """A whole number that SQLite can hold."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MOST_INTEGER:
        raise wrong(place, "a whole number", value)
    return value


def truth_from(value: object, place: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise wrong(place, "true or false", value)
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
        raise wrong(place or "it", "an object", value)
    return value


def list_from(value: object, place: str) -> list[Any]:
    """A JSON list; a tuple of this same process is one too."""
    if not isinstance(value, list | tuple):
        raise wrong(place, "a list", value)
    return list(value)


def read_as(kind: type[Kind], values: object, place: str = "") -> Kind:
    """JSON as a value of this kind; UserError names the field that is wrong.

    A kind is a frozen dataclass or what its fields may be: text, number, truth, enum of words,
    tuple, or one of these or None. A field with a default may be missing; a field that the kind
    does not have is refused, but for those it names as `derived`, which are made of others.
    """
    read = _read(kind, values, place)
    return cast(Kind, read)


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
        raise wrong(place, f"a list of {len(kinds)}", value)
    pairs = enumerate(zip(kinds, items, strict=True))
    return tuple(_read(kind, item, f"{place}[{number}]") for number, (kind, item) in pairs)


def _read_fields(kind: type, values: dict[str, Any], place: str) -> object:
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(kind)}
    for name in values:
        if name not in known and name not in getattr(kind, "derived", ()):
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
        raise wrong(place, " or ".join(kind), value)
    return kind(value)


def _inside(place: str, name: str) -> str:
    return shortened(f"{place}.{name}" if place else name)


def wrong(place: str, wanted: str, value: object) -> UserError:
    is_list, is_object = isinstance(value, list | tuple), isinstance(value, dict)
    words = "a list" if is_list else "an object" if is_object else shortened(repr(value))
    return UserError(f"{place} must be {wanted}, not {words}")


def shortened(text: str) -> str:
    return text if len(text) <= SHOWN_LETTERS else f"{text[:SHOWN_LETTERS]}…"
