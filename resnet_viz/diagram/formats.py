"""The files a picture can be written to: one row for each."""

from collections.abc import Callable
from dataclasses import dataclass

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph import Graph
from resnet_viz.diagram.picture import Picture
from resnet_viz.diagram.view import View


@dataclass(frozen=True, slots=True)
class Order:
    """What a writer is given: the picture, what it was made of, and a PNG's scale."""

    picture: Picture
    graph: Graph
    view: View
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Format:
    """A file format by its suffix."""

    suffix: str
    title: str
    write: Callable[[Order], bytes]


def _svg(order: Order) -> bytes:
    from resnet_viz.diagram.svg import svg_of

    return svg_of(order.picture).encode()


def _pdf(order: Order) -> bytes:
    from resnet_viz.diagram.pdf import pdf_of

    return pdf_of(order.picture)


def _png(order: Order) -> bytes:
    from resnet_viz.diagram.png import png_of

    return png_of(order.picture, order.scale)


def _dot(order: Order) -> bytes:
    from resnet_viz.diagram.dot_export import dot_of

    return dot_of(order.graph, order.view).encode()


def _tikz(order: Order) -> bytes:
    from resnet_viz.diagram.tikz import tikz_of

    return tikz_of(order.picture).encode()


FORMATS: tuple[Format, ...] = (
    Format(".svg", "SVG, scalable picture", _svg),
    Format(".pdf", "PDF, for papers", _pdf),
    Format(".png", "PNG, pixels", _png),
    Format(".dot", "DOT, Graphviz source", _dot),
    Format(".tex", "LaTeX with TikZ", _tikz),
)


def format_named(suffix: str) -> Format:
    """The format of a suffix such as `.svg`; UserError names the known ones."""
    for row in FORMATS:
        if row.suffix == suffix.lower():
            return row
    known = " ".join(row.suffix for row in FORMATS)
    what = f"'{suffix}' is no format of diagrams" if suffix else "the file's name has no suffix"
    raise UserError(f"{what}; known: {known}", "output")
