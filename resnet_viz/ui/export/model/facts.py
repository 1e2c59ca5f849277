"""What is in a file of a network before it is written, in lines that are always there."""

from importlib.util import find_spec

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from resnet_viz.core.errors import shortened
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.core.saving.formats import ONNX_HINT, ONNX_PACKAGES, ModelFormat
from resnet_viz.core.saving.words import expected_bytes, random_text
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.core.wording import bytes_text
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.label import breakable, plain_label
from resnet_viz.ui.parts.state import State, set_state

LETTERS = 44  # of a line
BETWEEN = 10
SHORT_OF = "ONNX's packages are not installed. {hint}."


class ModelFacts(QWidget):
    """The network, what the format has of it, where its weights are from, how large it becomes."""

    def __init__(self, network: Network, weights: str, *, is_random: bool) -> None:
        super().__init__()
        self._network = network
        self.network = ElidedLabel()
        self.contents, self.weights, self.size_text = _lines(3), _lines(3), _lines(1)
        self.missing = _lines(3)
        self.network.setProperty("role", "heading")
        self.network.show_words(network.title)
        self.weights.setText(breakable(weights))
        set_state(self.weights, State.WARN if is_random else State.PLAIN)
        set_state(self.missing, State.BAD)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        for label in (self.network, self.contents, self.weights, self.size_text, self.missing):
            column.addWidget(label)
        column.addStretch()
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * LETTERS)

    def show_kind(self, kind: ModelFormat) -> None:
        """What a file of this format has."""
        self.contents.setText(kind.contents)
        self.size_text.setText(f"About {bytes_text(expected_bytes(self._network, kind))}")
        lacks = kind.has_opset and not all(map(find_spec, ONNX_PACKAGES))
        self.missing.setText(SHORT_OF.format(hint=ONNX_HINT) if lacks else "")


def weights_text(weights: WeightsPlace | None) -> str:
    """Where the weights of the file are from."""
    if weights is None:
        return f"{random_text()}. Open a file of weights first to save those."
    return f"Its weights are those of {weights.title}."


def others_weights_text(source: Source) -> str:
    """The same for a network of others."""
    if source.kind is SourceKind.FACTORY:
        return f"Its weights are those that {shortened(source.name)} gives it."
    return f"{random_text()}: nothing is downloaded."


def _lines(count: int) -> QLabel:
    label = plain_label()
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    label.setFixedHeight(count * label.fontMetrics().lineSpacing())
    return label
