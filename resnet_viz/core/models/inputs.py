"""The inputs of a network of others as texts: `1x3x224x224`, `tokens:1x128:int64`."""

import re
from collections.abc import Sequence
from math import prod
from typing import NamedTuple

from resnet_viz.core.choice import unknown_word
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.models.source import Source, with_inputs
from resnet_viz.core.wording import counted

MOST_INPUTS = 32
MOST_RANK = 8  # PyTorch prints and permutes more, and no known model takes them
MOST_ELEMENTS = 2**30  # of all inputs together: 4 GiB in fp32
EXAMPLE = "--input 1x3x224x224 or --input tokens:1x128:int64"
FLOATS = ("float32", "float64", "float16", "bfloat16", "complex64", "complex128")
WHOLE = ("int64", "int32", "int16", "int8", "uint8", "bool")
DTYPES = (*FLOATS, *WHOLE)
ALSO = {"float": "float32", "double": "float64", "half": "float16", "long": "int64", "int": "int32"}
USUAL_DTYPE = "float32"

_SIZES = re.compile(r"\d{1,12}(x\d{1,12})*")


class InputAsked(NamedTuple):
    """One input: the argument's name, '' for the next by place; its whole shape; its element type.

    `dtype` is '' where it was left out: then it is the one that was guessed.
    """

    name: str
    shape: Shape
    dtype: str = ""

    def __str__(self) -> str:
        name = f"{self.name}:" if self.name else ""
        return f"{name}{'x'.join(map(str, self.shape))}" + (self.dtype and f":{self.dtype}")


def inputs_from(texts: Sequence[str]) -> tuple[InputAsked, ...]:
    """The inputs that some texts ask for; UserError for one that can't be, or too many."""
    found = tuple(map(input_from, texts))
    if len(found) > MOST_INPUTS:
        raise _refused(f"{len(found)} inputs are asked for, and at most {MOST_INPUTS} are allowed")
    names = [each.name for each in found if each.name]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise _refused(f"the input {shortened(twice)} is given twice. Give it once")
    is_named = [bool(each.name) for each in found]
    if sorted(is_named) != is_named:
        raise _refused("inputs without a name come first, in the order of the arguments")
    if sum(prod(each.shape) for each in found) > MOST_ELEMENTS:
        raise _refused(f"the inputs have more than {counted(MOST_ELEMENTS, 'number')} together")
    return found


def checked_source(source: Source) -> Source:
    """The source with its inputs as they are always written; UserError for inputs as above."""
    return with_inputs(source, tuple(map(str, inputs_from(source.inputs))))


def input_from(text: str) -> InputAsked:
    """`[name:]SHAPE[:dtype]`; UserError says what is wrong with it."""
    parts = [part.strip() for part in text.split(":")]
    places = [at for at, part in enumerate(parts) if _SIZES.fullmatch(part.lower())]
    if len(parts) > 3 or not places or places[0] > 1 or places[0] + 2 < len(parts):
        raise _refused(
            f"the input '{shortened(text)}' isn't [name:]SHAPE[:dtype]. Write it as {EXAMPLE}"
        )
    at = places[0]
    dtype = parts[at + 1].lower() if parts[at + 1 :] else ""
    return InputAsked(_name(parts[0]) if at else "", _shape(parts[at], text), _dtype(dtype))


def _name(text: str) -> str:
    if not text.isidentifier():
        raise _refused(f"'{shortened(text)}' can't be the name of an argument. See {EXAMPLE}")
    return text


def _shape(text: str, whole: str) -> Shape:
    shape = tuple(map(int, text.lower().split("x")))
    if len(shape) > MOST_RANK:
        raise _refused(
            f"the input '{shortened(whole)}' has {len(shape)} dimensions, "
            f"and at most {MOST_RANK} are allowed"
        )
    if 0 in shape:
        raise _refused(f"the input '{shortened(whole)}' is empty. Every size is 1 or more")
    if prod(shape) > MOST_ELEMENTS:
        raise _refused(
            f"the input '{shortened(whole)}' is too large. "
            f"At most {counted(MOST_ELEMENTS, 'number')} are allowed"
        )
    return shape


def _dtype(text: str) -> str:
    text = ALSO.get(text, text)
    if text and text not in DTYPES:
        raise unknown_word("dtype", text, DTYPES)
    return text


def _refused(message: str) -> UserError:
    return UserError(message, "input")
