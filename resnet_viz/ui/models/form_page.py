"""The form of 'Open model…': the text, the factories of a file, inputs, and what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.models.factories import Factory
from resnet_viz.core.models.requests import LibrariesFound
from resnet_viz.ui.models.input_form import InputForm
from resnet_viz.ui.parts.label import breakable, plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import typed_field

EXAMPLES = "timm:resnet50 · torchvision:vit_b_16 · transformers:BertModel · net.py:make · net.pt2"
HOW_TO_GET = "pip install {}"
CHOOSE = "Choose what makes the model:"
NOTHING_FOUND = "This file has no function and no class that could make a model."
LINES_FOR_ERRORS = 2
FACTORY_ROLE = Qt.ItemDataRole.UserRole


class FormPage(QWidget):
    """`typed` says that the text is other, `factory_chosen` carries the name of one in a file."""

    typed = Signal()
    factory_chosen = Signal(str)
    browse_asked = Signal()
    list_asked = Signal()
    open_asked = Signal()
    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = typed_field()
        self.field.setPlaceholderText("A model, such as timm:vit_base_patch16_224, or a file")
        self.field.setAccessibleName("Model")
        self.examples, self.installed = _note(EXAMPLES), _note()
        self.choose = _note(CHOOSE)
        self.factories = QListWidget()
        self.factories.setObjectName("offers")
        self.factories.setAccessibleName("What makes the model")
        self.factories.setFrameShape(QFrame.Shape.NoFrame)
        self.factories.setSpacing(2)
        self.inputs = InputForm()
        self.adds = QCheckBox("Add it to the comparison")
        set_tip(self.adds, "Keep the network on screen and show the model next to it")
        self.error = plain_label()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.error.setMinimumWidth(1)
        self.error.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.error.setFixedHeight(self.fontMetrics().height() * LINES_FOR_ERRORS + 4)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.browse, self.models = QPushButton("Browse…"), QPushButton("Models of timm…")
        self.cancel, self.open = QPushButton("Cancel"), QPushButton("Open")
        self._lay_out()
        self._connect()
        self.show_factories(None)
        self.show_working("")

    def show_factories(self, found: Sequence[Factory] | None) -> None:
        """What a file of Python has that could make a model; None for anything else."""
        self.factories.clear()
        for each in found or ():
            kind = "class" if each.is_class else "function"
            needs = "" if each.is_ready else ", needs arguments"
            about = f"  {each.about}" if each.about else ""
            item = QListWidgetItem(f"{each.name}  ({kind}, line {each.line}{needs}){about}")
            item.setData(FACTORY_ROLE, each.name)
            self.factories.addItem(item)
        self.factories.setVisible(bool(found))
        self.choose.setVisible(found is not None)
        self.choose.setText(CHOOSE if found else NOTHING_FOUND)
        self.inputs.setVisible(found is None)
        if found:
            self.factories.setCurrentRow(0)

    def show_installed(self, found: LibrariesFound) -> None:
        """Which libraries there are, and how to get the others."""
        there = [f"{each.name} {each.version}" for each in found.libraries if each.version]
        absent = [each.name for each in found.libraries if not each.version]
        words = [f"Installed: {', '.join(there)}."] if there else []
        if absent:
            how = HOW_TO_GET.format(" ".join(absent))
            words.append(f"Not installed: {', '.join(absent)} ({how}).")
        self.installed.setText(" ".join(words))
        has_timm = any(each.name == "timm" and each.version for each in found.libraries)
        self.models.setEnabled(has_timm)
        set_tip(self.models, "" if has_timm else f"Get it by: {HOW_TO_GET.format('timm')}")

    def show_error(self, text: str) -> None:
        """What is wrong, '' for nothing; the text stays."""
        self.error.setText(breakable(text))
        set_tip(self.error, text)
        set_state(self.field, State.BAD if text else State.PLAIN)

    def show_working(self, words: str) -> None:
        """What goes on, '' where nothing does."""
        is_working = bool(words)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.progress.setVisible(is_working)
        self.progress.setMaximum(0 if is_working else 1)
        self.progress.setValue(0)
        self.progress.setAccessibleName(words or "Nothing goes on")
        for widget in (self.field, self.browse, self.inputs, self.factories, self.open, self.adds):
            widget.setDisabled(is_working)
        self.cancel.setText("Stop" if is_working else "Cancel")
        if is_working:
            self.error.setText(breakable(words))
            set_state(self.field, State.PLAIN)
            self.cancel.setFocus()
        self.error.setProperty("role", "muted" if is_working else "error")
        set_state(self.error, State.CHECKING if is_working else State.PLAIN)

    def _connect(self) -> None:
        self.field.textEdited.connect(lambda _: self.typed.emit())
        self.inputs.edited.connect(lambda: self.show_error(""))
        self.factories.itemActivated.connect(
            lambda item: self.factory_chosen.emit(item.data(FACTORY_ROLE))
        )
        for button, signal in (
            (self.browse, self.browse_asked),
            (self.models, self.list_asked),
            (self.open, self.open_asked),
            (self.cancel, self.cancel_asked),
        ):
            button.clicked.connect(signal)

    def _lay_out(self) -> None:
        for button in (self.browse, self.models, self.cancel):
            button.setAutoDefault(False)
        self.open.setDefault(True)
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.field, 1)
        top.addWidget(self.browse)
        bottom.addWidget(self.models)
        bottom.addStretch(1)
        bottom.addWidget(self.cancel)
        bottom.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        for words in (self.examples, self.installed, self.choose):
            column.addWidget(words)
        column.addWidget(self.factories, 1)
        column.addWidget(self.inputs)
        column.addStretch(1)
        for widget in (self.error, self.progress, self.adds):
            column.addWidget(widget)
        column.addLayout(bottom)


def _note(text: str = "") -> QLabel:
    label = plain_label(text)
    label.setProperty("role", "note")
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label
