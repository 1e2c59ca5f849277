"""The pages of a PDF: one row for each, and how a drawing is fitted onto one."""

from dataclasses import dataclass

from resnet_viz.core.choice import unknown_word
from resnet_viz.diagram.scene.scene import Point

POINTS_PER_MM = 72 / 25.4
MOST_LENGTH = 14_400.0  # points; no side of a PDF's page may be longer: ISO 32000-1, annex C


@dataclass(frozen=True, slots=True)
class Paper:
    """A page by its name; millimetres, 0 where it is as large as the drawing needs."""

    name: str
    title: str
    width_mm: float = 0.0
    height_mm: float = 0.0
    margin_mm: float = 0.0


DRAWING = Paper("drawing", "Fit to drawing")
PAPERS: dict[str, Paper] = {
    paper.name: paper
    for paper in (
        DRAWING,
        Paper("a4", "A4", 210.0, 297.0, 15.0),
        Paper("letter", "US Letter", 215.9, 279.4, 15.0),
        Paper("column", "One column (88 mm)", 88.0),
        Paper("wide", "Both columns (180 mm)", 180.0),
    )
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page in points, and where on it a drawing's top left corner is, at what scale."""

    width: float
    height: float
    at: Point
    scale: float


def paper_named(name: str) -> Paper:
    """The page of that name; UserError names the known ones."""
    if name.lower() not in PAPERS:
        raise unknown_word("page", name, PAPERS)
    return PAPERS[name.lower()]


def paper_sheet(paper: Paper, width: float, height: float) -> Sheet:
    """The page for a drawing of that size in points, upright or turned, whichever shows more."""
    across, down, margin = (
        length * POINTS_PER_MM for length in (paper.width_mm, paper.height_mm, paper.margin_mm)
    )
    if down:
        upright = _fitted((across, down), margin, (width, height))
        turned = _fitted((down, across), margin, (width, height))
        return turned if turned.scale > upright.scale else upright
    scale = fitting_scale(width, height, across or MOST_LENGTH, MOST_LENGTH)
    page_width = across or width * scale
    at = Point((page_width - width * scale) / 2, 0.0)
    return Sheet(page_width, height * scale, at, scale)


def fitting_scale(width: float, height: float, room_width: float, room_height: float) -> float:
    """The scale at which a drawing fits into a room: 1 at most, so that text keeps its size."""
    return min(1.0, room_width / width, room_height / height)


def _fitted(page: tuple[float, float], margin: float, drawing: tuple[float, float]) -> Sheet:
    across, down = page
    scale = fitting_scale(*drawing, across - 2 * margin, down - 2 * margin)
    return Sheet(across, down, Point((across - drawing[0] * scale) / 2, margin), scale)
