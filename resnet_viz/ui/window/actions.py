"""The window's own actions: light and dark, the depth field, about, quit."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from resnet_viz.ui.look.appearance import SYSTEM, Appearance
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.window.controls import show_controls
from resnet_viz.ui.window.panels import Panels


def _looks(choice: str) -> Callable[["WindowFeature"], ActionState]:
    return lambda feature: ActionState(is_on=feature.appearance.choice == choice)


class WindowFeature(QObject):
    """What concerns the window and no subject of its own."""

    def __init__(self, window: QMainWindow, panels: Panels, appearance: Appearance) -> None:
        super().__init__(window)
        self._window, self._panels, self.appearance = window, panels, appearance
        appearance.changed.connect(panels.table_one.set_colors)
        panels.table_one.set_colors(appearance.colors)

    @action("File", "Quit", "Close the window", "Ctrl+Q", starts_group=True)
    def quit(self) -> None:
        self._window.close()

    @action("Edit", "Go to depth", "Move the keyboard focus to the depth field", "Ctrl+D")
    def change_depth(self) -> None:
        show_controls(self._panels)

    @action(
        "View",
        "Light",
        "Always light",
        "Ctrl+Alt+L",
        starts_group=True,
        group="appearance",
        submenu="Appearance",
        state=_looks("light"),
    )
    def be_light(self) -> None:
        self.appearance.choose("light")

    @action(
        "View",
        "Dark",
        "Always dark",
        "Ctrl+Alt+D",
        group="appearance",
        submenu="Appearance",
        state=_looks("dark"),
    )
    def be_dark(self) -> None:
        self.appearance.choose("dark")

    @action(
        "View",
        "Follow system",
        "Light or dark, as the system is set",
        "Ctrl+Alt+S",
        group="appearance",
        submenu="Appearance",
        state=_looks(SYSTEM),
    )
    def be_as_system(self) -> None:
        self.appearance.choose(SYSTEM)
