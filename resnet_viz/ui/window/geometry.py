"""Size, place and splitters of the window, from the last time to the next."""

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QMainWindow

from resnet_viz.ui.window.panels import Panels

FIRST_SIZE = QSize(1560, 960)
GEOMETRY, COLUMNS, ROWS = "window/geometry", "window/columns", "window/rows"


def restore_places(window: QMainWindow, panels: Panels) -> None:
    """Puts everything where it was, or where it starts."""
    settings = QSettings()
    window.resize(FIRST_SIZE.boundedTo(window.screen().availableSize()))
    panels.share_height(window.height())
    if settings.contains(GEOMETRY):
        window.restoreGeometry(settings.value(GEOMETRY))
        panels.columns.restoreState(settings.value(COLUMNS))
        panels.rows.restoreState(settings.value(ROWS))


def save_places(window: QMainWindow, panels: Panels) -> None:
    """Remembers where everything is."""
    settings = QSettings()
    settings.setValue(GEOMETRY, window.saveGeometry())
    settings.setValue(COLUMNS, panels.columns.saveState())
    settings.setValue(ROWS, panels.rows.saveState())
