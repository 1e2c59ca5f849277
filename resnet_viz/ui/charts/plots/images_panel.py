"""The pictures of a plot on screen: greys with heat over them, each with its title."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from resnet_viz.core.experiments.plot import Image, Plot
from resnet_viz.diagram.chart.results.images import HEAT, HOT, LEAST_GREY, STRENGTH
from resnet_viz.diagram.chart.results.scales import Axes
from resnet_viz.ui.charts.plots.words import spoken, value_text
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.parts.tip import show_tip

GAP, LEAST_SIDE, MOST_SIDE = 12.0, 56.0, 320.0
LEAST_HEIGHT = 150
Bytes = npt.NDArray[np.uint8]
NOTHING: Bytes = np.empty(0, np.uint8)


class ImagesPanel(QWidget):
    """Pictures in as many columns as make them largest; arrow keys go from one to the next."""

    def __init__(self, plot: Plot, colors: Colors) -> None:
        super().__init__()
        self.plot, self._colors = plot, colors
        self._at = -1
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.show_plot(plot)

    def takes(self, plot: Plot) -> bool:
        """Whether a plot may be shown here in place of the one that is."""
        return bool(plot.images)

    def fit(self) -> None:
        """Pictures are always shown whole."""

    def show_plot(self, plot: Plot, _: Axes | None = None) -> None:
        """Shows other pictures."""
        self.plot = plot
        self.setAccessibleName(spoken(plot))
        self._at = min(self._at, len(plot.images) - 1)
        self.update()

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self._colors = colors
        self.update()

    def places(self) -> list[QRectF]:
        """Where each picture is with its title below it."""
        count = len(self.plot.images)
        if not count:
            return []
        line, head = QFontMetricsF(self.font()).lineSpacing(), self._head()
        room = QRectF(0, head, self.width(), max(self.height() - head, 1.0))
        across = max(range(1, count + 1), key=lambda each: _side(room, count, each, line))
        side = max(min(_side(room, count, across, line), MOST_SIDE), LEAST_SIDE)
        return [
            QRectF(
                number % across * (side + GAP),
                head + number // across * (side + line + GAP),
                side,
                side,
            )
            for number in range(count)
        ]

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._colors.card))
        metrics, usual = QFontMetricsF(self.font()), QFont(self.font())
        painter.setPen(QColor(self._colors.ink))
        painter.setFont(_bold(usual))
        painter.drawText(QRectF(0, 0, self.width(), self._head()), self.plot.title)
        painter.setFont(usual)
        for number, (image, place) in enumerate(zip(self.plot.images, self.places(), strict=True)):
            pixels = pixels_of(image)
            if pixels.size:
                painter.drawImage(_fitting(place, pixels), _picture(pixels))
            if number == self._at and self.hasFocus():
                painter.setPen(QPen(QColor(self._colors.accent), 2))
                painter.drawRect(place)
            painter.setPen(QColor(self._colors.ink))
            title = metrics.elidedText(image.title, Qt.TextElideMode.ElideRight, place.width())
            below = QRectF(place.left(), place.bottom() + 1, place.width(), metrics.lineSpacing())
            painter.drawText(below, title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self.plot.images:
            event.ignore()
            return
        self._at = min(max(self._at + step, 0), len(self.plot.images) - 1)
        image = self.plot.images[self._at]
        corner = self.places()[self._at].bottomLeft().toPoint()
        show_tip(self.mapToGlobal(corner), image.title, self)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        for image, place in zip(self.plot.images, self.places(), strict=True):
            if place.contains(event.position()):
                show_tip(event.globalPosition().toPoint(), _tip(image, place, event), self)
                return
        QToolTip.hideText()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        QToolTip.hideText()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _head(self) -> float:
        return QFontMetricsF(self.font()).lineSpacing() + 4 if self.plot.title else 0.0


def _bold(font: QFont) -> QFont:
    found = QFont(font)
    found.setWeight(QFont.Weight.DemiBold)
    return found


@lru_cache(maxsize=64)
def pixels_of(image: Image) -> Bytes:
    """The colours of a picture as bytes: rows, columns, red, green, blue."""
    greys, heat = np.array(image.rows, np.float64), np.array(image.heat, np.float64)
    greys, heat = (np.clip(np.nan_to_num(each), 0.0, 1.0) for each in (greys, heat))
    if not heat.size:
        return _bytes(np.repeat(255.0 * greys[..., None], 3, axis=-1)) if greys.size else NOTHING
    if not greys.size:
        anchors = np.array([_channels(color) for color in HEAT])
        along = np.linspace(0, 1, len(HEAT))
        return _bytes(np.stack([np.interp(heat, along, each) for each in anchors.T], -1))
    down = np.arange(greys.shape[0]) * heat.shape[0] // greys.shape[0]
    across = np.arange(greys.shape[1]) * heat.shape[1] // greys.shape[1]
    share = STRENGTH * heat[np.ix_(down, across)][..., None]
    ground = 255.0 * (LEAST_GREY + (1 - LEAST_GREY) * greys)[..., None]
    return _bytes(ground * (1 - share) + np.array(_channels(HOT)) * share)


def _bytes(values: npt.NDArray[np.float64]) -> Bytes:
    return np.ascontiguousarray(np.round(values).astype(np.uint8))


def _channels(color: str) -> tuple[int, int, int]:
    made = QColor(color)
    return made.red(), made.green(), made.blue()


def _picture(pixels: Bytes) -> QImage:
    high, wide, _ = pixels.shape
    return QImage(pixels.data, wide, high, 3 * wide, QImage.Format.Format_RGB888)


def _fitting(place: QRectF, pixels: Bytes) -> QRectF:
    """As large as the place has room for, in its middle."""
    high, wide, _ = pixels.shape
    most = max(wide, high)
    found = QRectF(0, 0, place.width() * wide / most, place.height() * high / most)
    found.moveCenter(place.center())
    return found


def _side(room: QRectF, count: int, across: int, line: float) -> float:
    down = -(-count // across)
    wide = (room.width() + GAP) / across - GAP
    high = (room.height() + GAP) / down - GAP - line
    return min(wide, high)


def _tip(image: Image, place: QRectF, event: QMouseEvent) -> str:
    """The title, and the value of the map under the pointer."""
    if not image.heat:
        return image.title
    x = (event.position().x() - place.left()) / place.width()
    y = (event.position().y() - place.top()) / place.height()
    row = image.heat[min(int(y * len(image.heat)), len(image.heat) - 1)]
    return f"{image.title}: {value_text(row[min(int(x * len(row)), len(row) - 1)])}"
