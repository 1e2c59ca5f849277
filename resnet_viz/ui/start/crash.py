"""A bug in the window: shown in a dialog with a report to copy, never sent anywhere."""

import sys
import threading
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from resnet_viz.version import VERSION

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

MOST_REPORTED = 20  # different bugs in one dialog
MOST_FRAMES = 50  # of endless recursion
BugPlace = tuple[type[BaseException], tuple[tuple[str, int], ...]]  # the same bug, the same lines


def crash_report(error: BaseException) -> str:
    """Versions and traceback as one text."""
    import platform

    versions = (
        f"ResNet Viz {VERSION}, Python {platform.python_version()}, "
        f"PySide6 {pyside_version}, {platform.platform()}"
    )
    return versions + "\n\n" + "".join(traceback.format_exception(error))


def catch_bugs() -> None:
    """From now on an exception that nobody took opens the dialog; the window goes on.

    The same bug is reported once, in the dialog and on standard error: one in a paint comes again
    with every paint.
    """
    desk = BugDesk()
    known: set[BugPlace] = set()

    def on_bug(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if (place := _place_of(kind, trace)) in known:
            return
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, Exception) and QApplication.instance() is not None:
            known.add(place)
            desk.reported.emit(crash_report(error))

    sys.excepthook = on_bug
    threading.excepthook = lambda args: on_bug(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )


class BugDesk(QObject):
    """Shows what is reported in one dialog, the next bug in that which is open.

    The bug may be in a paint, or in another event that Qt is in the middle of, where opening a
    dialog crashes it: the dialog waits for a turn of the event loop of its own.
    """

    reported = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[str] = []
        self._box: QMessageBox | None = None
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn.timeout.connect(self._show)
        self.reported.connect(self._on_reported)

    def _on_reported(self, report: str) -> None:
        if len(self._waiting) < MOST_REPORTED:
            self._waiting.append(report)
            self._next_turn.start()

    def _show(self) -> None:
        report = "\n\n".join(self._waiting)
        if self._box is not None:
            self._box.setDetailedText(report)
            return
        self._box = box = _bug_box(report)
        box.finished.connect(self._on_closed)
        box.destroyed.connect(self._on_closed)
        box.open()

    def _on_closed(self, _: object) -> None:
        self._waiting.clear()
        self._box = None


def _place_of(kind: type[BaseException], trace: TracebackType | None) -> BugPlace:
    """Where an exception was raised, and on the way from where."""
    steps = traceback.walk_tb(trace)
    lines = ((frame.f_code.co_filename, number) for frame, number in steps)
    return kind, tuple(lines)[-MOST_FRAMES:]


def _bug_box(report: str) -> "QMessageBox":
    """What happened, the report, a button that copies it; over whatever is in front."""
    from PySide6.QtWidgets import QMessageBox  # not before the first paint

    box = QMessageBox(QApplication.activeModalWidget() or QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("ResNet Viz")
    box.setText("Something went wrong.")
    box.setInformativeText(
        "This is a bug, not your mistake. You can keep working. "
        "Please copy the report into an issue."
    )
    box.setDetailedText(report)
    copy = box.addButton("Copy report", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(box.detailedText()))
    box.addButton(QMessageBox.StandardButton.Close)
    return box
