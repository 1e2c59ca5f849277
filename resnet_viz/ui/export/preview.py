"""A file before it is written: how it looks and how large it becomes."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from resnet_viz.core.wording import digits_grouped, sentence
from resnet_viz.diagram.files.extent import EASILY_READ, Extent
from resnet_viz.diagram.requests import Preview
from resnet_viz.ui.export.sheet import SIDE, Sheet
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip

LINES = 3
LATE_MS = 400  # after which a preview is long in coming


class PreviewPane(QWidget):
    """A picture or the first lines of a text, and under it the size, in reserved lines."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = Sheet()
        self.size_text = plain_label()
        self.size_text.setProperty("role", "muted")
        self.reading = plain_label()
        for label, lines in ((self.size_text, 1), (self.reading, LINES)):
            label.setWordWrap(lines > 1)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            label.setFixedHeight(lines * self.fontMetrics().lineSpacing())
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._late = QTimer(self, interval=LATE_MS, singleShot=True)
        self._late.timeout.connect(lambda: self.size_text.setText("Updating the preview…"))
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

    def wait(self) -> None:
        """Another preview is being made, which is said where it takes its time."""
        self._late.start()

    def show_preview(self, preview: Preview) -> None:
        """Shows a file as it would be written."""
        self._late.stop()
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
        self._late.stop()
        self.picture.show_preview(Preview())
        self.size_text.setText("")
        self._say(State.BAD, message)

    def _say(self, state: State, text: str) -> None:
        self.reading.setText(text)
        set_tip(self.reading, text)
        set_state(self.reading, state)


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
    return f"{words} It is hard to read below {EASILY_READ:g} pt. Merge blocks or use a wider page."


def _mm(length: float) -> str:
    return f"{length:.0f}" if length >= 10 else f"{length:.1f}"
