"""One request at a time to a child process, asked again where that was ended for other work."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.request import Request
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.processes.child import Child


class Question(QObject):
    """`answered` carries the answer, `failed` a failure's words, `died` those of a process's end.

    `turned` says that the work begins or ends, `progressed` carries its steps. An answer that
    nobody waits for any more is dropped.
    """

    answered = Signal(object)
    failed = Signal(str)
    died = Signal(str)
    turned = Signal()
    progressed = Signal(object)

    def __init__(self, child: Child, parent: QObject) -> None:
        super().__init__(parent)
        self._child = child
        self.asked: Request[Any] | None = None
        child.cancelled.connect(self._send)
        child.died.connect(self._on_died)

    def ask(self, request: Request[Any]) -> None:
        """Asks, in place of what was asked before."""
        self.asked = request
        self._send()
        self.turned.emit()

    def forget(self) -> Request[Any] | None:
        """Nobody waits any more for what was asked, if anything was."""
        forgotten, self.asked = self.asked, None
        if forgotten is not None:
            self.turned.emit()
        return forgotten

    def stop(self) -> Request[Any] | None:
        """Ends the work by ending the process; what was asked, if anything was."""
        stopped = self.forget()
        if stopped is not None:
            self._child.cancel()
        return stopped

    def _send(self) -> None:
        if (asked := self.asked) is None:
            return

        def on_answer(answer: object) -> None:
            if self.asked is asked:
                self.forget()
                self.answered.emit(answer)

        def on_failed(failure: Failure) -> None:
            if self.asked is asked:
                self.forget()
                self.failed.emit(failure.message)

        self._child.ask(asked, on_answer, on_failed, self.progressed.emit)

    def _on_died(self, message: str) -> None:
        if self.asked is not None:
            self.died.emit(message)
            self.forget()
