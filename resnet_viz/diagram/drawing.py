"""From a network to its diagram in one step, for programs without a window."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.report import graph_of, report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.figures import BY_OPERATION, BY_STAGE, FIGURES, Counted
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.timing.measurement import LayerTime
from resnet_viz.core.wording import either, si
from resnet_viz.diagram.cells.cells import dots_of
from resnet_viz.diagram.cells.fold import checked_keys
from resnet_viz.diagram.files.formats import Format, Option, Order, check_options, format_named
from resnet_viz.diagram.files.paper import DRAWING, Paper, paper_named, sheet_of
from resnet_viz.diagram.files.png import check_scale
from resnet_viz.diagram.files.unplaced import unplaced_scene
from resnet_viz.diagram.layout.compose import compose
from resnet_viz.diagram.scene.coloring import BY_OPERATIONS, Coloring, heat_by
from resnet_viz.diagram.scene.crop import cropped, part_in
from resnet_viz.diagram.scene.heat import ColorScale, Heat
from resnet_viz.diagram.scene.picture import Picture, page_of, texts_of
from resnet_viz.diagram.scene.scene import Rect, Scene
from resnet_viz.diagram.scene.theme import LIGHT, THEMES, Theme
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.jobs.drawing_child import layouts_for

WITHOUT_LAYOUT = (".dot", ".mmd")
SCALE = 2.0
LEAST_READ = 5.0  # points; what journals ask of the smallest text in a figure
Layouts = Callable[[Iterable[str]], Mapping[str, str]]
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Look:
    """How a network is to be drawn.

    Counts are of a batch of `batch`; `times` are for a look by time; `scale` is a PNG's, `page`
    the name of a PDF's. A `part`, in points of the scene, shows no more than itself.
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


def look_of(
    level: str = Level.BLOCK,
    is_folded: bool = False,
    color_by: str = BY_OPERATION,
    direction: str = Direction.TOP_TO_BOTTOM,
    theme: str = LIGHT.name,
    *,
    color_scale: str = ColorScale.LINEAR,
    is_to_scale: bool = False,
) -> Look:
    """The look that these words ask for; UserError for an unknown word."""
    _check("theme", theme, THEMES)
    view = View(
        _member("level", level, Level),
        is_folded,
        _member("direction", direction, Direction),
        is_to_scale,
    )
    return Look(view, THEMES[theme], _coloring(color_by, color_scale))


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
    """The whole network as one DOT text."""
    return diagram_bytes(spec, replace(look, caption=""), ".dot").decode()


def diagram_bytes(
    spec: ResNetSpec, look: Look, suffix: str, layouts: Layouts = layouts_for
) -> bytes:
    """The file of that suffix; UserError for an unknown one, and for what it does not have."""
    return diagram_and_note(spec, look, suffix, layouts)[0]


def diagram_and_note(
    spec: ResNetSpec, look: Look, suffix: str, layouts: Layouts = layouts_for
) -> tuple[bytes, str]:
    """The file as `diagram_bytes` gives it, and what there is to say of it, '' for nothing."""
    form, paper = check_look(look, suffix)
    graph = graph_of(spec)
    if form.suffix in WITHOUT_LAYOUT:
        picture = picture_from(spec, look, unplaced_scene(graph, look.view))
    else:
        picture = picture_of(spec, look, layouts)
    data = form.write(Order(picture, graph, look.view, look.scale, paper))
    return data, smallness_note(picture, paper) if Option.PAGE in form.options else ""


def smallness_note(picture: Picture, paper: Paper) -> str:
    """That a page shows a picture too small to be read, '' where it does not."""
    page = page_of(picture)
    scale = sheet_of(paper, page.width, page.height).scale
    least = scale * min((text.size for text in texts_of(picture, page)), default=LEAST_READ)
    if least >= LEAST_READ:
        return ""
    return (
        f"at {scale:.0%} of its size the smallest text is {least:.1f} points tall; "
        "fold equal blocks, choose a coarser level or a wider page"
    )


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
