"""What sees to it that no work is lost, made together and closed together."""

from typing import TYPE_CHECKING, NamedTuple

from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.window.document.files import FilesFeature
from resnet_viz.ui.window.document.keeper import Keeper
from resnet_viz.ui.window.document.recovery import RecoveryFeature

if TYPE_CHECKING:
    from resnet_viz.session.copies import Desk


class Keepers(NamedTuple):
    """The window's copy of its document, and those of windows that ended without closing."""

    keeper: Keeper
    recovery: RecoveryFeature

    def close(self, files: FilesFeature, *, is_asked: bool) -> None:
        """The window closes: a document without a file is kept for the next start.

        One that has a file is not, where a person `is_asked` and said that it may go.
        """
        is_named = files.home is not None
        if is_asked or not is_named:
            self.keeper.close(keeps=not is_named)
        else:
            self.keeper.leave()
        self.recovery.close()
        files.release()


def make_keepers(
    session: Session, files: FilesFeature, thread: FileThread, desk: "Desk | None", say: Say
) -> Keepers:
    """Both of them."""
    keeper = Keeper(session, thread, files.copy, desk)
    return Keepers(keeper, RecoveryFeature(files, thread, say))
