"""The picture of one network of a comparison, under its letter and its title."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.label import plain_label

LINKED = "Pan, zoom, folding and selection are linked."
LEAST_WIDTHS = (230, 195, 160)  # pixels of one picture, of two, of three
FRAME = 8  # pixels that are not the canvas's


class PictureCard(QFrame):
    """`selected` and `activated` carry the id of a box, as those of its canvas do."""

    selected = Signal(str)
    activated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMinimumWidth(LEAST_WIDTHS[0])
        self.letter = plain_label()
        self.letter.setProperty("role", "heading")
        self.title = ElidedLabel()
        self.title.setProperty("role", "heading")
        self.note = plain_label("base")
        self.note.setProperty("role", "muted")
        self.canvas = Canvas(lambda scene, item_id: "")
        self.canvas.item_selected.connect(self.selected)
        self.canvas.item_activated.connect(self.activated)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(12, 5, 8, 0)
        for widget, share in ((self.letter, 0), (self.title, 1), (self.note, 0)):
            self._row.addWidget(widget, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 3)
        column.setSpacing(4)
        column.addLayout(self._row)
        column.addWidget(self.canvas, 1)

    def share_room(self, count: int) -> None:
        """How many pictures are next to that of the network on screen."""
        least = LEAST_WIDTHS[min(count, len(LEAST_WIDTHS)) - 1]
        self.canvas.setMinimumWidth(least - FRAME)
        self.setMinimumWidth(least)

    def add_control(self, control: QWidget) -> None:
        """Puts a control at the end of its line."""
        self._row.addWidget(control)

    def show_name(self, letter: str, title: str, color: str, *, is_base: bool) -> None:
        """Whose picture it is; `color` is that of its letter."""
        self.letter.setText(letter)
        self.letter.setVisible(bool(letter))
        self.letter.setStyleSheet(f"color: {color};")
        self.title.show_words(title, tip=f"{title}. {LINKED}")
        self.note.setVisible(is_base)
        self.canvas.setAccessibleName(f"Diagram of {letter} {title}")
