"""Files of weights, read in the compute process."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.graph.network import Network
from resnet_viz.core.suffixes import WEIGHTS
from resnet_viz.jobs.messages import Failure
from resnet_viz.jobs.requests import ReadWeights, WeightsFound
from resnet_viz.ui.processes.child import Child

FILTER = f"Weights ({' '.join(f'*{suffix}' for suffix in WEIGHTS)})"


@dataclass(frozen=True, slots=True)
class Weights:
    """A file that was read, and the network it belongs to; `assumed` is what was assumed of it."""

    path: str
    arch: str
    assumed: str

    @property
    def name(self) -> str:
        return Path(self.path).name


class WeightsFile(QObject):
    """`read` carries the `Weights` that were opened last, `failed` why they could not be."""

    read = Signal(object)
    failed = Signal(str)

    def __init__(self, child: Child, parent: QObject) -> None:
        super().__init__(parent)
        self._child = child

    def open(self, path: str, network: Network) -> None:
        """Reads a file for the network on screen, or for the one whose shapes it has."""
        self._child.ask(ReadWeights(path, network.name), self._on_read, self._on_failed)

    def _on_read(self, found: WeightsFound) -> None:
        self.read.emit(Weights(found.path, found.arch, found.assumed))

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure.message)
