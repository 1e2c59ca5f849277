"""Thousands of lines drawn once into a picture, some at a time, so that the window never waits."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QLineF, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from resnet_viz.ui.charts.scale import Floats, Places

CHUNK = 250  # lines in one turn of the event loop: some 4 ms
SEED = 1  # of the order in which lines are drawn, in which every part is a fair sample


class LineLayer(QObject):
    """A picture of lines that grows: `grown` after each part of them.

    Its lines are opaque: translucent ones take ten times as long.
    """

    grown = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.picture = QPixmap()
        self._left: Places = np.empty(0, np.int64)
        self._draw: Callable[[QPainter, Places], None] = lambda _, __: None
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._grow)

    @property
    def is_whole(self) -> bool:
        """Whether every line is drawn."""
        return not self._left.size

    def start(
        self, lines: Places, size: QSize, ratio: float, draw: Callable[[QPainter, Places], None]
    ) -> None:
        """Another picture; its first part is there at once. `draw` draws the lines of some places.

        `ratio` is the number of the screen's pixels for one of the window's.
        """
        self.picture = QPixmap(size * ratio)
        self.picture.setDevicePixelRatio(ratio)
        self.picture.fill(Qt.GlobalColor.transparent)
        self._left, self._draw = np.random.default_rng(SEED).permutation(lines), draw
        self._grow()

    def _grow(self) -> None:
        part, self._left = self._left[:CHUNK], self._left[CHUNK:]
        if part.size and not self.picture.isNull():
            painter = QPainter(self.picture)
            self._draw(painter, part)
            painter.end()
            self.grown.emit()
        if self.is_whole:
            self._turn.stop()
        elif not self._turn.isActive():
            self._turn.start()


def draw_lines(painter: QPainter, xs: Floats, ys: Floats, color: str, width: float = 1.0) -> None:
    """A line for each row of `ys` through all `xs`; NaN breaks it."""
    painter.setPen(QPen(QColor(color), width))
    ends = np.empty((*ys[:, :-1].shape, 4))
    ends[..., 0], ends[..., 1], ends[..., 2] = xs[:-1], ys[:, :-1], xs[1:]
    ends[..., 3] = ys[:, 1:]
    known = ends[np.isfinite(ends).all(axis=2)]
    painter.drawLines([QLineF(*each) for each in known.tolist()])


def mixed(color: str, ground: str, share: float) -> str:
    """A colour as it looks on a ground with so much of it, 0 to 1."""
    over, under = QColor(color), QColor(ground)
    parts = zip(over.getRgb()[:3], under.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(share * a + (1 - share) * b) for a, b in parts)).name()
