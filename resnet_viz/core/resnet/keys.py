"""The keys of ARCH: how each value is read, what is allowed, and what it sets."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from resnet_viz.core.choice import unknown_word
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.resnet.spec import (
    Block,
    Downsample,
    Image,
    Order,
    ShortcutOption,
    Stem,
    StrideIn,
)
from resnet_viz.core.wording import either

STRUCTURE = ("depth", "block", "stages")
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_Choice = type[Block | ShortcutOption | Order | StrideIn | Stem | Downsample]


def read_stages(text: str) -> tuple[int, ...]:
    """`3-4-6-3` as numbers."""
    if not re.fullmatch(r"\d{1,9}(-\d{1,9})*", text, re.ASCII):
        raise UserError(
            f"stages={shortened(text)} is not a list of blocks. Write a number for each stage "
            "with dashes between them, such as 3-4-6-3",
            "stages",
            ("3-4-6-3",),
        )
    return tuple(map(int, text.split("-")))


def read_stem_width(text: str) -> tuple[int, ...]:
    """`16`, or `24-32-64` for the three convolutions of a deep stem, as numbers."""
    if not re.fullmatch(r"\d{1,9}(-\d{1,9})*", text, re.ASCII):
        raise UserError(
            f"stem_width={shortened(text)} is not a number of channels. Write one number such as "
            "32, or one for each convolution of a deep stem, such as 24-32-64",
            "stem_width",
            in_window="Enter a number such as 32, or three such as 24-32-64 for a deep stem.",
        )
    return tuple(map(int, text.split("-")))


def read_image(text: str) -> Image:
    """`224`, `224x192` (height x width) or `3x224x224` (channels first) as an image shape."""
    parts = text.lower().replace("×", "x").split("x")
    if len(parts) > 3 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise UserError(
            f"input={shortened(text)} isn't an image size. Enter 224, 224x192 (height × width) "
            "or 3x224x224",
            "input",
            in_window="Enter 224, 224x192 (height × width) or 3x224x224.",
        )
    numbers = [int(part) for part in parts]
    if len(numbers) == 1:
        return Image(height=numbers[0], width=numbers[0])
    return Image(*numbers) if len(numbers) == 3 else Image(height=numbers[0], width=numbers[1])


def _number_reader(key: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not _NUMBER.fullmatch(text):
            raise UserError(
                f"{key}={shortened(text)} is not a whole number of at most 9 digits", key
            )
        return int(text)

    return read


def _choice_reader(key: str, choices: _Choice) -> Callable[[str], Any]:
    by_text = {str(choice).lower(): choice for choice in choices}

    def read(text: str) -> Any:
        if text.lower() not in by_text:
            raise unknown_word(key, text, choices)
        return by_text[text.lower()]

    return read


class Key(NamedTuple):
    """A key of ARCH: how its value is read, what is allowed, and the spec's field it sets.

    `words` are all its values where they are words, none where they are numbers.
    """

    read: Callable[[str], Any]
    allowed: str
    field: str = ""
    words: tuple[str, ...] = ()


def _choice(key: str, choices: _Choice) -> Key:
    words = tuple(map(str, choices))
    return Key(_choice_reader(key, choices), either(words), key, words)


def number_key(key: str, example: int) -> Key:
    """A key whose values are whole numbers."""
    return Key(_number_reader(key), str(example), key)


KEYS: dict[str, Key] = {
    "depth": Key(_number_reader("depth"), "50"),
    "block": _choice("block", Block),
    "stages": Key(read_stages, "3-4-6-3", "stages"),
    "shortcut": _choice("shortcut", ShortcutOption),
    "order": _choice("order", Order),
    "stride_in": _choice("stride_in", StrideIn),
    "stem": _choice("stem", Stem),
    "stem_width": Key(read_stem_width, "32", "stem_width"),
    "downsample": _choice("downsample", Downsample),
    "width": number_key("width", 64),
    "groups": number_key("groups", 32),
    "group_width": number_key("group_width", 4),
    "se": number_key("se", 16),
    "se_min": number_key("se_min", 8),
    "input": Key(read_image, "224", "image"),
    "classes": number_key("classes", 1000),
}
OPTIONS = {key: row.field for key, row in KEYS.items() if key not in STRUCTURE}
