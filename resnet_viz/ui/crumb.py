"""Where the selected box is: network, stage, block, layer, each of them to click on."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

HERE = "&nbsp; ▸ &nbsp;"


class Crumb(QLabel):
    """A line of links; `part_clicked` carries a part's path, '' for the whole network."""

    part_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
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
        parts = path.split(".") if path else []
        paths = ["", *(".".join(parts[: end + 1]) for end in range(len(parts)))]
        words = [network, *paths[1:]]
        links = [_link(*pair) for pair in zip(paths[:-1], words[:-1], strict=True)]
        self.setText(HERE.join([*links, escape(words[-1])]))


def _link(path: str, words: str) -> str:
    return f'<a href="#{escape(path)}" style="text-decoration: none">{escape(words)}</a>'
