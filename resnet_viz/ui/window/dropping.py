"""Files dragged onto the window: a session is opened, weights are read."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from resnet_viz.core.suffixes import session_among, weights_among


class Dropping(QObject):
    """Takes what the window can open, and hands it on."""

    def __init__(
        self,
        window: QWidget,
        open_session: Callable[[Path], None],
        read_weights: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._open_session, self._read_weights = open_session, read_weights
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return False
        paths = [url.toLocalFile() for url in event.mimeData().urls()]
        session, weights = session_among(paths), weights_among(paths)
        if session or weights:
            event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            if session:
                self._open_session(Path(session))
            elif weights:
                self._read_weights(weights)
        return True
