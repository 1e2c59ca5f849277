"""Light or dark, by the system or by the person: palette, sheet and icons in one go."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from resnet_viz.ui.look.colors import DARK, LIGHT, Colors, palette_of
from resnet_viz.ui.look.fonts import window_font
from resnet_viz.ui.look.icons import draw_icons
from resnet_viz.ui.look.style import style_sheet
from resnet_viz.ui.settings.settings import APPEARANCE, store, stored

SYSTEM, CHOICES = "system", {"light": LIGHT, "dark": DARK}


class Appearance(QObject):
    """Keeps the application in its colours; `changed` carries the new ones.

    The style sheet waits for `dress`: widgets that are put together under one are dressed again
    each time they move, which is a sixth of the time to the first paint.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._icons = TemporaryDirectory(prefix="resnet-viz-")
        self.choice = stored(APPEARANCE)
        self.colors = self._wanted()
        self._colour()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def choose(self, choice: str) -> None:
        """`light`, `dark` or `system`; remembered for the next start."""
        self.choice = choice
        store(APPEARANCE, choice)
        self._follow()

    def _follow(self) -> None:
        colors = self._wanted()
        if colors is not self.colors:
            self.colors = colors
            self._colour()
            self.dress()
            self.changed.emit(colors)

    def _wanted(self) -> Colors:
        scheme = QGuiApplication.styleHints().colorScheme()
        by_system = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return CHOICES.get(self.choice, by_system)

    def dress(self) -> None:
        """Puts the style sheet on; for when the widgets are in their places."""
        icons = draw_icons(Path(self._icons.name), self.colors)
        _application().setStyleSheet(style_sheet(self.colors, icons))

    def _colour(self) -> None:
        _application().setFont(window_font())
        _application().setPalette(palette_of(self.colors))


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
