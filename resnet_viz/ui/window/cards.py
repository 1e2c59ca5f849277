"""The frames around the parts of the window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resnet_viz.ui.parts.flow import Flow

GAP = 8
LOW_CARD = 320  # pixels; below it a diagram needs all the height there is
FIRST_CONTROLS = 1  # of the diagram's, which a low card shows: the level
NOTE_HEIGHT = 24  # so that a note that comes moves nothing


def card(*widgets: QWidget) -> QFrame:
    """A card with widgets one below the other, of which the last takes the room."""
    frame = QFrame()
    fill_card(frame, *widgets)
    return frame


def fill_card(frame: QFrame, *widgets: QWidget) -> None:
    """Makes a frame such a card."""
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(3, 3, 3, 3)
    column.setSpacing(4)
    for widget in widgets:
        column.addWidget(widget)
    column.setStretchFactor(widgets[-1], 1)


def crumb_row(crumb: QWidget) -> QWidget:
    """The line above the diagram's controls: where one is, with room for a note at its end."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(12, 4, 10, 0)
    row.addWidget(crumb, 1)
    line.setMinimumHeight(NOTE_HEIGHT)
    return line


def put_next_to_crumb(line: QWidget, note: QWidget) -> None:
    """Puts a note at the end of that line."""
    row = line.layout()
    assert row
    row.addWidget(note)


def put_before_crumb(line: QWidget, letter: QWidget) -> None:
    """Puts the letter of a network at the begin of that line."""
    row = line.layout()
    assert isinstance(row, QHBoxLayout)
    row.insertWidget(0, letter)


class DiagramCard(QFrame):
    """Where one is and how the diagram is shown, above the diagram; controls wrap if need be.

    A low card keeps its room for the diagram and shows only the first controls. The others are in
    the menus too.
    """

    def __init__(self, line: QWidget, controls: Sequence[QWidget], canvas: QWidget) -> None:
        super().__init__()
        self._is_low = False
        self._further = tuple(controls[FIRST_CONTROLS:])
        bar = QWidget()
        flow = Flow(bar)
        flow.setContentsMargins(10, 0, 10, 2)
        for widget in controls:
            flow.addWidget(widget)
        fill_card(self, line, bar, canvas)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = event.size().height() < LOW_CARD
        if is_low != self._is_low:
            self._is_low = is_low
            for widget in self._further:
                widget.setHidden(is_low)
            if layout := self.layout():
                layout.activate()  # the diagram has its room at once


def stacked(inside: QWidget) -> QVBoxLayout:
    """The layout of a column of cards."""
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    return column


def scrolled(inside: QWidget) -> QFrame:
    """A card whose inside scrolls from top to bottom, with room kept for its scroll bar."""
    inside.setObjectName("inside")
    scroll = scroll_area()
    scroll.setWidget(inside)
    return card(scroll)


def scroll_area() -> QScrollArea:
    """What scrolls from top to bottom, with room kept for its scroll bar; empty."""
    scroll = QScrollArea()
    scroll.setObjectName("column")
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    scroll.setWidgetResizable(True)
    return scroll
