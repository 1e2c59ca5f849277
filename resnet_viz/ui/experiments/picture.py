"""The network of an experiment as a diagram that takes part in it."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.experiments.color_legend import ColorLegend
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.tip import set_tip

Rows = Sequence[tuple[str, str]]

NETWORK_TIP = "Which of the experiment's networks is drawn"
COLOR_TIP = "What the blocks are coloured by, as it was measured"
LOW_PX = 224  # without room for what is below the diagram


class NetworkPicture(QFrame):
    """`network_chosen` and `color_chosen` carry the value of a row, `clicked` what a click is on.

    That is the path of a box, or of the sum that a shortcut leads to. `looked_at` says that the
    picture comes into sight.
    """

    network_chosen = Signal(str)
    color_chosen = Signal(str)
    clicked = Signal(str)
    looked_at = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._texts: Mapping[str, str] = {}
        self.networks = Combo((), self.network_chosen.emit)
        self.colors = Combo((), self.color_chosen.emit)
        for combo, name, tip in (
            (self.networks, "Network of the diagram", NETWORK_TIP),
            (self.colors, "Colour of the diagram", COLOR_TIP),
        ):
            combo.setAccessibleName(name)
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
            set_tip(combo, tip)
        self.canvas = Canvas(
            lambda _, item_id: escape(self._texts.get(item_id, "")), has_controls=False
        )
        self.canvas.clicked.connect(self.clicked)
        self.canvas.item_activated.connect(self.clicked)
        self.legend = ColorLegend()
        self.cut = ElidedLabel(Qt.TextElideMode.ElideRight)
        self.cut.setProperty("role", "muted")
        self.foot = QWidget()
        self._lay_out()

    def show_networks(self, rows: Rows, chosen: str) -> None:
        """The networks that can be drawn by their texts and names, and which one is."""
        _show(self.networks, rows, chosen)

    def show_colors(self, rows: Rows, chosen: str) -> None:
        """What the blocks can be coloured by, and by which of it they are."""
        _show(self.colors, rows, chosen)
        self.colors.setVisible(len(rows) > 1)

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """What is said of a box that is pointed at, by its path."""
        self._texts = texts

    def show_cut(self, text: str) -> None:
        """What is taken away, or how to do that; '' where nothing can be."""
        self.cut.show_words(text)
        self.cut.setVisible(bool(text))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.foot.setVisible(self.height() >= LOW_PX)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(6, 4, 6, 0)
        for combo in (self.networks, self.colors):
            row.addWidget(combo, 1)
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(8, 0, 8, 4)
        foot.setSpacing(1)
        for part in (self.legend, self.cut):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.foot)


def _show(combo: Combo, rows: Rows, chosen: str) -> None:
    """Fills a list only where it is another one: one that is open stays open."""
    shown = [(str(combo.itemData(place)), combo.itemText(place)) for place in range(combo.count())]
    if shown != list(rows):
        combo.set_rows(rows)
    combo.show_value(chosen)
