"""What leads out of the program is written down instead: the monkey stays in its folder.

| replaced | reason |
|---|---|
| addresses and files that the system opens | it would start a browser or a file manager |
| closing the main window | the play would be over |
| printing | a print dialog lists this machine's printers and writes anywhere |
"""

from PySide6.QtCore import QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

SCHEMES = ("http", "https", "file", "mailto")


class Outside(QObject):
    """`calls` is what would have left the program, in order."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.calls: list[str] = []
        self._is_ending = False
        for scheme in SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self, "on_url")  # type: ignore[arg-type]  # bytes are refused
        window.installEventFilter(self)
        from resnet_viz.ui.export import printing

        printing.ask_and_print = lambda *_: self.calls.append("print")

    @Slot(QUrl)
    def on_url(self, url: QUrl) -> None:
        self.calls.append(url.toString())

    def let_close(self) -> None:
        """The play is over: the window may close."""
        self._is_ending = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close and not self._is_ending:
            self.calls.append("close")
            event.ignore()
            return True
        return super().eventFilter(watched, event)
