"""What every PDF here has: a canvas that gives the same bytes each time, and our fonts on it."""

from io import BytesIO
from typing import Any

from resnet_viz.diagram.files.embedded_font import part_of_font
from resnet_viz.diagram.scene.font import Run, face_file, run_width, runs_of, text_width
from resnet_viz.diagram.scene.scene import Anchor, Text

FONTS = {False: "Inter", True: "Inter-SemiBold"}


def opened_canvas(
    file: BytesIO,
    size: tuple[float, float],
    title: str,
    ground: str,
    *,
    is_packed: bool = True,
) -> Any:
    """A page of that size in points, in the ground's colour where there is one.

    Packing takes longer than drawing: what is only drawn to pixels can do without.
    """
    from reportlab.pdfgen.canvas import Canvas

    _register_fonts()
    canvas = Canvas(
        file,
        pagesize=size,
        invariant=True,
        pageCompression=int(is_packed),
        initialFontName=FONTS[False],  # else every page names a Helvetica that it never uses
    )
    canvas.setTitle(title)
    canvas.setCreator("ResNet Viz")
    if ground:
        canvas.setFillColor(ground)
        canvas.rect(0, 0, *size, stroke=0, fill=1)
    return canvas


def draw_text(canvas: Any, text: Text, x: float, y: float) -> None:
    """Draws a text in the fill colour, its place from the bottom of the page."""
    width = text_width(text.text, text.size, text.is_bold)
    x -= {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
    for run in runs_of(text.text, text.is_bold):
        canvas.setFont(_font_name(run, is_bold=text.is_bold), text.size)
        canvas.drawString(round(x, 3), round(y, 3), run.text)
        x += run_width(run, text.size, text.is_bold)


def _register_fonts() -> None:
    from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    for is_bold, name in FONTS.items():
        if name not in getRegisteredFontNames():
            registerFont(TTFont(name, str(face_file(is_bold))))


def _font_name(run: Run, *, is_bold: bool) -> str:
    """reportlab's name for a run's font; letters of other fonts become a font first."""
    from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    if run.font is None:
        return FONTS[is_bold]
    letters = "".join(sorted(set(run.text)))
    name = f"{run.font.path}:{run.font.number}:{letters}"
    if name not in getRegisteredFontNames():
        registerFont(TTFont(name, BytesIO(part_of_font(run.font, letters))))
    return name
