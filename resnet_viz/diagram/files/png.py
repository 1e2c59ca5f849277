"""A picture as PNG: its PDF drawn to pixels, so that letters and lines are the same."""

import struct
import zlib
from collections.abc import Iterator
from math import ceil
from typing import Any

from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import Progress, Step, ignore_progress
from resnet_viz.diagram.files.paper import DRAWING, paper_sheet
from resnet_viz.diagram.files.pdf import pdf_of
from resnet_viz.diagram.scene.picture import Picture, page_of

PIXELS_PER_POINT = 96 / 72
DPI = 96
INCHES_PER_METRE = 1 / 0.0254
MOST_PIXELS = 200_000_000
BAND_PIXELS = 4_000_000  # drawn at once: what a large picture takes of memory
SCALES = (1.0, 4.0)
SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB, RGBA = 2, 6  # colour types of the PNG specification, section 11.2.1


def png_of(picture: Picture, scale: float = 1.0, on_progress: Progress = ignore_progress) -> bytes:
    """The picture in pixels: 96 an inch times `scale`, 1 to 4; the same bytes each time.

    UserError for a scale out of range, or one that needs more than 200 megapixels.
    """
    check_pixels(picture, scale)
    return pixels_of_pdf(
        pdf_of(picture),
        size_px(picture, scale),
        round(DPI * scale * INCHES_PER_METRE),
        has_ground=picture.has_ground,
        on_progress=on_progress,
    )


def size_px(picture: Picture, scale: float) -> tuple[int, int]:
    """The width and height of its PNG."""
    page = page_of(picture)
    sheet = paper_sheet(DRAWING, page.width, page.height)
    factor = scale * PIXELS_PER_POINT / sheet.scale  # what a page reduces, pixels do not
    return ceil(round(sheet.width * factor, 3)), ceil(round(sheet.height * factor, 3))


def pixels_of_pdf(
    pdf: bytes,
    size: tuple[int, int],
    pixels_per_metre: int,
    *,
    has_ground: bool = True,
    on_progress: Progress = ignore_progress,
) -> bytes:
    """The first page of a PDF as a PNG of that size in pixels, band after band."""
    import pypdfium2

    width, height = size
    color_type = RGB if has_ground else RGBA
    parts = [SIGNATURE]
    parts.append(chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, color_type, 0, 0, 0)))
    parts.append(chunk(b"pHYs", struct.pack(">IIB", pixels_per_metre, pixels_per_metre, 1)))
    packer = zlib.compressobj()
    document = pypdfium2.PdfDocument(pdf)
    try:
        for rows, done in _bands(document[0], width, height, has_ground):
            packed = packer.compress(rows)
            parts += [chunk(b"IDAT", packed)] if packed else []
            on_progress(Step("drawing pixels", done, height))
    finally:
        document.close()
    return b"".join((*parts, chunk(b"IDAT", packer.flush()), chunk(b"IEND", b"")))


def largest_scale(picture: Picture, most_pixels: int = MOST_PIXELS) -> float:
    """The scale at which a picture has as many pixels as are allowed."""
    return float((most_pixels / _area(picture)) ** 0.5)


def check_scale(scale: float) -> None:
    """UserError for a scale that no PNG has."""
    least, most = SCALES
    if not least <= scale <= most:
        raise UserError(f"a PNG's scale goes from {least:g} to {most:g}, not {scale:g}", "scale")


def check_pixels(picture: Picture, scale: float) -> None:
    """UserError for a scale that no PNG has, or that makes this picture too large for pixels."""
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
            f"{MOST_PIXELS // 10**6} are allowed. Use {advice}",
            "scale",
        )


def _bands(page: Any, width: int, height: int, has_ground: bool) -> Iterator[tuple[bytes, int]]:
    """The lines of a page's pixels, each after its filter's number, and how many are done."""
    import pypdfium2
    from pypdfium2 import raw

    form, channels = (raw.FPDFBitmap_BGR, 3) if has_ground else (raw.FPDFBitmap_BGRA, 4)
    ground = (255, 255, 255, 255 if has_ground else 0)
    flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER
    most = max(1, BAND_PIXELS // width)
    for top in range(0, height, most):
        lines = min(most, height - top)
        bitmap = pypdfium2.PdfBitmap.new_native(width, lines, form, rev_byteorder=True)
        bitmap.fill_rect(ground, 0, 0, width, lines)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, height, 0, flags)
        pixels, stride = memoryview(bitmap.buffer).cast("B"), width * channels
        rows = (pixels[at : at + stride] for at in range(0, lines * stride, stride))
        yield b"".join(b"\0" + bytes(row) for row in rows), top + lines


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG: PNG specification, section 5.3."""
    check = zlib.crc32(data, zlib.crc32(kind))
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def _area(picture: Picture) -> float:
    """Its pixels at scale 1."""
    page = page_of(picture)
    return page.width * page.height * PIXELS_PER_POINT**2
