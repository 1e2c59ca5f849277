"""The file that a window's document belongs to."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from resnet_viz.session.document import Document

if TYPE_CHECKING:  # what reads and locks files is not needed before the first paint
    from resnet_viz.session.lock import Lock


class Home(NamedTuple):
    """A session file, how it was when it was read or written last, and this window's lock on it.

    `document` is None where the file as it is known holds other work than the window began with.
    """

    path: Path
    fingerprint: str
    document: Document | None
    lock: "Lock | None"

    def release(self) -> None:
        """Another window may open the file."""
        if self.lock is not None:
            self.lock.release()


class Opening(NamedTuple):
    """What a window begins with; `said` is what there is to say.

    `weights` is a file to read, or FILE::SET; `model` names a network of others to open. `is_new`
    is for a document without any work that could be lost.
    """

    document: Document
    is_new: bool = True
    home: Home | None = None
    permitted: frozenset[str] = frozenset()
    weights: str = ""
    model: str = ""
    said: str = ""
