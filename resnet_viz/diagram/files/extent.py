"""How large a picture becomes as a file: on paper, in pixels, and its smallest text."""

from dataclasses import dataclass

from resnet_viz.diagram.files.formats import Format, Option
from resnet_viz.diagram.files.paper import POINTS_PER_MM, Paper, paper_sheet
from resnet_viz.diagram.files.png import size_px
from resnet_viz.diagram.scene.picture import Picture, page_of, texts_of

EASILY_READ = 6.0  # points; smaller text is hard to read on paper


@dataclass(frozen=True, slots=True)
class Extent:
    """The size of a file: millimetres of its page, pixels where it has some, else 0.

    `text_pt` is the smallest text as it is on the page, 0 where there is no text; `scale` is how
    far the page reduces the drawing.
    """

    width_mm: float
    height_mm: float
    width_px: int = 0
    height_px: int = 0
    text_pt: float = 0.0
    scale: float = 1.0

    @property
    def is_easily_read(self) -> bool:
        """Whether the smallest text is large enough on the page."""
        return not 0 < self.text_pt < EASILY_READ


def extent_of(picture: Picture, form: Format, paper: Paper, scale: float) -> Extent:
    """The size of a picture in a format that has one, on a page, at a PNG's scale."""
    page = page_of(picture)
    sheet = paper_sheet(paper, page.width, page.height)
    width, height = size_px(picture, scale) if Option.SCALE in form.options else (0, 0)
    reduced = sheet.scale if Option.PAGE in form.options else 1.0
    sides = (sheet.width, sheet.height) if Option.PAGE in form.options else page[:2]
    least = min((text.size for text in texts_of(picture, page)), default=0.0)
    return Extent(
        sides[0] / POINTS_PER_MM,
        sides[1] / POINTS_PER_MM,
        width,
        height,
        least * reduced,
        reduced,
    )
