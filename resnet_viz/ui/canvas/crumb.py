"""Where the selected box is: network, stage, block, layer, each of them to click on."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel

from resnet_viz.core.graph.naming import Step

WITHIN = "&nbsp; ▸ &nbsp;"
RECOLORED = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)


class Crumb(QLabel):
    """A line of links; `part_clicked` carries a part's path, '' for the whole network."""

    part_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._network = ""
        self._steps: tuple[Step, ...] = ()
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName("Where the selection is")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(lambda link: self.part_clicked.emit(link.removeprefix("#")))

    def show_steps(self, network: str, steps: Sequence[Step]) -> None:
        """The parts on the way to the selection, the last one plain because one is there."""
        self._network, self._steps = network, tuple(steps)
        words = [network, *(step.words for step in steps)]
        paths = ["", *(step.path for step in steps)]
        links = [self._link(*pair) for pair in zip(paths[:-1], words[:-1], strict=True)]
        self.setText(WITHIN.join([*links, escape(words[-1])]))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RECOLORED and self._steps:
            self.show_steps(self._network, self._steps)

    def _link(self, path: str, words: str) -> str:
        color = self.palette().link().color().name()
        style = f"color: {color}; text-decoration: none"
        return f'<a href="#{escape(path)}" style="{style}">{escape(words)}</a>'
