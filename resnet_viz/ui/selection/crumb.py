"""Where the selected box is: network, stage, block, layer, each of them to click on."""

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from resnet_viz.core.graph.naming import Step
from resnet_viz.ui.parts.tip import set_tip

WITHIN = "&nbsp; ▸ &nbsp;"
PLAIN_WITHIN = "\N{NO-BREAK SPACE} ▸ \N{NO-BREAK SPACE}"
LEFT_OUT = "…"
SLACK = 6  # pixels that rich text may take beyond the sum of its letters
RELOOKED = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange)


class Crumb(QLabel):
    """A line of links; `part_clicked` carries a part's path, '' for the whole network.

    Where all of it has no room the middle parts are left out, and a tip has the whole.
    """

    part_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[str, str], ...] = ()
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName("Where the selection is")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(lambda link: self.part_clicked.emit(link.removeprefix("#")))

    def show_steps(self, network: str, steps: Sequence[Step]) -> None:
        """The parts on the way to the selection, the last one plain because one is there."""
        self._parts = (("", network), *((step.path, step.words) for step in steps))
        self._show()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RELOOKED and hasattr(self, "_parts"):
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        if not self._parts:
            return
        room, metrics = self.contentsRect().width() - SLACK, self.fontMetrics()
        whole = PLAIN_WITHIN.join(words for _, words in self._parts)
        for parts in _shorter_and_shorter(self._parts):
            line = PLAIN_WITHIN.join(words for _, words in parts)
            if metrics.horizontalAdvance(line) <= room:
                break
        else:
            path, words = self._parts[-1]
            line = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, max(room, 0))
            parts = ((path, line),)
        *before, (_, last) = parts
        text = WITHIN.join([*(self._link(*part) for part in before), escape(last)])
        if text != self.text():
            self.setText(text)
        set_tip(self, "" if line == whole else whole)

    def _link(self, path: str, words: str) -> str:
        if words == LEFT_OUT:
            return words
        color = self.palette().link().color().name()
        style = f"color: {color}; text-decoration: none"
        return f'<a href="#{escape(path)}" style="{style}">{escape(words)}</a>'


def _shorter_and_shorter(
    parts: tuple[tuple[str, str], ...],
) -> Iterator[tuple[tuple[str, str], ...]]:
    """All parts, then fewer and fewer of those between the first and the last, then the last."""
    yield parts
    for start in range(2, len(parts)):
        yield (parts[0], ("", LEFT_OUT), *parts[start:])
    yield (("", LEFT_OUT), parts[-1])
    yield parts[-1:]
