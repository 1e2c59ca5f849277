"""The network on screen held against PyTorch in the background, after each burst of edits."""

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.verification import Verification, VerifyNetwork
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.processes.child import Child

DELAY_MS = 150


class Checks(QObject):
    """`verified` carries the outcome for the newest spec only; `failed` why there is none."""

    verified = Signal(object)
    failed = Signal(str)

    def __init__(self, child: Child, parent: QObject) -> None:
        super().__init__(parent)
        self._child = child
        self._spec: ResNetSpec | None = None
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.check_now)

    def check_soon(self, spec: ResNetSpec) -> None:
        """Checks a spec unless another one follows at once."""
        self._spec = spec
        self._timer.start()

    def check_now(self) -> None:
        """Checks the newest spec."""
        spec = self._spec
        if spec is None:
            return

        def on_answer(found: Verification) -> None:
            if spec == self._spec:
                self.verified.emit(found)

        def on_failed(failure: Failure) -> None:
            if spec == self._spec:
                self.failed.emit(f"The check against PyTorch failed: {failure.message}")

        self._child.ask(VerifyNetwork(str(spec)), on_answer, on_failed)

    def stop(self) -> None:
        """Nothing is checked any more."""
        self._timer.stop()
