"""The picture and the weights of the last experiment, chosen by dialogs."""

from pathlib import PurePath

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from resnet_viz.core.text.letters import shown_text
from resnet_viz.ui.experiments.switch import Switch
from resnet_viz.ui.parts.label import menu_text
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.processes.weights_file import FILTER as WEIGHTS_FILTER

PICTURE_FILTER = "Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp)"
IMAGE, WEIGHTS = "image", "weights"
FREE = {IMAGE: "A digit of the data", WEIGHTS: "Weights trained here"}
TIPS = {
    IMAGE: "Choose a picture. Choose none to go back to a digit of the data",
    WEIGHTS: "Choose a file of weights. Choose none to go back to those trained here",
}
TITLES = {IMAGE: "Open a picture", WEIGHTS: "Open weights"}
FILTERS = {IMAGE: PICTURE_FILTER, WEIGHTS: WEIGHTS_FILTER}
LETTERS, WIDTH = 20, 180


class FilesBar(QObject):
    """`chosen` carries the file by the name of its field, '' for none."""

    chosen = Signal(dict)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.buttons = {key: QPushButton() for key in FREE}
        for key, button in self.buttons.items():
            button.setFixedWidth(WIDTH)
            button.clicked.connect(lambda _=False, key=key: self.ask(key))

    def widgets(self) -> tuple[QWidget, ...]:
        """All of them, in their order."""
        return tuple(self.buttons.values())

    def show_files(self, image: str, weights: str, switches: frozenset[Switch]) -> None:
        """The files by their paths, '' for none; those that the switches have."""
        free = FREE if Switch.WEIGHTS in switches else FREE | {IMAGE: "Choose a picture"}
        for key, path, switch in (
            (IMAGE, image, Switch.IMAGE),
            (WEIGHTS, weights, Switch.WEIGHTS),
        ):
            button, name = self.buttons[key], shown_text(PurePath(path).name)
            cut = name if len(name) <= LETTERS else f"{name[:LETTERS]}…"
            button.setText(menu_text(cut) if path else f"{free[key]}…")
            set_tip(button, f"{shown_text(path)}\n{TIPS[key]}" if path else TIPS[key])
            button.setVisible(switch in switches)

    def ask(self, key: str) -> None:
        """Asks for a file; none goes back to what is there without one."""
        path, _ = QFileDialog.getOpenFileName(self._page, TITLES[key], "", FILTERS[key])
        self.chosen.emit({key: path})
