"""The zoom of the diagram in its corner: smaller, how large it is, larger, and fit."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from resnet_viz.ui.parts.tip import set_tip

STEP = 1.25
MARGIN = 8  # pixels to the canvas's edge
MINUS = "\N{MINUS SIGN}"
WIDEST_SCALE = "0000 %"


class ZoomBox(QFrame):
    """Four buttons over the canvas.

    `zoomed` carries a factor, `scale_asked` pixels for a point; neither knows what is shown.
    """

    zoomed = Signal(float)
    scale_asked = Signal(float)
    fit_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.smaller = _button(MINUS, "Zoom out", "Zoom out (Ctrl+\N{MINUS SIGN})")
        self.actual = _button(WIDEST_SCALE, "Zoom to 100 %", "Zoom to 100 % (Ctrl+0)")
        self.larger = _button("+", "Zoom in", "Zoom in (Ctrl++)")
        self.fitting = _button("Fit", "Fit to window", "Fit to window, large enough to read (F)")
        self.actual.setMinimumWidth(self.actual.sizeHint().width())
        self.smaller.clicked.connect(lambda: self.zoomed.emit(1 / STEP))
        self.actual.clicked.connect(lambda: self.scale_asked.emit(1.0))
        self.larger.clicked.connect(lambda: self.zoomed.emit(STEP))
        self.fitting.clicked.connect(self.fit_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for button in (self.smaller, self.actual, self.larger, self.fitting):
            row.addWidget(button)
        self.show_scale(1.0)
        self.resize(self.sizeHint())

    def show_scale(self, scale: float) -> None:
        """Says how large the diagram is."""
        self.actual.setText(f"{scale * 100:.0f} %")

    def follow(self, size: QSize) -> None:
        """Stays in the corner."""
        self.resize(self.sizeHint())
        self.move(MARGIN, size.height() - self.height() - MARGIN)

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        canvas = self.parentWidget()
        if event.type() is QEvent.Type.LayoutRequest and canvas:  # other words, or another style
            self.follow(canvas.size())
        return is_done


class MergedNote(QPushButton):
    """Says that equal blocks are drawn as one only to fit; a click asks for every block.

    Whoever shows the canvas has it above it, in room that is kept for it.
    """

    def __init__(self) -> None:
        super().__init__("Merged to fit · Show all")
        set_tip(
            self,
            "Equal blocks are drawn as one, × n, so that the words can be read.\n"
            "Click to show each block.",
        )
        self.setProperty("role", "note")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()


def _button(text: str, name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    set_tip(button, tip)
    button.setAccessibleName(name)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each has a key, and Tab leaves the diagram
    button.setProperty("role", "zoom")
    return button
