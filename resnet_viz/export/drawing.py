"""From a network to its diagram in one step, for programs without a window."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from resnet_viz.core.convention import Convention
from resnet_viz.core.errors import UserError
from resnet_viz.core.figures import BY_OPERATION, FIGURES, values_of
from resnet_viz.core.measurement import LayerTime
from resnet_viz.core.report import graph_of, report_of
from resnet_viz.core.spec import ResNetSpec
from resnet_viz.core.wording import either, si
from resnet_viz.diagram.cells import dots_of
from resnet_viz.diagram.compose import compose
from resnet_viz.diagram.crop import cropped, part_in
from resnet_viz.diagram.dot_export import dot_of
from resnet_viz.diagram.fold import checked_keys
from resnet_viz.diagram.formats import Format, Option, Order, check_options, format_named
from resnet_viz.diagram.heat import Heat, heat_of
from resnet_viz.diagram.paper import DRAWING, Paper, paper_named
from resnet_viz.diagram.picture import Picture
from resnet_viz.diagram.png import check_scale
from resnet_viz.diagram.process import layouts_for
from resnet_viz.diagram.scene import Rect, Scene
from resnet_viz.diagram.theme import LIGHT, THEMES, Theme
from resnet_viz.diagram.view import Direction, Level, View

WITHOUT_LAYOUT = (".dot", ".mmd")
SCALE = 2.0
Layouts = Callable[[Iterable[str]], Mapping[str, str]]
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Look:
    """How a network is to be drawn; `color_by` is `op` or a key of `core.figures.FIGURES`.

    Counts are of a batch of `batch`; `times` are for a look by time; `scale` is a PNG's, `page`
    the name of a PDF's. A `part`, in points of the scene, shows no more than itself.
    """

    view: View
    theme: Theme = LIGHT
    color_by: str = BY_OPERATION
    has_legend: bool = True
    batch: int = 1
    times: tuple[LayerTime, ...] = ()
    scale: float = SCALE
    is_transparent: bool = False
    page: str = DRAWING.name
    caption: str = ""
    part: Rect | None = None


def look_of(
    level: str = Level.BLOCK,
    is_folded: bool = False,
    color_by: str = BY_OPERATION,
    direction: str = Direction.TOP_TO_BOTTOM,
    theme: str = LIGHT.name,
    *,
    is_to_scale: bool = False,
) -> Look:
    """The look that these words ask for; UserError for an unknown word."""
    _check("theme", theme, THEMES)
    _check("color_by", color_by, (BY_OPERATION, *FIGURES))
    view = View(
        _member("level", level, Level),
        is_folded,
        _member("direction", direction, Direction),
        is_to_scale,
    )
    return Look(view, THEMES[theme], color_by)


def unfolded(spec: ResNetSpec, look: Look, keys: Iterable[str]) -> Look:
    """The look with these stages, blocks and runs the other way round; UserError for no such."""
    toggled = checked_keys(graph_of(spec), keys)
    return replace(look, view=replace(look.view, toggled=toggled))


def picture_of(spec: ResNetSpec, look: Look, layouts: Layouts = layouts_for) -> Picture:
    """The picture of a legal spec, its blocks laid out by the drawing process.

    Raises UserError where that can't start.
    """
    graph = graph_of(spec)
    scene = compose(graph, look.view, layouts(dots_of(graph, look.view)))
    return picture_from(spec, look, scene)


def picture_from(spec: ResNetSpec, look: Look, scene: Scene) -> Picture:
    """The picture of a spec that is composed already; UserError for a part that shows nothing."""
    heat = _heat(spec, look, scene)
    part = part_in(scene, look.part) if look.part else None
    return Picture(
        scene=cropped(scene, part) if part else scene,
        theme=look.theme,
        heat=heat,
        caption=one_line(look.caption),
        has_legend=look.has_legend,
        part=part,
        has_ground=not look.is_transparent,
    )


def source_of(spec: ResNetSpec, look: Look) -> str:
    """The whole network as one DOT text, in its own colours."""
    return dot_of(graph_of(spec), look.view)


def diagram_bytes(
    spec: ResNetSpec, look: Look, suffix: str, layouts: Layouts = layouts_for
) -> bytes:
    """The file of that suffix; UserError for an unknown one, and for what it does not have."""
    form, paper = check_look(look, suffix)
    if form.suffix in WITHOUT_LAYOUT:
        picture = Picture(Scene("", 0.0, 0.0, (), (), (), ()), look.theme)
    else:
        picture = picture_of(spec, look, layouts)
    return form.write(Order(picture, graph_of(spec), look.view, look.scale, paper))


def check_look(look: Look, suffix: str) -> tuple[Format, Paper]:
    """The format of that suffix and the page; UserError where they and the look don't agree."""
    form, paper = format_named(suffix), paper_named(look.page)
    asked = {
        Option.PAGE: paper is not DRAWING,
        Option.SCALE: look.scale != SCALE,
        Option.TRANSPARENT: look.is_transparent,
        Option.CAPTION: bool(look.caption),
        Option.PART: look.part is not None,
    }
    check_options(form, (option for option, is_asked in asked.items() if is_asked))
    if Option.SCALE in form.options:
        check_scale(look.scale)
    return form, paper


def caption_of(spec: ResNetSpec) -> str:
    """The caption of a diagram where nobody wrote one: title, parameters and MACs of one image."""
    totals = report_of(spec).totals
    work = Convention.MACS
    return (
        f"{graph_of(spec).title} · {si(totals.params)} parameters · {si(totals.macs)} {work.label}"
    )


def one_line(text: str) -> str:
    """The text with its line ends as spaces, and nothing that has no sign."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _heat(spec: ResNetSpec, look: Look, scene: Scene) -> Heat | None:
    figure = FIGURES.get(look.color_by)
    if figure is None:
        return None
    values = values_of(figure, report_of(spec, look.batch).layers, look.times)
    return heat_of(scene, values, figure.title, figure.unit, look.theme)


def _check(key: str, word: str, allowed: Iterable[str]) -> None:
    if word not in allowed:
        message = f"{key}={word} is unknown; {key} is {either(allowed)}"
        raise UserError(message, key, tuple(allowed))


def _member(key: str, word: str, choices: type[Choice]) -> Choice:
    _check(key, word, [*choices])
    return choices(word)
