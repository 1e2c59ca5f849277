"""The bar on top: what the diagram shows, the search, and the timed run."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolBar, QWidget

from resnet_viz.ui.canvas.view_controls import ViewControls
from resnet_viz.ui.parts.search_field import SearchField
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.timing.run_controls import RunControls


class Toolbar(QToolBar):
    """Holds the controls of diagram and runs; its own buttons by the signals' names."""

    fit_clicked = Signal()
    export_clicked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Main")
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.view = ViewControls(session)
        self.search = SearchField()
        self.timed = RunControls(session)
        fit = _button("Fit", "Show the whole diagram (F)")
        fit.clicked.connect(self.fit_clicked)
        export = _button("Export…", "Save the picture or the table (Ctrl+E)")
        export.clicked.connect(self.export_clicked)
        found = (self.search, self.search.found, fit, export, _stretch())
        for widget in (*self.view.widgets(), *found, *self.timed.widgets()):
            self.addWidget(widget)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    return button


def _stretch() -> QWidget:
    space = QWidget()
    space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return space
