"""The picture on the clipboard: drawn by a process of its own, as PNG and as SVG."""

from base64 import b64decode

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from resnet_viz.diagram.files.paper import DRAWING
from resnet_viz.jobs.messages import Verb, Worker
from resnet_viz.ui.processes.child import Child, Values

PNG, SVG = "image/png", "image/svg+xml"
WHOLE_PICTURE: Values = {
    "has_legend": True,
    "is_transparent": False,
    "caption": "",
    "page": DRAWING.name,
    "scale": 2.0,
    "part": None,
}


class PictureCopy(QObject):
    """Copies what is on screen; `copied` says as what, `failed` why not. The newest wish wins."""

    copied = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._child = Child(Worker.DRAW, self)
        self._child.died.connect(self.failed)

    def copy(self, values: Values) -> None:
        """Has the picture drawn that the values describe, as an export's do."""
        self._child.ask(Verb.PICTURE, values, self._on_result, self._on_failed)

    def close(self) -> None:
        """Ends the process; what was not copied by now never is."""
        self._child.close()

    def process_id(self) -> int:
        """The system's number of the drawing process, 0 when there is none."""
        return self._child.process_id()

    def _on_result(self, values: Values) -> None:
        picture = QMimeData()
        picture.setData(SVG, values["svg"].encode())
        if values["png"]:
            picture.setData(PNG, b64decode(values["png"]))
        QGuiApplication.clipboard().setMimeData(picture)
        self.close()
        too_large = "Copied the picture as SVG; it is too large for pixels"
        self.copied.emit("Copied the picture as PNG and SVG" if values["png"] else too_large)

    def _on_failed(self, values: Values) -> None:
        self.close()
        self.failed.emit(f"The picture was not copied: {values['message']}.")
