"""A recipe: the text that names many networks, and each of them by its place.

RECIPE is ARCH whose name and values may be lists, `16|32|64`, and whose numbers may be ranges,
`20..200:6`, also within stages, `stages=1..4-2-1..6-3`; `batch=` may be one of its keys. Places
number all combinations from 0. Those that name the same network twice are two places; those that
name no legal network are places too, which are refused with the reason.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import prod
from typing import Any, NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.axes import Axis, Grid
from resnet_viz.core.lab.sweep.reading import BATCH, EXAMPLE, NAME, VARIED, axes_in
from resnet_viz.core.limits import check_batch
from resnet_viz.core.resnet.arch import FREE_NAME, spec_named, spec_with
from resnet_viz.core.resnet.depth import usual_block
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.wording import digits_grouped

MOST_PLACES = 10_000_000
MOST_ALIKE = 16  # groups of stage lists that depths lead to: with one block or more in four stages
FASTEST = ("block", "depth", "stages")  # so that neighbours share what their totals are made of


@dataclass(frozen=True)
class Recipe:
    """A recipe by its canonical text; `axes` are the name and the keys, the slowest first."""

    text: str
    axes: tuple[Axis, ...]

    @cached_property
    def count(self) -> int:
        """How many places there are, refused ones included."""
        return prod(axis.size for axis in self.axes)

    @cached_property
    def has_batch(self) -> bool:
        """Whether it says itself how many images are in a batch."""
        return any(axis.key == BATCH for axis in self.axes)


def recipe_of(text: str) -> Recipe:
    """The recipe of a text; UserError names what is wrong, where it begins and what is allowed."""
    if not isinstance(text, str):
        raise UserError(f"a recipe is a text, such as 'resnet,depth={EXAMPLE}'", NAME)
    by_key = {axis.key: axis for axis in axes_in(text)}
    _check_structure(by_key)
    name, *rest = (by_key[key] for key in (NAME, *VARIED) if key in by_key)
    written = ",".join([name.text, *(f"{axis.key}={axis.text}" for axis in rest)])
    quick = [by_key[key] for key in FASTEST if key in by_key]
    slow = [axis for axis in rest if axis.key not in FASTEST]
    recipe = Recipe(written, (name, *slow, *quick))
    if recipe.count > MOST_PLACES:
        raise UserError(
            f"this recipe has {digits_grouped(recipe.count)} combinations, and a sweep at most "
            f"{digits_grouped(MOST_PLACES)}. Leave out values or take larger steps"
        )
    return recipe


class Member(NamedTuple):
    """The network at a place, and how many images are in a batch there."""

    spec: ResNetSpec
    batch: int


def spec_at(recipe: Recipe, place: int) -> ResNetSpec:
    """The network at a place; UserError says why it is refused."""
    return member_at(recipe, place).spec


def member_at(recipe: Recipe, place: int, batch: int = 1) -> Member:
    """The network and the batch at a place: `batch` where the recipe doesn't say.

    UserError says why it is refused.
    """
    values = values_at(recipe, place)
    images = check_batch(values.pop(BATCH, batch))
    known = spec_named(values.pop(NAME))
    return Member(checked(spec_with(known, values)), images)


def batch_at(recipe: Recipe, place: int, batch: int = 1) -> int:
    """How many images are in a batch at a place: `batch` where the recipe doesn't say."""
    return int(values_at(recipe, place)[BATCH]) if recipe.has_batch else batch


def values_at(recipe: Recipe, place: int) -> dict[str, Any]:
    """The name and the value of every key of the recipe at a place, legal together or not."""
    values = {}
    for axis in reversed(recipe.axes):
        place, digit = divmod(place, axis.size)
        text = axis.text_at(digit)
        values[axis.key] = text if axis.key == NAME else _value(axis.key, text)
    return values


def _check_structure(by_key: dict[str, Axis]) -> None:
    """UserError where the free name is given and nothing says how deep."""
    is_free = FREE_NAME in by_key[NAME].text.split("|")
    if is_free and not {"depth", "stages"} & by_key.keys():
        spec_with(None, {})


@lru_cache(maxsize=4096)
def _value(key: str, text: str) -> Any:
    return VARIED[key].read(text)


def text_at(recipe: Recipe, place: int) -> str:
    """The combination at a place as ARCH, legal or not: what the recipe is short for there."""
    digits = []
    for axis in reversed(recipe.axes):
        place, digit = divmod(place, axis.size)
        digits.append((axis.key, axis.text_at(digit)))
    texts = dict(digits)
    keys = (key for key in VARIED if key in texts)
    return ",".join([texts[NAME], *(f"{key}={texts[key]}" for key in keys)])


def block_at(recipe: Recipe, place: int, depth: int) -> str:
    """The kind of block of a network of that depth, in less time than making it takes."""
    found = ""
    for axis in reversed(recipe.axes):
        place, digit = divmod(place, axis.size)
        if axis.key == "block":
            return axis.text_at(digit)
        if axis.key == NAME:
            found = axis.text_at(digit)
    known = spec_named(found)
    return str(known.block if known else usual_block(depth))


def most_families(recipe: Recipe) -> int:
    """At most so many groups of networks whose totals follow from each other's.

    Stage lists are of one group where they have one block, or more than one, in the same stages.
    """
    families = 1
    for axis in recipe.axes:
        families *= _distinct(axis)
    return min(families, recipe.count)


def _distinct(axis: Axis) -> int:
    if axis.key != "stages":
        return axis.size if axis.key != "depth" else min(axis.size, MOST_ALIKE)
    grids = (choice for choice in axis.choices if isinstance(choice, Grid))
    return sum(prod(map(_short, grid.ranges)) for grid in grids)


def _short(numbers: range) -> int:
    """How many numbers a range has where all above 1 are one."""
    return 2 if numbers[0] <= 1 < numbers[-1] else 1
