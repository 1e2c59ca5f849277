"""A spec as callers make it: numbers of any library, words in place of choices."""

from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

from resnet_viz.core.choice import unknown_word
from resnet_viz.core.errors import UserError
from resnet_viz.core.given import whole_number, whole_numbers
from resnet_viz.core.resnet.presets import IMAGENET_SPEC
from resnet_viz.core.resnet.spec import Image, ResNetSpec

SHAPE_SIZE = 3  # channels, height and width


def tidied(spec: ResNetSpec) -> ResNetSpec:
    """The spec with plain ints, tuples and choices; itself where it has them already.

    UserError names the field where a value is none.
    """
    found = {
        field.name: _as_declared(field.name, getattr(spec, field.name)) for field in fields(spec)
    }
    others = {name: value for name, value in found.items() if value is not getattr(spec, name)}
    return replace(spec, **others) if others else spec


def _as_declared(name: str, value: Any) -> Any:
    """The value as the kind that this field has; the very value where it is of that kind."""
    usual = getattr(IMAGENET_SPEC, name)
    if isinstance(usual, StrEnum):
        return value if type(value) is type(usual) else _choice(name, value, type(usual))
    if not isinstance(usual, tuple):
        return value if type(value) is int else whole_number(name, value)
    if type(value) is type(usual) and all(type(each) is int for each in value):
        return value
    return _image(value) if name == "image" else whole_numbers(name, value)


def _choice(name: str, value: Any, choices: type[StrEnum]) -> StrEnum:
    try:
        return choices(value)
    except ValueError:
        raise unknown_word(name, value, choices) from None


def _image(value: Any) -> Image:
    numbers = whole_numbers("image", value)
    if len(numbers) != SHAPE_SIZE:
        raise UserError(
            f"image has {len(numbers)} numbers. Give channels, height and width, "
            "such as (3, 224, 224)",
            "image",
        )
    return Image(*numbers)
