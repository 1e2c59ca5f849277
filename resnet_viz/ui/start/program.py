"""Starts the window: painted first, everything heavy after."""

import faulthandler
import gc
import sys
from collections.abc import Callable

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from resnet_viz.core.graph.network import Network
from resnet_viz.core.networks import network_named
from resnet_viz.core.windowless import no_window_message
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.look.fonts import load_fonts
from resnet_viz.ui.start.crash import catch_bugs
from resnet_viz.ui.start.first_paint import after_first_paint
from resnet_viz.ui.start.interrupts import close_on_interrupt
from resnet_viz.ui.start.platform_failure import failure_explained
from resnet_viz.ui.window.actions import MainWindow
from resnet_viz.version import VERSION

FIRST_NETWORK = "resnet50"
APPLICATION_ID = "io.github.resnetviz.resnetviz"


def run(
    arch: str | None, no_window: Callable[[str], str], *, is_exit_after_paint: bool = False
) -> int:
    """Opens the window on a network and gives the exit status when it closes.

    `no_window` says for a reason why there is no window, where Qt can open none.

    UserError for an ARCH that names no network, before anything is shown.
    """
    network = network_named(arch or FIRST_NETWORK)
    application = make_application(no_window)
    window = open_window(network, application)

    def on_painted() -> None:
        gc.freeze()  # all of this stays; collecting it again and again would only make pauses
        gc.enable()
        if is_exit_after_paint:
            print("painted", flush=True)
            application.quit()
        else:
            window.start_children()

    after_first_paint(window, on_painted)
    return application.exec()


def open_window(network: Network, application: QApplication) -> MainWindow:
    """The window on the screen, before its child processes are started."""
    catch_bugs()
    window = MainWindow(network, Appearance(application))
    close_on_interrupt(window, window.close)
    window.show()
    return window


def make_application(no_window: Callable[[str], str] = no_window_message) -> QApplication:
    """The one QApplication, named, with the bundled font and the Fusion style."""
    faulthandler.enable()
    QGuiApplication.setDesktopFileName(APPLICATION_ID)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    with failure_explained(no_window):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("ResNet Viz")
    application.setOrganizationName("ResNet Viz")
    application.setApplicationVersion(VERSION)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    application.setStyle("Fusion")
    load_fonts()
    return application
