"""From a network, or several, to the diagram in one step, for programs without a window."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.diff.diff import diff_of
from resnet_viz.core.lab.figures import Counted
from resnet_viz.core.progress import Progress, ignore_progress
from resnet_viz.diagram.cells.cells import parts_of
from resnet_viz.diagram.cells.cutting.readable import crowding_note
from resnet_viz.diagram.cells.keys import checked_keys
from resnet_viz.diagram.cells.lying import as_laid_out
from resnet_viz.diagram.cells.part import Part, part_names
from resnet_viz.diagram.cells.values import box_values, with_values_title
from resnet_viz.diagram.files.formats import (
    Format,
    Option,
    WriteJob,
    check_form_networks,
    check_form_options,
    format_named,
)
from resnet_viz.diagram.files.paper import DRAWING, Paper, paper_named, paper_sheet
from resnet_viz.diagram.files.png import check_scale
from resnet_viz.diagram.files.unplaced import unplaced_scene
from resnet_viz.diagram.layout.asking import answers_for
from resnet_viz.diagram.layout.compose import compose_sections
from resnet_viz.diagram.layout.figure import compose_figure, figure_sections
from resnet_viz.diagram.look import SCALE, Look
from resnet_viz.diagram.scene.caption import check_letters, one_line
from resnet_viz.diagram.scene.coloring import heat_among
from resnet_viz.diagram.scene.crop import cropped, part_in
from resnet_viz.diagram.scene.marks import NO_MARKS, Marks, lettered, marks_between
from resnet_viz.diagram.scene.picture import Picture, page_of, texts_of
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.jobs.drawing_child import layouts_for

WITHOUT_LAYOUT = (".dot", ".mmd")
LEAST_READ = 5.0  # points; what journals ask of the smallest text in a figure
MOST_NETWORKS = 6  # in one figure
MOST_MARKED = 2
if TYPE_CHECKING:
    from resnet_viz.diagram.files.html_states import PageStates

Networks = Network | Sequence[Network]
Layouts = Callable[[Iterable[str]], Mapping[str, str]]


def unfolded(networks: Networks, look: Look, keys: Iterable[str]) -> Look:
    """The look with these stages, blocks and runs the other way round; UserError for no such.

    Of several networks one has to have it.
    """
    graphs = [network.graph for network in as_several(networks)]
    toggled = tuple(key for each in keys for key in _checked_key(graphs, each))
    return replace(look, view=replace(look.view, toggled=toggled))


def _checked_key(graphs: Sequence[Graph], key: str) -> tuple[str, ...]:
    for graph in graphs[:-1]:
        with suppress(UserError):
            return checked_keys(graph, (key,))
    return checked_keys(graphs[-1], (key,))


def as_several(networks: Networks) -> tuple[Network, ...]:
    """One network or several as several; UserError for more than fit into a figure."""
    several = (networks,) if isinstance(networks, Network) else tuple(networks)
    if not 1 <= len(several) <= MOST_NETWORKS:
        words = f"a figure shows 1 to {MOST_NETWORKS} networks, not {len(several)}"
        raise UserError(words, "arch")
    return several


def picture_of(networks: Networks, look: Look, layouts: Layouts = layouts_for) -> Picture:
    """The picture of legal networks, their blocks laid out by the drawing process.

    Raises UserError where that can't start.
    """
    several = as_several(networks)
    return picture_from(several, look, _scene_of(_parts_of(several, look), look, layouts))


def _scene_of(parts: Sequence[Part], look: Look, layouts: Layouts) -> Scene:
    direction = look.view.direction
    if len(parts) == 1:
        sections = as_laid_out(parts[0].sections, direction)
        answers = answers_for(sections, layouts)
        scene = compose_sections(parts[0].title, sections, direction, answers, look.room)
    else:
        laid_out = [figure_sections(part, direction) for part in parts]
        every = [section for part in laid_out for section in part.sections]
        answers = answers_for(every, layouts)
        scene = compose_figure(laid_out, direction, answers)
    return with_values_title(scene, look.view.values)


def _parts_of(networks: Sequence[Network], look: Look) -> tuple[Part, ...]:
    values = (box_values(look.view.values, counted) for counted in _counted(networks, look))
    graphs = (network.graph for network in networks)
    return parts_of(list(zip(graphs, values, strict=True)), look.view)


def _counted(networks: Sequence[Network], look: Look) -> list[Counted]:
    """Each network as it is counted, and timed where the look says how long it took."""
    times = (look.times, *look.times_of_others)
    weights = {each.name: each for each in look.weights}
    return [
        Counted(network.graph, report_of(network, look.batch), own or (), {} if place else weights)
        for place, (network, own) in enumerate(zip_longest(networks, times[: len(networks)]))
    ]


def picture_from(networks: Networks, look: Look, scene: Scene) -> Picture:
    """The picture of networks composed already; UserError for a part that shows nothing."""
    several = as_several(networks)
    named = dict(zip(part_names(len(several)), _counted(several, look), strict=True))
    heat = heat_among(look.coloring, scene, named, look.theme)
    part = part_in(scene, look.part) if look.part else None
    caption = one_line(look.caption)
    check_letters(caption)
    marks = _marks(several, look, scene) if look.is_marked else NO_MARKS
    scene = lettered(scene) if look.is_marked else scene
    return Picture(
        scene=cropped(scene, part) if part else scene,
        theme=look.theme,
        heat=heat,
        caption=caption,
        has_legend=look.has_legend,
        part=part,
        has_ground=not look.is_transparent,
        marks=marks,
    )


def _marks(networks: Sequence[Network], look: Look, scene: Scene) -> Marks:
    one, other = networks
    first, second = part_names(len(networks))
    return marks_between(diff_of(one, other, look.batch), (first, second), scene)


def as_marked(networks: Sequence[Network], look: Look) -> Look:
    """The look with marks of what differs; UserError unless the networks are two."""
    if len(networks) != MOST_MARKED:
        raise UserError(f"differences are marked between two networks, not {len(networks)}", "arch")
    return replace(look, is_marked=True)


def dot_source(networks: Networks, look: Look) -> str:
    """The whole of one network or several as one DOT text."""
    return diagram_bytes(networks, replace(look, caption=""), ".dot").decode()


def diagram_bytes(
    networks: Networks, look: Look, suffix: str, layouts: Layouts = layouts_for
) -> bytes:
    """The file of that suffix; UserError for an unknown one, and for what it does not have."""
    return diagram_and_note(networks, look, suffix, layouts)[0]


def diagram_and_note(
    networks: Networks,
    look: Look,
    suffix: str,
    layouts: Layouts = layouts_for,
    on_progress: Progress = ignore_progress,
) -> tuple[bytes, str]:
    """The file as `diagram_bytes` gives it, and what there is to say of it, '' for nothing."""
    form, paper = check_look(look, suffix)
    several = as_several(networks)
    check_form_networks(form, len(several))
    parts = _parts_of(several, look)
    if form.suffix in WITHOUT_LAYOUT:
        scene = with_values_title(unplaced_scene(parts), look.view.values)
    else:
        scene = _scene_of(parts, look, layouts)
    picture = picture_from(several, look, scene)
    job = WriteJob(
        picture,
        several[0].graph,
        look.view,
        look.scale,
        paper,
        parts,
        on_progress,
        states=_states_of(several[0], look, form, layouts),
        coloring=look.coloring,
    )
    data = form.write(job)
    own = form.note(job) if form.note else ""
    if Option.PAGE in form.options:
        own = smallness_text(picture, paper)
    return data, ". ".join(filter(None, (own, *_crowding(several, look))))


def _crowding(networks: Sequence[Network], look: Look) -> Iterable[str]:
    """What is to be said of networks whose lines are hard to follow."""
    found = (crowding_note(network.graph, look.view) for network in networks)
    return dict.fromkeys(str(each) for each in found if each)


def _states_of(network: Network, look: Look, form: Format, layouts: Layouts) -> "PageStates | None":
    """All that a format shows apart from the look's own view, None where that is nothing."""
    from resnet_viz.diagram.files.html_states import PageStates, laid_out

    if not form.views:
        return None
    sections = {
        view: laid_out(_parts_of((network,), replace(look, view=view))[0].sections, view.direction)
        for view in form.views(network.graph, look.view)
    }
    answers = answers_for((each for several in sections.values() for each in several), layouts)
    return PageStates(sections, answers, _counted((network,), look)[0])


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


def caption_of(networks: Networks) -> str:
    """The caption of a diagram where nobody wrote one: title, parameters and MACs of one image."""
    return "; ".join(map(_caption_of, as_several(networks)))


def caption_asked(networks: Networks, caption: str | bool) -> str:
    """A person's own words as a caption, the diagram's own for True; UserError for odd letters."""
    text = caption_of(networks) if caption is True else one_line(caption or "")
    check_letters(text)
    return text


def _caption_of(network: Network) -> str:
    totals = report_of(network).totals
    params, macs = map(measure_named, ("params", "macs"))
    return (
        f"{network.graph.title} · {params.text_of(totals, params.unit.short)} parameters"
        f" · {macs.text_of(totals, macs.unit.short)} {macs.heading}"
    )
