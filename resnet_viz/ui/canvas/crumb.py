"""Where the selected box is: network, stage, block, layer, each of them to click on."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel

WITHIN = "&nbsp; ▸ &nbsp;"
RECOLORED = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)


class Crumb(QLabel):
    """A line of links; `part_clicked` carries a part's path, '' for the whole network."""

    part_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._network, self._path = "", ""
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName("Where the selection is")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(lambda link: self.part_clicked.emit(link.removeprefix("#")))

    def show_path(self, network: str, path: str) -> None:
        """The parts of a path, the last one plain because one is there."""
        self._network, self._path = network, path
        parts = path.split(".") if path else []
        paths = [".".join(parts[: end + 1]) for end in range(len(parts))]
        words = [network, *paths]
        links = [self._link(*pair) for pair in zip(["", *paths], words[:-1], strict=False)]
        self.setText(WITHIN.join([*links, escape(words[-1])]))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RECOLORED and self._path:
            self.show_path(self._network, self._path)

    def _link(self, path: str, words: str) -> str:
        color = self.palette().link().color().name()
        style = f"color: {color}; text-decoration: none"
        return f'<a href="#{escape(path)}" style="{style}">{escape(words)}</a>'
