"""A file before it is written: how it looks and how large it becomes."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontDatabase, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from resnet_viz.core.wording import digits_grouped, sentence
from resnet_viz.diagram.files.extent import EASILY_READ, Extent
from resnet_viz.diagram.requests import Preview
from resnet_viz.ui.parts.state import State, set_state

SIDE, LEAST_SIDE = 340, 250
LINES = 2
SQUARE = 8  # of the pattern that shows through


class PreviewPane(QWidget):
    """A picture or the first lines of a text, and under it the size, in two lines."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = Sheet()
        self.size_text = QLabel()
        self.size_text.setProperty("role", "muted")
        self.reading = QLabel()
        for label, lines in ((self.size_text, 1), (self.reading, LINES)):
            label.setWordWrap(lines > 1)
            label.setFixedHeight(lines * self.fontMetrics().lineSpacing())
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.picture, 1)
        column.addWidget(self.size_text)
        column.addWidget(self.reading)

    def side_px(self) -> int:
        """How large a picture is of use, in pixels of the screen."""
        side = max(self.picture.width(), self.picture.height(), SIDE)
        return round(side * self.devicePixelRatioF())

    def show_preview(self, preview: Preview) -> None:
        """Shows a file as it would be written."""
        self.picture.show_preview(preview)
        extent = preview.extent
        self.size_text.setText(size_text(extent) if extent else "")
        if preview.problem:
            self._say(State.BAD, sentence(preview.problem))
        elif extent and not extent.is_easily_read:
            self._say(State.WARN, reading_text(extent))
        else:
            self._say(State.PLAIN, reading_text(extent) if extent else "")

    def show_failed(self, message: str) -> None:
        """There is nothing to see, and why."""
        self.picture.show_preview(Preview())
        self.size_text.setText("")
        self._say(State.BAD, message)

    def _say(self, state: State, text: str) -> None:
        self.reading.setText(text)
        self.reading.setToolTip(text)
        set_state(self.reading, state)


class Sheet(QFrame):
    """Paints a preview in the middle of the room it has."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMinimumSize(LEAST_SIDE, LEAST_SIDE * 2 // 3)
        self._pixmap = QPixmap()
        self._text = "Preparing the preview…"
        self._is_code = False

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def has_picture(self) -> bool:
        """Whether there is more to see than words."""
        return not self._pixmap.isNull()

    def text(self) -> str:
        """The first lines that are shown, '' for a picture."""
        return self._text

    def show_preview(self, preview: Preview) -> None:
        """Takes the picture or the text of a preview."""
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(preview.png) if preview.png else None
        self._text, self._is_code = preview.text, True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        room = self.rect().adjusted(10, 10, -10, -10)
        if self._pixmap.isNull():
            self._paint_text(painter, room)
        else:
            self._paint_picture(painter, room)
        painter.end()

    def _paint_picture(self, painter: QPainter, room: QRect) -> None:
        size = self._pixmap.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(room.center())
        if self._pixmap.hasAlphaChannel():
            painter.fillRect(place, _pattern())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._pixmap)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _paint_text(self, painter: QPainter, room: QRect) -> None:
        if self._is_code:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPointSizeF(self.font().pointSizeF() * 0.8)
            painter.setFont(font)
        painter.setClipRect(room)
        painter.setPen(self.palette().placeholderText().color())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._text)


def size_text(extent: Extent) -> str:
    """`216 × 169 mm`, with pixels where there are some."""
    size = f"{_mm(extent.width_mm)} × {_mm(extent.height_mm)} mm"
    if not extent.width_px:
        return size
    pixels = f"{digits_grouped(extent.width_px)} × {digits_grouped(extent.height_px)} px"
    return f"{pixels} · {size}"


def reading_text(extent: Extent) -> str:
    """How large the smallest text is, and what to do where it is hard to read."""
    if not extent.text_pt:
        return ""
    scaled = f", scaled to {extent.scale:.0%}" if extent.scale < 1 else ""
    words = f"Smallest text {extent.text_pt:.1f} pt{scaled}."
    if extent.is_easily_read:
        return words
    return f"{words} Below {EASILY_READ:g} pt is hard to read: merge blocks or use a wider page."


def _mm(length: float) -> str:
    return f"{length:.0f}" if length >= 10 else f"{length:.1f}"


def _pattern() -> QBrush:
    """Squares as behind anything transparent."""
    tile = QPixmap(2 * SQUARE, 2 * SQUARE)
    tile.fill(QColor("#ffffff"))
    painter = QPainter(tile)
    for at in (QPoint(0, 0), QPoint(SQUARE, SQUARE)):
        painter.fillRect(QRect(at, QSize(SQUARE, SQUARE)), QColor("#dfe3e8"))
    painter.end()
    return QBrush(tile)
