"""How a network is to be drawn, as one value."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from resnet_viz.core.choice import unknown_word
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.lab.figures import (
    BY_CHANGE,
    BY_OPERATION,
    BY_STAGE,
    FIGURES,
    TIMED,
    VALUES,
    WEIGHED,
    WHOLE_ONLY,
)
from resnet_viz.core.timing.measurement import LayerTime
from resnet_viz.core.weights.figures import TensorFigures
from resnet_viz.core.wording import either
from resnet_viz.diagram.files.paper import DRAWING
from resnet_viz.diagram.scene.color_choice import BY_OPERATIONS, Coloring, ColorScale
from resnet_viz.diagram.scene.room import Room
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.diagram.scene.theme import LIGHT, THEMES, Theme
from resnet_viz.diagram.view import Direction, Level, View

SCALE = 2.0
BLOCKS = View()
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Look:
    """How a network is to be drawn.

    Counts are of a batch of `batch`; `times` are for a look by time, `times_of_others` those of
    the networks after the first. `scale` is a PNG's, `page` the name of a PDF's. A `part`, in
    points of the scene, shows no more than itself; the scene is then the one of a `room` on the
    screen. `is_marked` says on the picture of two networks what differs between them. `weights` are
    the figures of the first network's weights, by layers.
    """

    view: View
    theme: Theme = LIGHT
    coloring: Coloring = BY_OPERATIONS
    has_legend: bool = True
    batch: int = 1
    times: tuple[LayerTime, ...] = ()
    scale: float = SCALE
    is_transparent: bool = False
    page: str = DRAWING.name
    caption: str = ""
    part: Rect | None = None
    times_of_others: tuple[tuple[LayerTime, ...], ...] = ()
    room: Room | None = None
    is_marked: bool = False
    weights: tuple[TensorFigures, ...] = ()

    @property
    def is_timed(self) -> bool:
        """Whether it takes a timed run to draw."""
        return not TIMED.isdisjoint((self.coloring.color_by, self.view.values))

    @property
    def is_weighed(self) -> bool:
        """Whether it takes a file of weights to draw."""
        return bool({self.coloring.color_by, self.view.values} & WEIGHED.keys())

    @property
    def is_weighed_against(self) -> bool:
        """Whether it takes a second one."""
        return BY_CHANGE in (self.coloring.color_by, self.view.values)


def view_of(
    level: str = Level.BLOCK,
    direction: str = Direction.TOP_TO_BOTTOM,
    *,
    is_folded: bool = False,
    is_to_scale: bool = False,
    values: str = "",
) -> View:
    """The view that these words ask for; UserError for an unknown word."""
    check_values(values)
    return View(
        _member("level", level, Level),
        is_folded,
        _member("direction", direction, Direction),
        is_to_scale,
        values=values,
    )


def check_values(values: str) -> None:
    """UserError for a word that names no figure of layers; '' is none at all."""
    if values in WHOLE_ONLY:
        words = (
            f"values={shortened(values)} is a figure of whole networks. Boxes have {either(VALUES)}"
        )
        raise UserError(words, "values", tuple(VALUES))
    if values:
        _check("values", values, VALUES)


def check_weighed(look: Look, weights: str, against: str) -> None:
    """UserError where a look needs a file of weights, or a second one, that is not given."""
    if look.is_weighed and not weights:
        words = {look.coloring.color_by, look.view.values} & WEIGHED.keys()
        raise UserError(f"{either(sorted(words))} is a figure of weights. Give a file of weights")
    if look.is_weighed_against and not against:
        raise UserError(f"{BY_CHANGE} needs a second file of weights to compare with")


def look_of(
    view: View = BLOCKS,
    *,
    color_by: str = BY_OPERATION,
    color_scale: str = ColorScale.LINEAR,
    theme: str = LIGHT.name,
) -> Look:
    """The look of a view that these words ask for; UserError for an unknown word."""
    _check("theme", theme, THEMES)
    return Look(view, THEMES[theme], _coloring(color_by, color_scale))


def _coloring(color_by: str, color_scale: str) -> Coloring:
    _check("color_by", color_by, (BY_OPERATION, BY_STAGE, *FIGURES))
    coloring = Coloring(color_by, _member("color_scale", color_scale, ColorScale))
    if coloring.scale is ColorScale.LOG and not coloring.has_scale:
        message = f"color_scale=log needs figures, and color_by={color_by} has none"
        raise UserError(f"{message}, choose {either(FIGURES)}", "color_scale", tuple(FIGURES))
    return coloring


def _member(key: str, word: str, choices: type[Choice]) -> Choice:
    _check(key, word, [*choices])
    return choices(word)


def _check(key: str, word: str, allowed: Iterable[str]) -> None:
    if word not in allowed:
        raise unknown_word(key, word, allowed)
