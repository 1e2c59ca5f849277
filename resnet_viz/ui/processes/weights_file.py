"""The file of weights in use: read in the compute process, let go when the network is another."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.graph.network import Network
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.same_weights import has_same_weights
from resnet_viz.jobs.messages import Failure
from resnet_viz.jobs.requests import ReadWeights, WeightsFound
from resnet_viz.ui.processes.child import Child

SUFFIXES = (".pth", ".pt", ".safetensors")
FILTER = f"Weights ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"


@dataclass(frozen=True, slots=True)
class Weights:
    """A file that was read, and the network it belongs to; `assumed` is what was assumed of it."""

    path: str
    network: Network
    assumed: str

    @property
    def name(self) -> str:
        return Path(self.path).name


class WeightsFile(QObject):
    """Signals which file is in use, which network is wanted for it, and what there is to say.

    `said` carries a text, what can be done, and what does it; `progressed` is for the status bar.
    """

    name_changed = Signal(str)
    network_wanted = Signal(object)
    said = Signal(str, str, object)
    progressed = Signal(str)

    def __init__(self, child: Child, parent: QObject) -> None:
        super().__init__(parent)
        self._child = child
        self._weights: Weights | None = None

    def open(self, path: str, network: Network) -> None:
        """Reads a file for the network on screen, or for the one whose shapes it has."""
        self.progressed.emit("Reading weights …")
        self._child.ask(ReadWeights(path, network.name), self._on_read, self._on_failed)

    def forget(self) -> None:
        """Random weights again."""
        self._weights = None
        self.name_changed.emit("")

    def path_for(self, network: Network) -> str:
        """The file in use for this network, '' for random weights."""
        weights = self._weights
        return weights.path if weights and has_same_weights(weights.network, network) else ""

    def follow(self, network: Network) -> None:
        """Another network is on screen: weights that are not its own are let go."""
        weights = self._weights
        if weights is None or self.path_for(network):
            return
        self.forget()
        self.said.emit(
            f"The weights of {weights.name} are those of {weights.network.name}; this network has "
            "random ones.",
            f"Back to {weights.network.title}",
            lambda: self._go_back(weights),
        )

    def _go_back(self, weights: Weights) -> None:
        self._weights = weights
        self.name_changed.emit(weights.name)
        self.network_wanted.emit(weights.network)

    def _on_read(self, found: WeightsFound) -> None:
        weights = Weights(found.path, network_named(found.arch), found.assumed)
        self.progressed.emit(f"Weights of {weights.name} loaded")
        self._go_back(weights)
        if weights.assumed:
            self.said.emit(
                f"{weights.name} holds {weights.network.name}; {weights.assumed}.", "", None
            )

    def _on_failed(self, failure: Failure) -> None:
        self.progressed.emit("No weights loaded")
        self.said.emit(f"{failure.message}.", "", None)


def weights_among(paths: list[str]) -> str:
    """The first file of weights among paths, '' for none."""
    return next((path for path in paths if path.lower().endswith(SUFFIXES)), "")
