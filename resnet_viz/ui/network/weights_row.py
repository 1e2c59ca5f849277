"""Where the weights come from: a file's name, and buttons to open one and to let it go."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

RANDOM = "random (He)"


class WeightsRow(QWidget):
    """`open_clicked` and `forget_clicked` are what a person does here."""

    open_clicked = Signal()
    forget_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = QLabel(RANDOM)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._forget = QPushButton("Forget")
        self._forget.setToolTip("Use random weights again")
        self._forget.clicked.connect(self.forget_clicked)
        self._forget.hide()
        self._open = QPushButton("Open…")
        self._open.setToolTip("Open a file of weights: .pth .pt .safetensors (Ctrl+Shift+O)")
        self._open.clicked.connect(self.open_clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._name, 1)
        line.addWidget(self._forget)
        line.addWidget(self._open)

    def show_file(self, name: str, *, is_waiting: bool = False) -> None:
        """Shows the name of the file, '' for random weights; one that waits is not used yet."""
        words = f"{name} (needs your permission)" if is_waiting else name
        self._name.setText(words or RANDOM)
        self._name.setToolTip(words or "Drawn at random as the papers say (He et al. 2015)")
        self._forget.setVisible(bool(name))
