"""Where the weights come from: a file's name, and buttons to open one and to let it go."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.tip import set_tip

RANDOM = "Random (He init)"


class WeightsRow(QWidget):
    """`open_clicked` and `remove_clicked` are what a person does here."""

    open_clicked = Signal()
    remove_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = ElidedLabel()  # the end of a file's name stays: names often differ there
        self._remove = QPushButton("✕")
        self._remove.setProperty("role", "step")
        set_tip(self._remove, "Remove the weights and use random ones again")
        self._remove.setAccessibleName("Remove weights")
        self._remove.clicked.connect(self.remove_clicked)
        self._remove.hide()
        self._open = QPushButton("Open…")
        set_tip(self._open, "Open a weights file: .pth .pt .safetensors (Ctrl+Shift+O)")
        self._open.setAccessibleName("Open weights")
        self._open.clicked.connect(self.open_clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._name, 1)
        line.addWidget(self._remove)
        line.addWidget(self._open)
        self.show_file("")

    def show_file(self, name: str, *, is_waiting: bool = False) -> None:
        """Shows the name of the file, '' for random weights; one that waits is not used yet."""
        words = f"{name} (needs your permission)" if is_waiting else name
        tip = words or "Random, initialised as in He et al. 2015"
        self._name.show_words(words or RANDOM, tip)
        self._remove.setVisible(bool(name))

    @property
    def text(self) -> str:
        """What it says in full."""
        return self._name.words
