"""Opens the settings, and puts what is chosen there into effect."""

from PySide6.QtCore import QObject

from resnet_viz.ui.find.reach import Reach
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.parts.passing_dialog import open_passing
from resnet_viz.ui.settings.settings import APPEARANCE


class PreferencesFeature(QObject):
    """The settings of a person, for all windows."""

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach.window)
        self._reach = reach

    @action("Edit", "Settings…", "How the program looks and starts", "Ctrl+,", starts_group=True)
    def open_settings(self) -> None:
        from resnet_viz.ui.find.settings_dialog import SettingsDialog

        dialog = SettingsDialog({APPEARANCE.key: self._reach.appearance.choose}, self._reach.window)
        dialog.finished.connect(lambda _: self._reach.menus().refresh())
        open_passing(dialog)
