"""The files a picture can be written to: one row for each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.progress import Progress, ignore_progress
from resnet_viz.core.wording import either
from resnet_viz.diagram.cells.part import Part
from resnet_viz.diagram.files.paper import DRAWING, Paper
from resnet_viz.diagram.scene.color_choice import BY_OPERATIONS, Coloring
from resnet_viz.diagram.scene.picture import Picture
from resnet_viz.diagram.view import View

if TYPE_CHECKING:
    from resnet_viz.diagram.files.html_states import PageStates


@dataclass(frozen=True, slots=True)
class WriteJob:
    """What a writer is given: the picture, what it was made of, a PNG's scale, a PDF's page.

    `graph` is that of the first network, `parts` are all of them. `states` is for a format that
    shows more views than one, `coloring` what its boxes are coloured by at first.
    """

    picture: Picture
    graph: Graph
    view: View
    scale: float = 1.0
    paper: Paper = DRAWING
    parts: tuple[Part, ...] = ()
    on_progress: Progress = ignore_progress
    states: "PageStates | None" = None
    coloring: Coloring = BY_OPERATIONS


class Option(StrEnum):
    """What can be chosen of a file, by its word on the command line."""

    THEME = "theme"
    LEGEND = "legend"
    CAPTION = "caption"
    TRANSPARENT = "transparent"
    PART = "part"
    SCALE = "scale"
    PAGE = "page"


PICTURE = frozenset({Option.THEME, Option.LEGEND, Option.CAPTION, Option.TRANSPARENT, Option.PART})
LACKING = {
    Option.CAPTION: "caption",
    Option.TRANSPARENT: "ground to leave out",
    Option.PART: "part to choose",
    Option.SCALE: "pixels to scale",
    Option.PAGE: "page size",
}


@dataclass(frozen=True, slots=True)
class Format:
    """A file format by its suffix, what can be chosen of it, and whether several networks fit.

    `views` are those that it shows, where one can change that in the file; `note` is what there
    is to say of one file, '' for nothing.
    """

    suffix: str
    title: str
    write: Callable[[WriteJob], bytes]
    options: frozenset[Option] = PICTURE
    has_several: bool = True
    views: Callable[[Graph, View], tuple[View, ...]] | None = None
    note: Callable[[WriteJob], str] | None = None


def _svg(job: WriteJob) -> bytes:
    from resnet_viz.diagram.files.svg import svg_of

    return svg_of(job.picture).encode()


def _pdf(job: WriteJob) -> bytes:
    from resnet_viz.diagram.files.pdf import pdf_of

    return pdf_of(job.picture, job.paper)


def _png(job: WriteJob) -> bytes:
    from resnet_viz.diagram.files.png import png_of

    return png_of(job.picture, job.scale, job.on_progress)


def _dot(job: WriteJob) -> bytes:
    from resnet_viz.diagram.files.dot_export import dot_of

    return dot_of(job.parts, job.view.direction, job.picture).encode()


def _mermaid(job: WriteJob) -> bytes:
    from resnet_viz.diagram.files.mermaid import mermaid_of

    return mermaid_of(job.parts, job.view.direction, job.picture).encode()


def _tikz(job: WriteJob) -> bytes:
    from resnet_viz.diagram.files.tikz import tikz_of

    return tikz_of(job.picture).encode()


def _tikz_note(job: WriteJob) -> str:
    from resnet_viz.diagram.files.tikz_letters import tex_letters_of

    return tex_letters_of(job.picture).note


def _page_views(graph: Graph, view: View) -> tuple[View, ...]:
    from resnet_viz.diagram.files.html_states import page_views

    return page_views(graph, view)


def _html(job: WriteJob) -> bytes:
    from resnet_viz.diagram.files.html_page import page_of

    assert job.states
    picture = job.picture
    page = page_of(job.states, job.view, job.coloring, picture.theme, has_legend=picture.has_legend)
    return page.encode()


FORMATS: tuple[Format, ...] = (
    Format(".svg", "SVG, scalable picture", _svg),
    Format(".pdf", "PDF, for papers", _pdf, PICTURE | {Option.PAGE}),
    Format(".png", "PNG, pixels", _png, PICTURE | {Option.SCALE}),
    Format(".dot", "DOT, Graphviz source", _dot, frozenset({Option.THEME})),
    Format(".tex", "LaTeX with TikZ", _tikz, note=_tikz_note),
    Format(".mmd", "Mermaid, for Markdown", _mermaid, frozenset({Option.THEME})),
    Format(
        ".html",
        "HTML, interactive page",
        _html,
        frozenset({Option.THEME, Option.LEGEND}),
        has_several=False,
        views=_page_views,
    ),
)
SUFFIXES = " ".join(row.suffix for row in FORMATS)


def format_named(suffix: str) -> Format:
    """The format of a suffix such as `.svg`; UserError names the known ones."""
    for row in FORMATS:
        if row.suffix == suffix.lower():
            return row
    what = (
        f"'{shortened(suffix)}' isn't a diagram format" if suffix else "the file name has no suffix"
    )
    raise UserError(f"{what}. Choose one of {SUFFIXES}", "output")


def check_form_networks(form: Format, count: int) -> None:
    """UserError for several networks in a format that shows one."""
    if count > 1 and not form.has_several:
        others = either(row.suffix for row in FORMATS if row.has_several)
        raise UserError(f"a {form.suffix} file shows one network. Save {count} as {others}", "arch")


def check_form_options(form: Format, asked: Iterable[Option]) -> None:
    """UserError for the first option that a format does not have; it names those that do."""
    for option in asked:
        if option not in form.options:
            others = either(row.suffix for row in FORMATS if option in row.options)
            raise UserError(
                f"a {form.suffix} file has no {LACKING[option]}. Leave {option} out, "
                f"or save as {others}",
                option,
            )
