"""What the export dialog was left with: folder, formats, page, scale and theme."""

from os.path import isdir  # which answers for any name, where that of Path raises
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from resnet_viz.diagram.files.paper import DRAWING
from resnet_viz.diagram.files.png import SCALES
from resnet_viz.diagram.look import SCALE
from resnet_viz.diagram.scene.theme import DARK, LIGHT, THEMES, Theme
from resnet_viz.ui.export.file_choice import FileChoice
from resnet_viz.ui.export.target import DIAGRAM, TABLE
from resnet_viz.ui.settings.settings import (
    DIAGRAM_FORMAT,
    EXPORT_FOLDER,
    EXPORT_PAGE,
    EXPORT_SCALE,
    EXPORT_THEME,
    TABLE_FORMAT,
    remember,
    remembered,
)

SCALES_TEXTS = tuple(str(scale) for scale in range(int(SCALES[0]), int(SCALES[1]) + 1))
FORMATS = {DIAGRAM: DIAGRAM_FORMAT, TABLE: TABLE_FORMAT}


def last_folder() -> Path:
    """Where the last file went; the pictures folder before, or where that one is gone."""
    place = QStandardPaths.StandardLocation.PicturesLocation
    pictures = Path(QStandardPaths.writableLocation(place))
    candidates = (Path(remembered(EXPORT_FOLDER) or pictures), pictures)
    return next((each for each in candidates if isdir(each)), Path.home())


def last_format(what: str) -> str:
    """The suffix of the last picture or table, '' before."""
    return remembered(FORMATS[what])


def last_page() -> str:
    """The page of the last picture; as large as the drawing before."""
    return remembered(EXPORT_PAGE) or DRAWING.name


def last_scale() -> int:
    """The scale of the last PNG."""
    found = remembered(EXPORT_SCALE)
    return int(found) if found in SCALES_TEXTS else round(SCALE)


def last_theme() -> str:
    """The theme of the last picture; light before, whatever the window's own is."""
    found = remembered(EXPORT_THEME)
    return found if found in THEMES else LIGHT.name


def paper_theme() -> Theme:
    """The theme for paper: that of the last picture unless it is dark."""
    found = THEMES[last_theme()]
    return LIGHT if found is DARK else found


def keep(choice: FileChoice) -> None:
    """Remembers a choice for the next file."""
    remember(EXPORT_FOLDER, str(choice.path.parent))
    if choice.picture is None:
        remember(TABLE_FORMAT, choice.suffix)
        return
    remember(DIAGRAM_FORMAT, choice.suffix)
    remember(EXPORT_THEME, choice.picture.theme)


def keep_page(page: str, scale: int) -> None:
    """Remembers page and scale, of the formats that have them."""
    remember(EXPORT_PAGE, page)
    remember(EXPORT_SCALE, str(scale))
