"""What is dragged over the window: a frame says what dropping it does, and dropping does that."""

from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.core.files.suffixes import is_model, is_session, is_weights
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.presets import title_of
from resnet_viz.session.openable import Openable, kind_of

EDGE, CORNER, LINE = 8, 14, 3
VEIL = 150  # how opaque the ground is over the window, of 255
PILL_HEIGHT, PILL_SIDE = 44, 26
MOST_LETTERS = 60


class Dragged(NamedTuple):
    """What is dragged: its kind, None for what can't be opened, its text, and what is said."""

    kind: Openable | None
    text: str
    words: str


class Dropping(QObject):
    """Watches a window: `do` is called with kind and text of what is dropped."""

    def __init__(self, window: QWidget, do: Callable[[Openable, str], None]) -> None:
        super().__init__(window)
        self._do = do
        self.frame = DropFrame(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragLeaveEvent):
            self.frame.hide()
        if not isinstance(event, QDropEvent):
            return False
        dragged = dragged_in(event.mimeData())
        if dragged is None:
            return False
        if event.type() is QEvent.Type.Drop:
            self.frame.hide()
            if dragged.kind is not None:
                event.acceptProposedAction()
                self._do(dragged.kind, dragged.text)
            return True
        self.frame.say(dragged.words, is_possible=dragged.kind is not None)
        event.acceptProposedAction()  # the frame is to follow, whatever it says
        return True


class DropFrame(QWidget):
    """Over the whole window, with one line in the middle; the mouse passes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text, self.is_possible = "", True
        self.hide()

    def say(self, text: str, *, is_possible: bool) -> None:
        """Shows what dropping does, or that it does nothing."""
        window = self.parentWidget()
        assert window
        self.text, self.is_possible = text, is_possible
        self.setAccessibleName(text)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        role, palette = QPalette.ColorRole, self.palette()
        mark = palette.color(role.Highlight if self.is_possible else role.PlaceholderText)
        ink = palette.color(role.HighlightedText if self.is_possible else role.Base)
        veil = QColor(palette.color(role.Window))
        veil.setAlpha(VEIL)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), veil)
        line = Qt.PenStyle.SolidLine if self.is_possible else Qt.PenStyle.DashLine
        painter.setPen(QPen(mark, LINE, line))
        frame = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        painter.drawRoundedRect(frame, CORNER, CORNER)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(self.text) + 2 * PILL_SIDE
        pill = QRectF(0, 0, min(width, self.width() - 4 * EDGE), PILL_HEIGHT)
        pill.moveCenter(frame.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark)
        painter.drawRoundedRect(pill, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
        painter.setPen(ink)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self.text)


def dragged_in(data: QMimeData) -> Dragged | None:
    """What is dragged, None for what is neither a file nor the text of a network."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    if paths:
        return _file(paths)
    text = data.text().strip() if data.hasText() else ""
    kind = kind_of(text)
    if kind is Openable.MODEL:
        return Dragged(kind, text, f"Open model {_short(text)}")
    return _network(text) if kind is Openable.NETWORK else None


def _file(paths: list[str]) -> Dragged:
    """The first session, else the first file called as weights or models are, else the first."""
    for is_first in (is_session, is_weights, is_model, bool):
        if path := next(filter(is_first, paths), ""):
            break
    kind = kind_of(path)
    if kind is Openable.SESSION:
        return Dragged(kind, path, f"Open session {_name(path)}")
    if kind is Openable.WEIGHTS:
        return Dragged(kind, path, f"Open weights {_name(path)}")
    if kind is Openable.MODEL:
        return Dragged(kind, path, f"Open model {_name(path)}")
    return Dragged(None, "", f"ResNet Viz can't open {_name(path)}")


def _network(text: str) -> Dragged:
    try:
        return Dragged(Openable.NETWORK, text, f"Open {title_of(parse(text))}")
    except UserError:
        return Dragged(None, "", f"ResNet Viz can't open {_short(text)}")


def _name(path: str) -> str:
    return _short(PurePath(path).name)


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
