"""The window's own actions: light and dark, the depth field, about, quit."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMessageBox

from resnet_viz.ui.look.appearance import SYSTEM, Appearance
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.window.panels import Panels
from resnet_viz.version import VERSION

Key = QKeySequence.StandardKey


class WindowFeature(QObject):
    """What concerns the window and no subject of its own."""

    def __init__(self, window: QMainWindow, panels: Panels, appearance: Appearance) -> None:
        super().__init__(window)
        self._window, self._panels, self._appearance = window, panels, appearance
        appearance.changed.connect(panels.table_one.set_colors)
        panels.table_one.set_colors(appearance.colors)

    @action("File", "Quit", "Close the window", Key.Quit, starts_group=True)
    def quit(self) -> None:
        self._window.close()

    @action("Edit", "Change depth", "Put the keyboard into the depth field", "Ctrl+D")
    def change_depth(self) -> None:
        self._panels.architecture.focus_first()

    @action("View", "Light", "Always light", "Ctrl+Alt+L", starts_group=True)
    def be_light(self) -> None:
        self._appearance.choose("light")

    @action("View", "Dark", "Always dark", "Ctrl+Alt+D")
    def be_dark(self) -> None:
        self._appearance.choose("dark")

    @action("View", "As the system", "Light or dark as the system is", "Ctrl+Alt+S")
    def be_as_system(self) -> None:
        self._appearance.choose(SYSTEM)

    @action("Help", "About ResNet Viz", "Version and licence")
    def about(self) -> None:
        QMessageBox.about(
            self._window,
            "ResNet Viz",
            f"<b>ResNet Viz {VERSION}</b><p>A workbench for residual networks. MIT licence.</p>"
            "<p>Qt and PySide6 (LGPL), Graphviz (EPL), PyTorch (BSD), Inter (OFL).</p>",
        )
