"""A bug in the window: shown in a dialog with a report to copy, never sent anywhere."""

import sys
import traceback
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from resnet_viz.version import VERSION


def crash_report(error: BaseException) -> str:
    """Versions and traceback as one text."""
    import platform

    versions = (
        f"ResNet Viz {VERSION}, Python {platform.python_version()}, "
        f"PySide6 {pyside_version}, {platform.platform()}"
    )
    return versions + "\n\n" + "".join(traceback.format_exception(error))


def catch_bugs() -> None:
    """From now on an exception that nobody took opens the dialog; the window goes on."""

    def on_bug(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, Exception) and QApplication.instance() is not None:
            show_bug(error)

    sys.excepthook = on_bug


def show_bug(error: BaseException) -> None:
    """The dialog: what happened, the report, a button that copies it."""
    from PySide6.QtWidgets import QMessageBox  # not before the first paint

    box = QMessageBox(QMessageBox.Icon.Warning, "ResNet Viz", "Something went wrong.")
    box.setInformativeText(
        "This is a bug, not your mistake. You can keep working. "
        "Please copy the report into an issue."
    )
    report = crash_report(error)
    box.setDetailedText(report)
    copy = box.addButton("Copy report", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    box.addButton(QMessageBox.StandardButton.Close)
    box.open()
