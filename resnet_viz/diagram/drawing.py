"""From a network to its diagram in one step, for programs without a window."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.figures import Counted
from resnet_viz.diagram.cells.cells import dots_of
from resnet_viz.diagram.cells.keys import checked_keys
from resnet_viz.diagram.files.formats import (
    Format,
    Option,
    WriteJob,
    check_form_options,
    format_named,
)
from resnet_viz.diagram.files.paper import DRAWING, Paper, paper_named, paper_sheet
from resnet_viz.diagram.files.png import check_scale
from resnet_viz.diagram.files.unplaced import unplaced_scene
from resnet_viz.diagram.layout.compose import compose
from resnet_viz.diagram.look import SCALE, Look
from resnet_viz.diagram.scene.coloring import heat_by
from resnet_viz.diagram.scene.crop import cropped, part_in
from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.picture import Picture, page_of, texts_of
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.jobs.drawing_child import layouts_for

WITHOUT_LAYOUT = (".dot", ".mmd")
LEAST_READ = 5.0  # points; what journals ask of the smallest text in a figure
Layouts = Callable[[Iterable[str]], Mapping[str, str]]


def unfolded(network: Network, look: Look, keys: Iterable[str]) -> Look:
    """The look with these stages, blocks and runs the other way round; UserError for no such."""
    toggled = checked_keys(network.graph, keys)
    return replace(look, view=replace(look.view, toggled=toggled))


def picture_of(network: Network, look: Look, layouts: Layouts = layouts_for) -> Picture:
    """The picture of a legal network, its blocks laid out by the drawing process.

    Raises UserError where that can't start.
    """
    graph = network.graph
    scene = compose(graph, look.view, layouts(dots_of(graph, look.view)))
    return picture_from(network, look, scene)


def picture_from(network: Network, look: Look, scene: Scene) -> Picture:
    """The picture of a network composed already; UserError for a part that shows nothing."""
    heat = _heat(network, look, scene)
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


def dot_source(network: Network, look: Look) -> str:
    """The whole network as one DOT text."""
    return diagram_bytes(network, replace(look, caption=""), ".dot").decode()


def diagram_bytes(
    network: Network, look: Look, suffix: str, layouts: Layouts = layouts_for
) -> bytes:
    """The file of that suffix; UserError for an unknown one, and for what it does not have."""
    return diagram_and_note(network, look, suffix, layouts)[0]


def diagram_and_note(
    network: Network, look: Look, suffix: str, layouts: Layouts = layouts_for
) -> tuple[bytes, str]:
    """The file as `diagram_bytes` gives it, and what there is to say of it, '' for nothing."""
    form, paper = check_look(look, suffix)
    graph = network.graph
    if form.suffix in WITHOUT_LAYOUT:
        picture = picture_from(network, look, unplaced_scene(graph, look.view))
    else:
        picture = picture_of(network, look, layouts)
    data = form.write(WriteJob(picture, graph, look.view, look.scale, paper))
    return data, smallness_text(picture, paper) if Option.PAGE in form.options else ""


def smallness_text(picture: Picture, paper: Paper) -> str:
    """That a page shows a picture too small to be read, '' where it does not."""
    page = page_of(picture)
    scale = paper_sheet(paper, page.width, page.height).scale
    least = scale * min((text.size for text in texts_of(picture, page)), default=LEAST_READ)
    if least >= LEAST_READ:
        return ""
    return (
        f"scaled to {scale:.0%}, the smallest text is {least:.1f} pt. "
        "Merge equal blocks, choose a coarser level or a wider page"
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
    check_form_options(form, (option for option, is_asked in asked.items() if is_asked))
    if Option.SCALE in form.options:
        check_scale(look.scale)
    return form, paper


def caption_of(network: Network) -> str:
    """The caption of a diagram where nobody wrote one: title, parameters and MACs of one image."""
    totals = report_of(network).totals
    params, macs = map(measure_named, ("params", "macs"))
    return (
        f"{network.graph.title} · {params.text_of(totals, params.unit.short)} parameters"
        f" · {macs.text_of(totals, macs.unit.short)} {macs.heading}"
    )


def one_line(text: str) -> str:
    """The text with its line ends as spaces, and nothing that has no sign."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _heat(network: Network, look: Look, scene: Scene) -> BoxColors | None:
    counted = Counted(network.graph, report_of(network, look.batch), look.times)
    return heat_by(look.coloring, scene, counted, look.theme)
