"""A further window opens a step lower and to the right, not exactly over the one before."""

from contextlib import suppress

from PySide6.QtCore import QLockFile, QPoint, QSize
from PySide6.QtWidgets import QMainWindow

from resnet_viz.ui.settings.kept import settings_folder

STEP = 32  # pixels from one window to the next
MOST = 8  # windows that can be told apart


def cascade(window: QMainWindow, frame: QSize) -> None:
    """Moves a window by as many steps as others are open, and makes it smaller at the edge.

    `frame` is the room that the window manager's frame takes.
    """
    step = _first_free(window) * STEP
    if not step or window.isMaximized() or window.isFullScreen():
        return
    place = window.pos() + QPoint(step, step)
    room = window.screen().availableGeometry()
    left = QSize(room.right() - place.x(), room.bottom() - place.y()) - frame
    window.resize(window.size().boundedTo(left))
    window.move(place)


def _first_free(window: QMainWindow) -> int:
    """The first number that no open window has; this one has it until it is gone."""
    folder = settings_folder()
    with suppress(OSError):  # without it no other window is found
        folder.mkdir(parents=True, exist_ok=True)
    for number in range(MOST):
        lock = QLockFile(str(folder / f"window-{number}.lock"))
        if lock.tryLock(0):
            window.destroyed.connect(lock.unlock)
            return number
    return 0
