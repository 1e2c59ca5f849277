"""Documents of windows that ended without being closed: offered at the next start."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from resnet_viz.core.errors import UserError
from resnet_viz.core.wording import sentence
from resnet_viz.session.member import shown_network
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.window.document.files import FilesFeature
from resnet_viz.ui.window.document.keeper import LANE
from resnet_viz.ui.window.document.opening import opening_of_copy

if TYPE_CHECKING:
    from resnet_viz.session.copies import Copy, Desk


class RecoveryFeature(QObject):
    """Looks for what was left, offers the latest, and keeps the others for the next starts."""

    def __init__(self, files: FilesFeature, thread: FileThread, say: Say) -> None:
        super().__init__(files)
        self._files, self._thread, self._say = files, thread, say
        self._left: list[tuple[Desk, Copy]] = []

    def look(self) -> None:
        """Looks in the thread of files."""
        self._thread.ask(_left_copies, self._on_found, lane=LANE)

    def close(self) -> None:
        """What was not recovered is kept as a document without a name is."""
        from resnet_viz.session.copies import close_desk
        from resnet_viz.session.place import session_folder

        for desk, _ in self._left:
            close_desk(desk, session_folder(), keeps=True)
        self._left = []

    def _on_found(self, found: "list[tuple[Desk, Copy]]") -> None:
        self._left += found
        if found:
            desk, copy = found[0]
            title = shown_network(copy.document.member.arch).title
            self._say.notice(
                f"ResNet Viz wasn't closed properly. Your work on {title} was saved.",
                Kind.WARNING,
                Cause.RECOVERY,
                Act("Recover", partial(self._recover, desk, copy)),
            )

    def _recover(self, desk: "Desk", copy: "Copy") -> None:
        from resnet_viz.session.copies import close_desk
        from resnet_viz.session.place import session_folder

        try:
            is_open = self._files.recover(opening_of_copy(copy))
        except UserError as error:
            self._say.notice(sentence(error.message), Kind.ERROR, Cause.RECOVERY)
            return
        if is_open:
            self._left.remove((desk, copy))
            close_desk(desk, session_folder(), keeps=False)


def _left_copies() -> "list[tuple[Desk, Copy]]":
    """Copies whose windows are gone; one that can't be read stays where it is."""
    from resnet_viz.session.copies import abandoned, read_copy
    from resnet_viz.session.place import session_folder

    found = []
    for desk in abandoned(session_folder()):
        try:
            copy = read_copy(desk.path)
            shown_network(copy.document.member.arch)
            found.append((desk, copy))
        except UserError:
            desk.lock.release()
    return found
