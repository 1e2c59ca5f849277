"""The question before a session's code runs, in a dialog of its own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from resnet_viz.ui.models.bringing import Unagreed
from resnet_viz.ui.models.trust_page import TrustPage

SIZE = 620, 480
MARGIN = 18


class TrustDialog(QDialog):
    """`agreed` says that the code shown may run."""

    agreed = Signal()

    def __init__(self, found: Unagreed, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Run this file?")
        self.page = TrustPage()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addWidget(self.page)
        self.page.show_code(found)
        self.page.agreed.connect(self.accept)
        self.page.refused.connect(self.reject)
        self.accepted.connect(self.agreed)
        self.resize(*SIZE)
