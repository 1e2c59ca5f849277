"""How large the diagram is, by menu and key."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.canvas.fitting import Fitting
from resnet_viz.ui.canvas.zoom_box import STEP
from resnet_viz.ui.parts.action import action

Key = QKeySequence.StandardKey


class ZoomFeature(QObject):
    """Fits and zooms one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas

    @action("View", "Fit to window", "As large as fits, and legible", "F", starts_group=True)
    def fit(self) -> None:
        self._canvas.fit()

    @action("View", "Whole diagram", "All of it in view, however small", "Shift+F")
    def fit_whole(self) -> None:
        self._canvas.fit(Fitting.WHOLE)

    @action("View", "Zoom to 100 %", "A text of 10 points is 10 pixels high", "Ctrl+0")
    def zoom_to_full_size(self) -> None:
        self._canvas.zoom_to(1.0)

    @action("View", "Zoom in", "Make the diagram larger", Key.ZoomIn)
    def zoom_in(self) -> None:
        self._canvas.zoom_by(STEP)

    @action("View", "Zoom out", "Make the diagram smaller", Key.ZoomOut)
    def zoom_out(self) -> None:
        self._canvas.zoom_by(1 / STEP)
