"""The network on screen checked against PyTorch in the background, after each burst of edits."""

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_viz.core.graph.network import Network
from resnet_viz.core.verification import Verification, VerifyNetwork
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.processes.child import Child

DELAY_MS = 150


class Checks(QObject):
    """`verified` carries the outcome for the newest network only; `failed` why there is none."""

    verified = Signal(object)
    failed = Signal(str)

    def __init__(self, child: Child, parent: QObject) -> None:
        super().__init__(parent)
        self._child = child
        self._network: Network | None = None
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.check_now)

    def check_soon(self, network: Network) -> None:
        """Checks a network unless another one follows at once."""
        self._network = network
        self._timer.start()

    def check_now(self) -> None:
        """Checks the newest network."""
        network = self._network
        if network is None:
            return

        def on_answer(found: Verification) -> None:
            if network == self._network:
                self.verified.emit(found)

        def on_failed(failure: Failure) -> None:
            if network == self._network:
                self.failed.emit(f"The check against PyTorch failed: {failure.message}")

        self._child.ask(VerifyNetwork(network.name), on_answer, on_failed)

    def stop(self) -> None:
        """Nothing is checked any more."""
        self._timer.stop()
