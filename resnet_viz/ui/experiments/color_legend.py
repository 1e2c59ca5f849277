"""What the colours of a small diagram mean: a title, below it a scale between its ends."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.tip import set_tip

BAR_HEIGHT = 9  # pixels


class ColorLegend(QWidget):
    """Hidden while nothing is coloured by a value."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ElidedLabel(Qt.TextElideMode.ElideRight)
        self.least, self.most = plain_label(), plain_label()
        self._bar = ColorBar()
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.least)
        row.addWidget(self._bar, 1)
        row.addWidget(self.most)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.title)
        column.addLayout(row)
        for label in (self.title, self.least, self.most):
            label.setProperty("role", "muted")
        self.hide()

    def show_scale(self, colors: BoxColors | None, tip: str) -> None:
        """The scale of a picture's colours; the tip says what of it is there."""
        self.setVisible(colors is not None)
        if colors is None:
            return
        self.title.show_words(colors.title, tip=f"{colors.title}. {tip}")
        self.least.setText(colors.ticks[0].text)
        self.most.setText(colors.ticks[-1].text)
        self._bar.show_stops(colors.stops)
        set_tip(self._bar, tip)


class ColorBar(QWidget):
    """Colours from the least value to the greatest."""

    def __init__(self) -> None:
        super().__init__()
        self._stops: tuple[str, ...] = ()
        self.setFixedHeight(BAR_HEIGHT)

    def show_stops(self, stops: tuple[str, ...]) -> None:
        """Shows other colours."""
        self._stops = stops
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        step = self.width() / max(len(self._stops), 1)
        for place, color in enumerate(self._stops):
            painter.fillRect(QRectF(place * step, 0, step + 1, self.height()), QColor(color))
