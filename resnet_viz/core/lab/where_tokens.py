"""The words, signs and numbers of a condition, each with its place in the text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.wording import BINARY_PREFIXES, PREFIXES

Number = int | float

WORDS = ("and", "or", "not")
PLAIN = {"≤": "<=", "≥": ">="}
SIZES = {text.lower(): size for size, text in (*PREFIXES, *BINARY_PREFIXES)}

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*(?P<unit>[kmgt]i?b?\b|b\b|ms\b)?)(?![\w.])"
    r"|(?P<word>[a-z_]\w*)|(?P<sign><=|>=|==|[<>≤≥])|(?P<bracket>[()]))",
    re.ASCII | re.IGNORECASE,
)


class Token(NamedTuple):
    """A word, a sign or a number, and the number of its first letter in the text."""

    text: str
    at: int
    value: Number | None = None


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a text; UserError names what can't be read and where it is."""
    end = 0
    while text[end:].strip():
        found = _TOKEN.match(text, end)
        at = end + len(text[end:]) - len(text[end:].lstrip()) + 1
        if not found:
            raise _unreadable(text[at - 1 :], at)
        end = found.end()
        if found["number"]:
            yield Token(found["number"], at, _number(found["number"], found["unit"] or "", at))
        else:
            word = found["word"] or found["sign"] or found["bracket"]
            small = word.lower()
            yield Token(small if small in WORDS else PLAIN.get(word, word), at)


def _number(text: str, unit: str, at: int) -> Number:
    digits = text[: len(text) - len(unit)].strip()
    size = SIZES.get(unit.lower().removesuffix("b"), 1)
    value = float(digits) * size
    if value == float("inf"):
        raise wrong_at(at, f"{shortened(text)} is too large a number")
    return int(digits) * size if digits.isdigit() else value


def _unreadable(rest: str, at: int) -> UserError:
    first = rest.split(maxsplit=1)[0]
    if first[0].isdigit():
        return wrong_at(at, f"{shortened(first)} is not a number. Write 4e9, 12M or 512MiB")
    meant = {"=": "==", "!": "not and ==", "&": "and", "|": "or"}.get(first[0])
    words = f"'{shortened(first)}' can't be read"
    if meant:
        return wrong_at(at, f"{words}. Write {meant}")
    return wrong_at(at, f"{words}. Allowed are measures, numbers, < <= > >= ==, and, or, not, ( )")


def wrong_at(at: int, words: str, nearest: tuple[str, ...] = ()) -> UserError:
    """That something is wrong at a place of the text."""
    return UserError(f"character {at}: {words}", "where", nearest)
