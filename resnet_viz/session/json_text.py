"""JSON of unknown origin as plain values, within limits; every refusal says where."""

import json
import math
import re
from typing import Any, NoReturn

from resnet_viz.core.errors import UserError, shortened

MOST_IN_LINES = 100_000  # bytes without them

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)


def json_from(data: bytes, most_levels: int) -> Any:
    """The value of a JSON text in UTF-8; UserError for anything else, with line and column.

    Refused too: objects and lists nested deeper than `most_levels`, a name twice in one object,
    numbers that are not finite.
    """
    text = _text_from(data)
    _check_levels(text, most_levels)
    try:
        return json.loads(
            text,
            object_pairs_hook=_object_from,
            parse_constant=_refuse_constant,
            parse_float=_finite_from,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UserError(f"it is not JSON: {error.msg} at {where}") from None
    except ValueError:  # a whole number of thousands of digits
        raise UserError("it has a number that is too long") from None


def json_bytes(values: Any, most_bytes: int) -> bytes:
    """The values as JSON in UTF-8, the same bytes each time; UserError where it is too large.

    It has lines where it is small enough for a person to read.
    """
    dense = _encoded(values, None, (",", ":"))
    if len(dense) > most_bytes:
        raise UserError(f"it would be larger than {most_bytes // 1_000_000} MB")
    if len(dense) > MOST_IN_LINES:
        return dense
    lines = _encoded(values, 1, None)
    return lines if len(lines) <= most_bytes else dense


def _encoded(values: Any, indent: int | None, separators: tuple[str, str] | None) -> bytes:
    text = json.dumps(
        values, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    )
    # Half a letter has no UTF-8: JSON's own escape takes its place.
    return f"{text}\n".encode(errors="backslashreplace")


def _text_from(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(f"it is not text in UTF-8: see line {line}") from None


def _check_levels(text: str, most: int) -> None:
    """UserError where it is nested too deeply, before a parser goes there."""
    level = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            level += 1
            if level > most:
                raise UserError(f"it is nested deeper than {most} levels at {_place(text, token)}")
        elif token[0] in "]}":
            level -= 1


def _place(text: str, token: re.Match[str]) -> str:
    before = text[: token.start()]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return f"line {line}, column {column}"


def _object_from(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        left = dict.fromkeys(values, 1)
        twice = next(name for name, _ in pairs if not left.pop(name, 0))
        raise UserError(f"it has '{shortened(twice)}' twice in one object")
    return values


def _refuse_constant(word: str) -> NoReturn:
    raise UserError(f"it has {word}, which is not a number in JSON")


def _finite_from(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise UserError(f"it has {shortened(digits)}, which is too large a number")
    return number
