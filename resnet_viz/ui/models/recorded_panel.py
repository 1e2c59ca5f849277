"""A recorded network at the left: where it comes from, how it was seen, what enters it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.traced import Traced
from resnet_viz.core.structure.recording import Way
from resnet_viz.core.wording import counted, digits_grouped
from resnet_viz.ui.models.input_rows import InputRows
from resnet_viz.ui.network.preset_chips import CIFAR_CHIPS, IMAGENET_CHIPS, PresetChips
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.field import Field
from resnet_viz.ui.parts.label import breakable, plain_label
from resnet_viz.ui.parts.message_line import MessageLine
from resnet_viz.ui.parts.tip import set_tip, triggers

WAYS = {
    Way.META: "Recorded by shapes alone: no numbers were computed",
    Way.EXPORTING: "Recorded by shapes alone, in the mode in which PyTorch exports models",
    Way.REAL: "Recorded with real numbers. Another input may take another path",
    Way.FILE: "Read from the file. None of its code ran",
}
MOST_NOTES = 8
MOST_UNREAD = 6  # parameters by name
ABSENT = "This network is not open yet."
BACK_TIP = "Go on with the last residual network"


class RecordedPanel(QFrame):
    """`inputs_asked` carries the texts of other inputs; what it shows stays until they are there.

    `preset_chosen` carries the name of a residual network, `back_asked` is for the last one,
    `open_asked` for another model.
    """

    inputs_asked = Signal(object)
    preset_chosen = Signal(str)
    back_asked = Signal()
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inside")
        self.chips = (
            Field("ImageNet", PresetChips(IMAGENET_CHIPS, self.preset_chosen.emit)),
            Field("CIFAR", PresetChips(CIFAR_CHIPS, self.preset_chosen.emit, has_menu=True)),
        )
        self.title = ElidedLabel()
        self.title.setProperty("role", "figure")
        self.source, self.way, self.absent = ElidedLabel(), _wrapped(), _wrapped()
        self.source.setProperty("role", "muted")
        self.inputs, self.message = InputRows(), MessageLine()
        self.apply, self.back = QPushButton("Record again"), QPushButton("Back to the ResNets")
        self.open = QPushButton("Open model…")
        set_tip(self.apply, "Run the model once more with these inputs")
        set_tip(self.back, BACK_TIP)
        triggers(self.open, "open_model")
        self.open.clicked.connect(self.open_asked)
        self.facts = {key: plain_label() for key in ("Parameters", "Buffers")}
        self.unread, self.notes = _wrapped("note"), _wrapped("note")
        self._known = QWidget()
        self._lay_out()
        self.inputs.edited.connect(self._on_edited)
        self.inputs.entered.connect(self._ask)
        self.apply.clicked.connect(self._ask)
        self.back.clicked.connect(self.back_asked)

    def show_network(self, network: Network, arch: str) -> None:
        """Shows how a network was recorded; of one that is not there yet, its name."""
        traced = network.traced
        self.title.show_words(network.title)
        source = traced.source if traced else arch
        self.source.show_words(source)
        self.source.setVisible(source != network.title)
        self._known.setVisible(traced is not None)
        self.absent.setVisible(traced is None)
        if traced is None:
            return
        self.way.setText(f"{WAYS.get(Way(traced.way), '')}.")
        self.inputs.show_inputs(traced.inputs)
        self._show_facts(traced)
        self._on_edited()

    def show_error(self, error: UserError | None) -> None:
        """What is wrong with the inputs, None for nothing."""
        if error is None:
            self.message.show_note("")
        else:
            self.message.show_error("", error)

    def focus_first(self) -> None:
        """Puts the keyboard where a person starts."""
        (self.inputs.shapes[0] if self.inputs.shapes else self.back).setFocus()

    def texts(self) -> list[str]:
        """What it says of the network, for tests."""
        said = (self.way, self.unread, self.notes, *self.facts.values())
        return [label.text() for label in said if not label.isHidden()]

    def _ask(self) -> None:
        try:
            texts = self.inputs.texts()
        except UserError as error:
            self.show_error(error)
        else:
            self.inputs_asked.emit(texts)

    def _on_edited(self) -> None:
        self.show_error(None)
        self.apply.setEnabled(self.inputs.is_changed)

    def _show_facts(self, traced: Traced) -> None:
        words = digits_grouped(traced.params), digits_grouped(traced.buffers)
        for label, text in zip(self.facts.values(), words, strict=True):
            label.setText(text)
        _show(self.unread, unread_text(traced.unread))
        notes = [str(note) for note in traced.notes]
        more = [f"{counted(len(notes) - MOST_NOTES, 'more note')}"] if notes[MOST_NOTES:] else []
        _show(self.notes, "\n".join([f"• {text}" for text in notes[:MOST_NOTES]] + more))

    def _lay_out(self) -> None:
        heading = plain_label("Architecture")
        heading.setProperty("role", "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(6)
        for widget in (heading, *self.chips, self.title, self.source):
            column.addWidget(widget)
        width = max(field.label_width for field in self.chips)
        for field in self.chips:
            field.set_label_width(width)
        self.absent.setText(ABSENT)
        column.addWidget(self.absent)
        column.addWidget(self._known)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.back, 1)
        row.addWidget(self.open, 1)
        column.addLayout(row)
        column.addStretch(1)
        self._lay_out_known()

    def _lay_out_known(self) -> None:
        column = QVBoxLayout(self._known)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.way)
        column.addWidget(_heading("Inputs"))
        column.addWidget(self.inputs)
        column.addWidget(self.message)
        column.addWidget(self.apply)
        form = QFormLayout()
        form.setVerticalSpacing(3)
        for name, label in self.facts.items():
            form.addRow(_muted(name), label)
        column.addLayout(form)
        for label in (self.unread, self.notes):
            column.addWidget(label)


def unread_text(unread: Sequence[tuple[str, int]]) -> str:
    """Which parameters take no part in a pass, in words; '' for none."""
    if not unread:
        return ""
    count = sum(size for _, size in unread)
    names = ", ".join(name for name, _ in unread[:MOST_UNREAD])
    more = f" and {len(unread) - MOST_UNREAD} more" if unread[MOST_UNREAD:] else ""
    return f"Not used in this pass: {counted(count, 'parameter')} of {names}{more}."


def _show(label: QLabel, text: str) -> None:
    label.setText(breakable(text))
    label.setVisible(bool(text))


def _wrapped(role: str = "muted") -> QLabel:
    label = plain_label()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setMinimumWidth(1)  # a long path in it never widens the panel
    return label


def _heading(text: str) -> QWidget:
    label = plain_label(text)
    label.setProperty("role", "figure")
    return label


def _muted(text: str) -> QWidget:
    label = plain_label(text)
    label.setProperty("role", "muted")
    return label
