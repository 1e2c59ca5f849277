"""The network of an experiment as a diagram that takes part in it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_viz.ui.parts.empty_page import empty_page

EMPTY = "The diagram of the network appears here."


class NetworkPicture(QWidget):
    """The place of the diagram next to the chart."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(empty_page(EMPTY))
