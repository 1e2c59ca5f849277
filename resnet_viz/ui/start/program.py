"""Starts the window: painted first, everything heavy after."""

import faulthandler
import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from resnet_viz.core.windowless import no_window_message
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.look.fonts import load_fonts
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.settings.kept import pass_over_unusable
from resnet_viz.ui.settings.settings import START_FRESH, is_on
from resnet_viz.ui.start.crash import catch_bugs
from resnet_viz.ui.start.first_paint import after_first_paint
from resnet_viz.ui.start.interrupts import close_on_interrupt
from resnet_viz.ui.start.platform_failure import failure_explained
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.document.opening import opening_named, opening_of_last
from resnet_viz.ui.window.window import MainWindow
from resnet_viz.version import VERSION

if TYPE_CHECKING:
    from resnet_viz.session.copies import Desk

APPLICATION_ID = "io.github.resnetviz.resnetviz"
PROGRAM = "resnet-viz"  # also the name by which window managers know its windows


def run(
    word: str | None, no_window: Callable[[str], str], *, is_exit_after_paint: bool = False
) -> int:
    """Opens the window and gives the exit status when it closes.

    `word` is ARCH, a session file or a file of weights, None for the document without a name that
    was closed last. `no_window` says for a reason why there is no window, where Qt can open none.

    UserError for an ARCH that names no network, or a file that can't be opened, before anything is
    shown.
    """
    named = opening_named(word) if word else None
    application = make_application(no_window)
    if is_exit_after_paint or named:
        window = open_window(named or Opening(new_document()), application)
    else:
        window = _open_on_last(application)

    def on_painted() -> None:
        if is_exit_after_paint:
            print("painted", flush=True)
            application.quit()
        else:
            window.start_soon(then=gc.freeze)

    after_first_paint(window, on_painted)
    status = application.exec()
    window.finish()
    return status


def open_window(
    opening: Opening, application: QApplication, desk: "Desk | None" = None
) -> MainWindow:
    """The window on the screen, before its child processes are started."""
    catch_bugs()
    window = MainWindow(opening, Appearance(application), desk)
    close_on_interrupt(window, window.leave)
    window.show()
    return window


def _open_on_last(application: QApplication) -> MainWindow:
    """Goes on where the last window without a file was closed, unless set to start fresh."""
    from resnet_viz.session.place import session_folder

    if is_on(START_FRESH):
        return open_window(Opening(new_document()), application)
    opening, desk = opening_of_last(session_folder())
    return open_window(opening, application, desk)


def make_application(no_window: Callable[[str], str] = no_window_message) -> QApplication:
    """The one QApplication, named, with the bundled font and the Fusion style."""
    faulthandler.enable()
    QGuiApplication.setDesktopFileName(APPLICATION_ID)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    with failure_explained(no_window):
        application = QApplication([PROGRAM, "-style", "Fusion"])
    application.setApplicationName("ResNet Viz")
    application.setOrganizationName("ResNet Viz")
    application.setApplicationVersion(VERSION)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    pass_over_unusable(application.organizationName(), application.applicationName())
    load_fonts()
    return application
