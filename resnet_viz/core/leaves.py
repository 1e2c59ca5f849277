"""Single values read from JSON, each checked against its kind: text, number, date, list."""

import math
from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any
from unicodedata import category

from resnet_viz.core.errors import UserError, shortened

MOST_INTEGER = 2**63 - 1  # what SQLite holds
FIRST_YEAR, LAST_YEAR = 1971, 9998  # a time zone may add a day to either side
MOST_LETTERS = 10_000  # of one text
UNSHOWABLE = ("Cc", "Cs", "Zl", "Zp")  # control characters, halves of letters, breaks of lines

Place = str | tuple["Place", str | int]  # joined only where an error names it: that takes time
Read = Callable[[object, Place], Any]


def text_from(value: object, place: Place) -> str:
    """A text that can be stored, and shown in one line by any terminal; UserError if not."""
    if not isinstance(value, str):
        raise wrong(place, "a text", value)
    if len(value) > MOST_LETTERS:
        where = place_text(place)
        raise UserError(f"{where} has {len(value)} letters, and at most {MOST_LETTERS} are allowed")
    if is_refused(value):
        raise wrong(place, "one line of letters that can be shown", value)
    return value


def is_refused(text: str) -> bool:
    """Whether a text is more than one line, or has letters that no file can hold."""
    if text.isprintable():  # as nearly every text is: this is quick, and says all of it
        return False
    return any(category(letter) in UNSHOWABLE for letter in text)


def moment_from(value: object, place: Place) -> str:
    """A date and time in ISO 8601, '' for none, that every clock can show."""
    from datetime import datetime  # not before a window's first paint

    moment = text_from(value, place)
    try:
        year = datetime.fromisoformat(moment).year if moment else FIRST_YEAR
    except ValueError:
        year = 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise wrong(place, "a date and time as ISO 8601 writes them", moment)
    return moment


def number_from(value: object, place: Place) -> float:
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


def integer_from(value: object, place: Place) -> int:
    """A whole number that SQLite can hold."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MOST_INTEGER:
        raise wrong(place, "a whole number", value)
    return value


def truth_from(value: object, place: Place) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise wrong(place, "true or false", value)
    return value


READERS: Mapping[type, Read] = {
    str: text_from,
    float: number_from,
    int: integer_from,
    bool: truth_from,
}


def _own_text(value: object, place: Place) -> str:
    if isinstance(value, str):
        return value
    raise wrong(place, "a text", value)


def _own_number(value: object, place: Place) -> float:
    return value if isinstance(value, float) else number_from(value, place)


def _own_integer(value: object, place: Place) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise wrong(place, "a whole number", value)


def _own_bytes(value: object, place: Place) -> bytes:
    try:
        return b64decode(_own_text(value, place), validate=True)
    except ValueError:
        raise wrong(place, "bytes in base 64", value) from None


OWN_READERS: Mapping[type, Read] = {
    str: _own_text,
    float: _own_number,
    int: _own_integer,
    bool: truth_from,
    bytes: _own_bytes,
    object: lambda value, _: value,
}


def object_from(value: object, place: Place) -> dict[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise wrong(place or "it", "an object", value)
    return value


def list_from(value: object, place: Place) -> list[Any] | tuple[Any, ...]:
    """A JSON list; a tuple of this same process is one too."""
    if not isinstance(value, list | tuple):
        raise wrong(place, "a list", value)
    return value


def place_text(place: Place) -> str:
    """Where in a value: `trust.notes[1]`, cut where a name of others is long."""
    if isinstance(place, str):
        return place
    outer, name = place_text(place[0]), place[1]
    if isinstance(name, int):
        return f"{outer}[{name}]"
    return shortened(f"{outer}.{name}" if outer else name)


def wrong(place: Place, wanted: str, value: object) -> UserError:
    is_list, is_object = isinstance(value, list | tuple), isinstance(value, dict)
    words = "a list" if is_list else "an object" if is_object else shortened(repr(value))
    return UserError(f"{place_text(place)} must be {wanted}, not {words}")
