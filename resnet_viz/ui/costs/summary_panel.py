"""torchinfo's table of the real model, asked for when its tab is looked at."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit

from resnet_viz.core.graph.network import Network
from resnet_viz.core.structure.recording import Way
from resnet_viz.jobs.requests import Summarize
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.models import Models

NO_CODE = "A .pt2 file has no code that can be run, so it can't be summarised."


class SummaryPanel(QPlainTextEdit):
    """Text of a fixed width; stays what it was until the newest answer comes.

    `looked_at` says that it is shown.
    """

    looked_at = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setAccessibleName("Summary")
        self._arch = ""

    def ask(self, child: Child, models: Models, network: Network) -> None:
        """Shows the summary of a network as soon as the process that can run it has it."""
        arch = network.name
        if arch == self._arch:
            return
        self._arch = arch
        self.setPlainText("Building the model …")
        if network.traced is not None:
            self._ask_model(models, network)
            return
        child.ask(
            Summarize(arch),
            lambda summary: self._show(arch, summary.text),
            lambda failure: self._show_failure(arch, failure.message),
        )

    def _ask_model(self, models: Models, network: Network) -> None:
        arch = network.name
        if network.traced is not None and network.traced.way == Way.FILE:
            self.setPlainText(NO_CODE)
            return
        models.summarize(
            arch,
            lambda summary: self._show(arch, summary.text),
            lambda words: self._show_failure(arch, words),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit()

    def forget(self) -> None:
        """The process is gone with its answer: ask again next time."""
        self._arch = ""

    def _show(self, arch: str, text: str) -> None:
        if arch == self._arch:
            self.setPlainText(text)

    def _show_failure(self, arch: str, message: str) -> None:
        self._show(arch, message)
        self.forget()
