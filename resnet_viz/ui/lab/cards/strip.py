"""The networks of a comparison as a row of cards."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from resnet_viz.ui.parts.label import plain_label


class CardStrip(QFrame):
    """Shows one card for each network that is compared."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.addWidget(plain_label("Two to six networks"))
