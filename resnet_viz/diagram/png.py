"""A picture as PNG: its PDF drawn to pixels, so that letters and lines are the same."""

from io import BytesIO

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.pdf import pdf_of
from resnet_viz.diagram.picture import Picture, page_of

PIXELS_PER_POINT = 96 / 72
DPI = 96
MOST_PIXELS = 200_000_000
SCALES = (1.0, 4.0)


def png_of(picture: Picture, scale: float = 1.0, *, is_transparent: bool = False) -> bytes:
    """The picture in pixels: 96 an inch times `scale`, 1 to 4; the same bytes each time.

    UserError for a scale out of range, or one that needs more than 200 megapixels.
    """
    import pypdfium2

    _check_scale(picture, scale)
    document = pypdfium2.PdfDocument(pdf_of(picture, has_ground=not is_transparent))
    try:
        ground = (255, 255, 255, 0) if is_transparent else (255, 255, 255, 255)
        bitmap = document[0].render(
            scale=scale * PIXELS_PER_POINT, fill_color=ground, rev_byteorder=True
        )
        image = bitmap.to_pil()
    finally:
        document.close()
    file = BytesIO()
    image.save(file, "PNG", dpi=(DPI * scale, DPI * scale), optimize=False)
    return file.getvalue()


def _check_scale(picture: Picture, scale: float) -> None:
    least, most = SCALES
    if not least <= scale <= most:
        raise UserError(f"a PNG's scale goes from {least:g} to {most:g}, not {scale:g}", "scale")
    page = page_of(picture)
    area = page.width * page.height * PIXELS_PER_POINT**2
    if area * scale**2 > MOST_PIXELS:
        fits = (MOST_PIXELS / area) ** 0.5
        advice = f"scale {fits:.1f}" if fits >= least else "SVG or PDF, which have no pixels"
        raise UserError(
            f"this diagram at scale {scale:g} needs {area * scale**2 / 1e6:.0f} megapixels, "
            f"{MOST_PIXELS // 10**6} are allowed; use {advice}",
            "scale",
        )
