"""The picture on the clipboard: drawn by a process of its own, as PNG and as SVG."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from resnet_viz.core.request import Request, Worker
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.export.death import death_text
from resnet_viz.ui.processes.child import Child

if TYPE_CHECKING:
    from resnet_viz.diagram.requests import CopiedPicture

PNG, SVG = "image/png", "image/svg+xml"


class PictureCopy(QObject):
    """Copies what is on screen; `copied` says as what, `failed` why not. The newest wish wins."""

    copied = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._child = Child(Worker.DRAW, self)
        self._child.died.connect(self._on_died)

    def copy(self, request: Request["CopiedPicture"]) -> None:
        """Has a picture drawn, for the clipboard."""
        self._child.ask(request, self._on_drawn, self._on_failed)

    def close(self) -> None:
        """Ends the process; what was not copied by now never is."""
        self._child.close()

    def process_id(self) -> int:
        """The system's number of the drawing process, 0 when there is none."""
        return self._child.process_id()

    def _on_drawn(self, drawn: "CopiedPicture") -> None:
        picture = QMimeData()
        picture.setData(SVG, drawn.svg.encode())
        if drawn.png:
            picture.setData(PNG, drawn.png)
        QGuiApplication.clipboard().setMimeData(picture)
        self._rest()
        too_large = "Copied the picture as SVG. It is too large for PNG."
        self.copied.emit("Copied the picture as PNG and SVG" if drawn.png else too_large)

    def _on_died(self, _: str) -> None:
        self.failed.emit(f"{death_text(was_killed=self._child.was_killed)} Nothing was copied.")

    def _rest(self) -> None:
        """The process goes, unless a newer wish waits for it."""
        if not self._child.has_more:
            self._child.rest()

    def _on_failed(self, failure: Failure) -> None:
        self._rest()
        self.failed.emit(f"The picture was not copied: {failure.message}.")
