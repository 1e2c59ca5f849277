"""The rows of a sweep: what the network at each place costs, or why it is refused."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.sweep.recipe import Recipe, member_at
from resnet_viz.core.resnet.totals import FIGURES, figures_for

COLUMNS = ("depth", *FIGURES)  # keys of measures: what the values of a point are


class Point(NamedTuple):
    """One place of a recipe: its values in the order of `COLUMNS`, or the reason for none.

    Values are whole numbers and may have more than 64 bits; a refused place has none.
    """

    place: int
    values: tuple[int, ...]
    error: str = ""


def points_of(recipe: Recipe, places: Iterable[int], batch: int = 1) -> Iterator[Point]:
    """The points at these places, one after the other; `batch` where the recipe has none."""
    for place in places:
        try:
            spec, images = member_at(recipe, place, batch)
            yield Point(place, (spec.depth, *figures_for(spec, images)))
        except UserError as error:
            yield Point(place, (), error.message)
