"""Size and place of the window, from the last time to the next."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QMainWindow

from resnet_viz.ui.settings.kept import keep, kept_bytes
from resnet_viz.ui.window.cascade import cascade

FIRST_SIZE, LEAST_SIZE = QSize(1560, 960), QSize(940, 560)
FRAME = QSize(16, 48)  # what window managers put around a window, at most as a rule
GEOMETRY = "window/geometry"


def restore_geometry(window: QMainWindow) -> None:
    """Puts the window where it was, or where it starts: inside of its screen, frame and all."""
    window.setMinimumSize(LEAST_SIZE.boundedTo(_room(window.screen())))
    window.resize(FIRST_SIZE.boundedTo(_room(window.screen())))
    geometry = kept_bytes(GEOMETRY)
    if geometry is not None and window.restoreGeometry(geometry):
        cascade(window, FRAME)


def save_geometry(window: QMainWindow) -> None:
    """Remembers where the window is."""
    keep(GEOMETRY, window.saveGeometry())


def _room(screen: QScreen) -> QSize:
    return screen.availableSize() - FRAME
