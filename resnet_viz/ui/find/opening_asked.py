"""Opens whatever a person names: in the dialog, or by dropping it."""

from PySide6.QtCore import QObject, SignalInstance

from resnet_viz.core.weights.place import place_of
from resnet_viz.session import edits
from resnet_viz.session.openable import Openable, path_in
from resnet_viz.ui.find.reach import Reach
from resnet_viz.ui.parts.passing_dialog import open_passing


class OpeningAsked(QObject):
    """Shows the dialog when `asked` is emitted, and hands on what was chosen."""

    def __init__(self, reach: Reach, asked: SignalInstance) -> None:
        super().__init__(reach.window)
        self._reach = reach
        asked.connect(self.ask)

    def ask(self) -> None:
        """Asks what to open."""
        from resnet_viz.session.place import session_folder
        from resnet_viz.session.recents import recent_files
        from resnet_viz.ui.find.open_dialog import OpenDialog

        recent = [path for path, is_missing in recent_files(session_folder()) if not is_missing]
        dialog = OpenDialog(recent, self._reach.window)
        dialog.opened.connect(self.open)
        open_passing(dialog)

    def open(self, kind: Openable, text: str) -> None:
        """Opens what a text names, which is known to be right as far as one can see."""
        if kind is Openable.NETWORK:
            self._reach.session.edit(edits.open_network, text.strip())
        elif kind is Openable.SESSION:
            self._reach.open_session(path_in(text))
        elif kind is Openable.MODEL:
            self._reach.open_model(text.strip())
        else:
            path, set_name = path_in(text).absolute(), place_of(text.strip()).set_name
            self._reach.networks.read_weights(str(path), set_name)
