"""What the drawing process makes for the window: a diagram or a table as a file, or a picture."""

from collections.abc import Iterable
from pathlib import Path

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Progress
from resnet_viz.core.save import save_bytes
from resnet_viz.diagram.drawing import diagram_and_note, picture_of
from resnet_viz.diagram.files.png import SCALES, largest_scale, png_of
from resnet_viz.diagram.files.svg import svg_of
from resnet_viz.diagram.requests import CopiedPicture, CopyPicture, SavedFile, SaveDiagram
from resnet_viz.export.reports import layer_table
from resnet_viz.export.requests import SaveTable
from resnet_viz.export.tables import table_named
from resnet_viz.worker.handler import Handlers
from resnet_viz.worker.layout import lay_out

COPY_SCALE = 2.0
MOST_COPIED_PIXELS = 40_000_000  # more is a burden on whoever pastes it


def answer_diagram(asked: SaveDiagram, _: Progress) -> SavedFile:
    """Writes the file whole, or raises UserError and writes nothing."""
    data, note = diagram_and_note(network_named(asked.arch), asked.look, asked.suffix, _layouts)
    return _saved(asked.path, data, note)


def answer_table(asked: SaveTable, _: Progress) -> SavedFile:
    """Writes the file whole, or raises UserError and writes nothing."""
    table = layer_table(report_of(network_named(asked.arch), asked.batch), asked.timing)
    return _saved(asked.path, table_named(asked.suffix).write(table).encode())


def answer_picture(asked: CopyPicture, _: Progress) -> CopiedPicture:
    """The PNG is of twice the size, less where that is too much."""
    picture = picture_of(network_named(asked.arch), asked.look, _layouts)
    scale = min(COPY_SCALE, largest_scale(picture, MOST_COPIED_PIXELS))
    png = png_of(picture, scale) if scale >= SCALES[0] else b""
    return CopiedPicture(svg_of(picture), png)


HANDLERS: Handlers = {
    SaveDiagram: answer_diagram,
    SaveTable: answer_table,
    CopyPicture: answer_picture,
}


def _saved(path: str, data: bytes, note: str = "") -> SavedFile:
    save_bytes(Path(path), data)
    return SavedFile(str(Path(path)), len(data), note)


def _layouts(dots: Iterable[str]) -> dict[str, str]:
    """Laid out here: this is the drawing process."""
    return {dot: lay_out(dot) for dot in dots}
