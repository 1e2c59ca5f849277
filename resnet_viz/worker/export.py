"""What the drawing process makes for the window: a diagram or a table as a file, or a picture."""

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.block_pair import pair_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.diagram.drawing import (
    WITHOUT_LAYOUT,
    check_look,
    diagram_and_note,
    diagram_bytes,
    picture_of,
)
from resnet_viz.diagram.files.extent import Extent, extent_of
from resnet_viz.diagram.files.formats import Format, Option, check_form_networks
from resnet_viz.diagram.files.pdf import pdf_of
from resnet_viz.diagram.files.png import (
    SCALES,
    check_pixels,
    largest_scale,
    pixels_of_pdf,
    png_of,
)
from resnet_viz.diagram.files.svg import svg_of
from resnet_viz.diagram.requests import (
    CopiedPicture,
    CopyPicture,
    Preview,
    PreviewDiagram,
    SavedFile,
    SaveDiagram,
)
from resnet_viz.diagram.scene.picture import Picture
from resnet_viz.diagram.scene.theme import THEMES
from resnet_viz.export.blocks import pair_file, pair_table
from resnet_viz.export.reports import layer_table
from resnet_viz.export.requests import PreviewTable, SaveBlocks, SaveTable
from resnet_viz.export.tables import table_named
from resnet_viz.worker.files import head_of, saved
from resnet_viz.worker.files import laid_out_here as lay
from resnet_viz.worker.handler import Handlers

COPY_SCALE = 2.0
MOST_COPIED_PIXELS = 40_000_000  # more is a burden on whoever pastes it


def answer_diagram(asked: SaveDiagram, on_progress: Progress) -> SavedFile:
    """Writes the file whole, or raises UserError and writes nothing."""
    on_progress(Step("drawing"))
    data, note = diagram_and_note(_networks(asked), asked.look, asked.suffix, lay, on_progress)
    on_progress(Step("writing the file"))
    return saved(asked.path, data, note)


def answer_table(asked: SaveTable, _: Progress) -> SavedFile:
    """Writes the file whole, or raises UserError and writes nothing."""
    return saved(asked.path, _table_text(asked).encode())


def answer_preview(asked: PreviewDiagram, _: Progress) -> Preview:
    """The page as a small picture, drawn from the file's own PDF; UserError as when saving."""
    networks, look = _networks(asked), asked.look
    form, paper = check_look(look, asked.suffix)
    check_form_networks(form, len(networks))
    if form.suffix in WITHOUT_LAYOUT:
        return Preview(text=head_of(diagram_bytes(networks, look, form.suffix, lay).decode()))
    picture = picture_of(networks, look, lay)
    extent = extent_of(picture, form, paper, look.scale)
    return Preview(
        _small_png(pdf_of(picture, paper), extent, asked.side_px, has_ground=picture.has_ground),
        extent=extent if Option.PART in form.options else None,  # a page of the web has no size
        problem=_problem(picture, form, look.scale),
    )


def answer_table_preview(asked: PreviewTable, _: Progress) -> Preview:
    """The first lines of the table."""
    return Preview(text=head_of(_table_text(asked)))


def answer_picture(asked: CopyPicture, _: Progress) -> CopiedPicture:
    """The PNG is of twice the size, less where that is too much."""
    picture = picture_of(network_named(asked.arch), asked.look, lay)
    scale = min(COPY_SCALE, largest_scale(picture, MOST_COPIED_PIXELS))
    png = png_of(picture, scale) if scale >= SCALES[0] else b""
    return CopiedPicture(svg_of(picture), png)


def answer_blocks(asked: SaveBlocks, _: Progress) -> SavedFile:
    """Writes the file whole, or raises UserError and writes nothing."""
    pair = pair_of(spec_of(network_named(asked.arch)), asked.setup)
    if asked.is_table:
        return saved(asked.path, table_named(asked.suffix).write(pair_table(pair)).encode())
    return saved(asked.path, pair_file(pair, THEMES[asked.theme], asked.suffix))


HANDLERS: Handlers = {
    SaveDiagram: answer_diagram,
    PreviewDiagram: answer_preview,
    PreviewTable: answer_table_preview,
    SaveTable: answer_table,
    SaveBlocks: answer_blocks,
    CopyPicture: answer_picture,
}


def _networks(asked: SaveDiagram | PreviewDiagram) -> list[Network]:
    return [network_named(arch) for arch in (asked.arch, *asked.others)]


def _table_text(asked: SaveTable | PreviewTable) -> str:
    table = layer_table(report_of(network_named(asked.arch), asked.batch), asked.timing)
    return table_named(asked.suffix).write(table)


def _small_png(pdf: bytes, extent: Extent, side_px: int, *, has_ground: bool) -> bytes:
    factor = side_px / max(extent.width_mm, extent.height_mm)
    size = tuple(max(1, round(side * factor)) for side in (extent.width_mm, extent.height_mm))
    return pixels_of_pdf(pdf, (size[0], size[1]), round(factor * 1000), has_ground=has_ground)


def _problem(picture: Picture, form: Format, scale: float) -> str:
    if Option.SCALE not in form.options:
        return ""
    try:
        check_pixels(picture, scale)
    except UserError as error:
        return error.message
    return ""
