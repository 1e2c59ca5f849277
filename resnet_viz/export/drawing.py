"""From a network to its diagram in one step, for programs without a window."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from resnet_viz.core.errors import UserError
from resnet_viz.core.figures import BY_OPERATION, BY_STAGE, FIGURES, Counted
from resnet_viz.core.measurement import LayerTime
from resnet_viz.core.report import graph_of, report_of
from resnet_viz.core.spec import ResNetSpec
from resnet_viz.core.wording import either
from resnet_viz.diagram.cells import dots_of
from resnet_viz.diagram.coloring import BY_OPERATIONS, Coloring, heat_by
from resnet_viz.diagram.compose import compose
from resnet_viz.diagram.dot_export import dot_of
from resnet_viz.diagram.formats import Order, format_named
from resnet_viz.diagram.heat import ColorScale, Heat
from resnet_viz.diagram.picture import Picture
from resnet_viz.diagram.process import layouts_for
from resnet_viz.diagram.scene import Scene
from resnet_viz.diagram.theme import LIGHT, THEMES, Theme
from resnet_viz.diagram.view import Direction, Level, View

DOT = ".dot"
Layouts = Callable[[Iterable[str]], Mapping[str, str]]
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Look:
    """How a network is to be drawn.

    Counts are of a batch of `batch`; `times` are for a look by time; `scale` is a PNG's.
    """

    view: View
    theme: Theme = LIGHT
    coloring: Coloring = BY_OPERATIONS
    has_legend: bool = True
    batch: int = 1
    times: tuple[LayerTime, ...] = ()
    scale: float = 2.0


def look_of(
    level: str = Level.BLOCK,
    is_folded: bool = False,
    color_by: str = BY_OPERATION,
    direction: str = Direction.TOP_TO_BOTTOM,
    theme: str = LIGHT.name,
    color_scale: str = ColorScale.LINEAR,
) -> Look:
    """The look that these words ask for; UserError for an unknown word."""
    _check("theme", theme, THEMES)
    view = View(
        _member("level", level, Level), is_folded, _member("direction", direction, Direction)
    )
    return Look(view, THEMES[theme], _coloring(color_by, color_scale))


def picture_of(spec: ResNetSpec, look: Look, layouts: Layouts = layouts_for) -> Picture:
    """The picture of a legal spec, its blocks laid out by the drawing process.

    Raises UserError where that can't start.
    """
    graph = graph_of(spec)
    scene = compose(graph, look.view, layouts(dots_of(graph, look.view)))
    return Picture(scene, look.theme, _heat(spec, look, scene), has_legend=look.has_legend)


def source_of(spec: ResNetSpec, look: Look) -> str:
    """The whole network as one DOT text, in its own colours."""
    return dot_of(graph_of(spec), look.view)


def diagram_bytes(
    spec: ResNetSpec, look: Look, suffix: str, layouts: Layouts = layouts_for
) -> bytes:
    """The file of that suffix; UserError for an unknown one."""
    form = format_named(suffix)
    if form.suffix == DOT:  # needs no layout
        return source_of(spec, look).encode()
    picture = picture_of(spec, look, layouts)
    return form.write(Order(picture, graph_of(spec), look.view, look.scale))


def _coloring(color_by: str, color_scale: str) -> Coloring:
    _check("color_by", color_by, (BY_OPERATION, BY_STAGE, *FIGURES))
    coloring = Coloring(color_by, _member("color_scale", color_scale, ColorScale))
    if coloring.scale is ColorScale.LOG and not coloring.has_scale:
        message = f"color_scale=log is for figures; color_by={color_by} is not one"
        raise UserError(f"{message}, choose {either(FIGURES)}", "color_scale", tuple(FIGURES))
    return coloring


def _heat(spec: ResNetSpec, look: Look, scene: Scene) -> Heat | None:
    counted = Counted(graph_of(spec), report_of(spec, look.batch), look.times)
    return heat_by(look.coloring, scene, counted, look.theme)


def _check(key: str, word: str, allowed: Iterable[str]) -> None:
    if word not in allowed:
        message = f"{key}={word} is unknown; {key} is {either(allowed)}"
        raise UserError(message, key, tuple(allowed))


def _member(key: str, word: str, choices: type[Choice]) -> Choice:
    _check(key, word, [*choices])
    return choices(word)
