"""Files of weights, read in the compute process."""

from dataclasses import dataclass
from pathlib import Path, PurePath

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.files.suffixes import WEIGHTS
from resnet_viz.core.graph.network import Network
from resnet_viz.core.networks import network_named
from resnet_viz.core.wording import sentence
from resnet_viz.jobs.requests import ReadWeights, WeightsFound
from resnet_viz.session.member import WeightsChoice
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.question import Question

FILTER = f"Weights ({' '.join(f'*{suffix}' for suffix in WEIGHTS)});;All files (*)"


@dataclass(frozen=True, slots=True)
class Weights:
    """What was found in a file: the network of the set that was taken, and what to say of it."""

    found: WeightsFound

    @property
    def name(self) -> str:
        return Path(self.found.path).name

    @property
    def choice(self) -> WeightsChoice:
        """File and set as a session has them."""
        return WeightsChoice(self.found.path, self.found.set_name)


def said_text(weights: Weights) -> str:
    """What was taken of a file, what was assumed of it and what left out; '' for nothing."""
    found = weights.found
    title = f"{weights.name} is {network_named(found.arch).title}. " if found.assumed else ""
    parts = (found.assumed, found.taken, found.left_out)
    return title + " ".join(sentence(part) for part in parts if part)


class WeightsFile(QObject):
    """`read` carries the `Weights` that were opened last, `failed` why they could not be.

    `turned` says that reading begins or ends, `progressed` carries its steps.
    """

    read = Signal(object)
    failed = Signal(str)

    def __init__(self, child: Child, parent: QObject) -> None:
        super().__init__(parent)
        self._question = Question(child, self)
        self.turned, self.progressed = self._question.turned, self._question.progressed
        self._question.answered.connect(lambda found: self.read.emit(Weights(found)))
        self._question.failed.connect(self.failed)
        self._question.died.connect(self._on_died)

    @property
    def reading(self) -> str:
        """The name of the file that is being read, '' for none."""
        asked = self._question.asked
        return PurePath(asked.path).name if isinstance(asked, ReadWeights) else ""

    def open(self, path: str, network: Network, set_name: str = "") -> None:
        """Reads a file for the network on screen, or for the one whose shapes it has."""
        self._question.ask(ReadWeights(path, network.name, set_name))

    def stop(self) -> ReadWeights | None:
        """Ends the reading by ending the process; what was being read, if anything was."""
        stopped = self._question.stop()
        return stopped if isinstance(stopped, ReadWeights) else None

    def _on_died(self, message: str) -> None:
        name = self.reading
        self._question.forget()
        self.failed.emit(f"{name} was not loaded. {message.rstrip('.')}")
