"""The picture on paper, by the system's print dialog: vectors and text as on screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QPointF, QRectF
from PySide6.QtGui import QColor, QPagedPaintDevice, QPageLayout, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.save import save_bytes
from resnet_viz.diagram.files.paper import fitting_scale
from resnet_viz.diagram.scene.picture import Page, Picture, page_of, part_of
from resnet_viz.ui.paint.legend import paint_parts
from resnet_viz.ui.paint.scene_painter import ScenePainter
from resnet_viz.ui.paint.text import diagram_font

ALL_DETAILS = 1.0  # pixels a point from which the scene's painter leaves nothing out


def ask_and_print(picture: Picture, parent: QWidget, on_failed: Callable[[str], None]) -> None:
    """Opens the system's dialog, the page turned as suits the picture, and prints on its word."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(picture.scene.title)
    turn_page(printer, picture)
    dialog = QPrintDialog(printer, parent)

    def on_accepted(_: QPrinter) -> None:  # holds the printer, which the dialog does not
        try:
            print_picture(printer, picture)
        except UserError as error:
            on_failed(f"{error.message}.")

    dialog.accepted.connect(on_accepted)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own open() wants a slot


def turn_page(printer: QPrinter, picture: Picture) -> None:
    """Upright or turned, whichever shows the picture larger."""
    page, room = page_of(picture), printer.pageLayout().paintRect(QPageLayout.Unit.Point)
    as_it_is, turned = (
        fitting_scale(page.width, page.height, *sides)
        for sides in ((room.width(), room.height()), (room.height(), room.width()))
    )
    if turned > as_it_is:
        was = printer.pageLayout().orientation()
        upright, across = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
        printer.setPageOrientation(across if was is upright else upright)


def print_picture(printer: QPrinter, picture: Picture) -> None:
    """Prints on one page, reduced where it has to be; a file is written whole or not at all.

    UserError where the printer can't start or the file can't be written.
    """
    if path := printer.outputFileName():
        save_bytes(Path(path), _page_bytes(printer, picture))
    elif not _paint_page(printer, printer.resolution(), picture):
        name = printer.printerName() or "the printer"
        raise UserError(f"{name} did not start. Choose another printer, or print to a file")


def _page_bytes(printer: QPrinter, picture: Picture) -> bytes:
    """The page as a PDF; Qt would write it in place and not report a full disk."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(printer.pageLayout())
    writer.setResolution(printer.resolution())
    writer.setTitle(picture.scene.title)
    _paint_page(writer, writer.resolution(), picture)
    return bytes(buffer.data().data())


def _paint_page(device: QPagedPaintDevice, dots_per_inch: int, picture: Picture) -> bool:
    """Paints in the middle of the page's top; False where the device can't start."""
    page, room = page_of(picture), device.pageLayout().paintRect(QPageLayout.Unit.Point)
    scale = fitting_scale(page.width, page.height, room.width(), room.height())
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        pixels = dots_per_inch / 72
        painter.translate((room.width() - page.width * scale) / 2 * pixels, 0.0)
        painter.scale(pixels * scale, pixels * scale)
        _paint(painter, picture, page, pixels * scale)
    finally:
        painter.end()
    return True


def _paint(painter: QPainter, picture: Picture, page: Page, scale: float) -> None:
    painter.save()
    painter.translate(QPointF(*page.scene_at))
    scene = ScenePainter(picture.scene, picture.theme, picture.heat)
    scene.paint(painter, QRectF(*part_of(picture)), max(scale, ALL_DETAILS), is_fine=True)
    painter.restore()
    if page.legend:
        painter.save()
        painter.translate(QPointF(*page.legend_at))
        paint_parts(painter, page.legend, picture.theme)
        painter.restore()
    if page.caption:
        painter.setFont(diagram_font(page.caption.size, page.caption.is_bold))
        painter.setPen(QColor(picture.theme.ink))
        painter.drawText(QPointF(page.caption.x, page.caption.y), page.caption.text)
