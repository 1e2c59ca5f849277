"""The middle of the Learn workspace: the first page, or that of an experiment."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from resnet_viz.ui.experiments.page import ExperimentPage


class LearnPages(QStackedWidget):
    """Shows `first` while no experiment is chosen."""

    def __init__(self, first: QWidget) -> None:
        super().__init__()
        self.experiment = ExperimentPage()
        self.addWidget(first)
        self.addWidget(self.experiment)

    def show_page(self, *, is_experiment: bool) -> None:
        """Shows an experiment, or the first page."""
        self.setCurrentIndex(1 if is_experiment else 0)
