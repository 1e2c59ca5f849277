"""A picture as PNG: its PDF drawn to pixels, so that letters and lines are the same."""

from io import BytesIO

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.files.paper import DRAWING, paper_sheet
from resnet_viz.diagram.files.pdf import pdf_of
from resnet_viz.diagram.scene.picture import Picture, page_of

PIXELS_PER_POINT = 96 / 72
DPI = 96
MOST_PIXELS = 200_000_000
SCALES = (1.0, 4.0)


def png_of(picture: Picture, scale: float = 1.0) -> bytes:
    """The picture in pixels: 96 an inch times `scale`, 1 to 4; the same bytes each time.

    UserError for a scale out of range, or one that needs more than 200 megapixels.
    """
    import pypdfium2

    _check_scale(picture, scale)
    page = page_of(picture)
    reduced = paper_sheet(DRAWING, page.width, page.height).scale
    document = pypdfium2.PdfDocument(pdf_of(picture))
    try:
        ground = (255, 255, 255, 255 if picture.has_ground else 0)
        bitmap = document[0].render(
            scale=scale * PIXELS_PER_POINT / reduced, fill_color=ground, rev_byteorder=True
        )
        image = bitmap.to_pil()
    finally:
        document.close()
    file = BytesIO()
    image.save(file, "PNG", dpi=(DPI * scale, DPI * scale), optimize=False)
    return file.getvalue()


def largest_scale(picture: Picture, most_pixels: int = MOST_PIXELS) -> float:
    """The scale at which a picture has as many pixels as are allowed."""
    return float((most_pixels / _area(picture)) ** 0.5)


def check_scale(scale: float) -> None:
    """UserError for a scale that no PNG has."""
    least, most = SCALES
    if not least <= scale <= most:
        raise UserError(f"a PNG's scale goes from {least:g} to {most:g}, not {scale:g}", "scale")


def _area(picture: Picture) -> float:
    """Its pixels at scale 1."""
    page = page_of(picture)
    return page.width * page.height * PIXELS_PER_POINT**2


def _check_scale(picture: Picture, scale: float) -> None:
    check_scale(scale)
    area, fits, least = _area(picture), largest_scale(picture), SCALES[0]
    if scale > fits:
        advice = (
            f"scale {int(fits * 10) / 10:g}"
            if fits >= least
            else "SVG or PDF, which have no pixels"
        )
        raise UserError(
            f"this diagram at scale {scale:g} needs {area * scale**2 / 1e6:.0f} megapixels, "
            f"{MOST_PIXELS // 10**6} are allowed; use {advice}",
            "scale",
        )
