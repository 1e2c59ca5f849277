"""A slider from left to right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider


class Slider(QSlider):
    """A slider from left to right that the wheel only turns when it has the focus."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(least, most)
        self.setPageStep(2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_value(self, value: int) -> None:
        """Shows a value without a signal."""
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)

    def show_range(self, most: int, value: int) -> None:
        """Another last place, and a value in it, without a signal."""
        self.blockSignals(True)
        self.setMaximum(most)
        self.setValue(value)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
