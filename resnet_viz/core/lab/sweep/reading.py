"""The text of a recipe, taken apart: ARCH whose name and values may be lists and ranges.

What is wrong is said with its place: the number of its first letter in the text.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from resnet_viz.core.choice import did_you_mean, listed, meant_by
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.lab.sweep.axes import Axis, Choice, Grid, Word
from resnet_viz.core.resnet.arch import FREE_NAME, spec_named
from resnet_viz.core.resnet.keys import KEYS, Key, number_key

LONGEST_TEXT = 10_000
NAME = "name"
BATCH = "batch"
VARIED: dict[str, Key] = {**KEYS, BATCH: number_key(BATCH, 8)}
JOINTS = {"stages": "-", "stem_width": "-", "input": "x"}  # what is between several numbers
EXAMPLE = "20..200:6"
Read = TypeVar("Read")

_RANGE = re.compile(r"(\d{1,9})\s*\.\.\s*(\d{1,9})(?:\s*:\s*(\d{1,9}))?", re.ASCII)


class Part(NamedTuple):
    """A part of the text, and the number of its first letter."""

    text: str
    at: int


def axes_in(text: str) -> list[Axis]:
    """The name and every key that is given, with all their values, in the order written.

    UserError names the part that is wrong, where it begins, and what is allowed.
    """
    if len(text) > LONGEST_TEXT:
        raise UserError(f"a recipe has at most {LONGEST_TEXT} letters. Use ranges, such as 20..200")
    name, *parts = _pieces(Part(text, 1), ",")
    axes = [_names(name)]
    for part in parts:
        axis = _axis(part)
        if axis.key in [each.key for each in axes]:
            raise _wrong(
                part, f"{axis.key} is given twice. Give it once: {axis.key}=16|32", axis.key
            )
        axes.append(axis)
    return axes


def _pieces(part: Part, sign: str) -> Iterator[Part]:
    """The parts between signs, without the space around them."""
    at = part.at
    for piece in part.text.split(sign):
        yield Part(piece.strip(), at + len(piece) - len(piece.lstrip()))
        at += len(piece) + len(sign)


def _names(part: Part) -> Axis:
    words = []
    for piece in _pieces(part, "|"):
        _located(piece, lambda piece=piece: spec_named(piece.text))  # type: ignore[misc]
        is_free = piece.text.lower() == FREE_NAME
        words.append(Word(FREE_NAME if is_free else piece.text))
    return Axis(NAME, tuple(words))


def _axis(part: Part) -> Axis:
    if not part.text:
        raise _wrong(part, "nothing comes after a comma. Write KEY=VALUES there or leave it out")
    key, equals, values = part.text.partition("=")
    at = part.at + len(key) + len(equals)
    key = key.strip()
    if key not in VARIED:
        raise _unknown_key(key, part)
    if not values.strip():
        raise _wrong(part, f"{key} has no value. Write {key}={VARIED[key].allowed}", key)
    return Axis(key, tuple(_choice(key, piece) for piece in _pieces(Part(values, at), "|")))


def _unknown_key(key: str, part: Part) -> UserError:
    near = meant_by(key, VARIED)
    if near:
        words = f"{did_you_mean(near)}'{shortened(part.text)}' isn't an option"
        return _wrong(part, words, key, near)
    known = f"Options are {listed(VARIED)}"
    return _wrong(part, f"unknown option '{shortened(part.text)}'. {known}", key)


def _choice(key: str, part: Part) -> Choice:
    if not part.text:
        raise _wrong(part, f"{key} has an empty value. Write one between the signs |", key)
    return _word(key, part) if VARIED[key].words else _grid(key, part)


def _word(key: str, part: Part) -> Word:
    row = VARIED[key]
    if ".." in part.text:
        words = "|".join(row.words)
        raise _wrong(part, f"{key} has words, and ranges are of numbers. Write {words}", key)
    return Word(str(_located(part, lambda: row.read(part.text))))


def _grid(key: str, part: Part) -> Grid:
    joint = JOINTS.get(key, "")
    written = part.text.lower().replace("×", "x") if joint == "x" else part.text
    pieces = list(_pieces(Part(written, part.at), joint)) if joint else [part]
    for piece in pieces:
        if ".." in piece.text and not _RANGE.fullmatch(piece.text):
            raise _no_range(key, piece)
    numbers = (_RANGE.sub(r"\1", piece.text) for piece in pieces)
    _located(part, lambda: VARIED[key].read(joint.join(numbers)))
    return Grid(tuple(_range(key, piece) for piece in pieces), joint)


def _range(key: str, part: Part) -> range:
    found = _RANGE.fullmatch(part.text)
    if not found:
        return range(int(part.text), int(part.text) + 1)
    first, last, step = int(found[1]), int(found[2]), int(found[3] or 1)
    quoted = f"{key}={shortened(part.text)}"
    if step < 1:
        raise _wrong(part, f"{quoted} has a step of 0. Steps are 1 or more", key)
    if last < first:
        words = f"{quoted} goes down. Write the smaller number first: {last}..{first}"
        raise _wrong(part, words, key)
    return range(first, last + 1, step)


def _no_range(key: str, part: Part) -> UserError:
    words = f"{key}={shortened(part.text)} is not a range. Write FIRST..LAST or FIRST..LAST:STEP"
    return _wrong(part, f"{words} with whole numbers of at most 9 digits, such as {EXAMPLE}", key)


def _located(part: Part, read: Callable[[], Read]) -> Read:
    """What is read, or its refusal with the place in the text."""
    try:
        return read()
    except UserError as error:
        raise _wrong(part, error.message, error.field, error.nearest) from None


def _wrong(part: Part, words: str, field: str = "", nearest: tuple[str, ...] = ()) -> UserError:
    return UserError(f"character {part.at}: {words}", field, nearest)
