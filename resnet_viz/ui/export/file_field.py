"""Where a file goes: its name, what is chosen by the system's dialog, and what is wrong with it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from resnet_viz.core.errors import UserError
from resnet_viz.core.wording import sentence
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import typed_field

NOTE_LINES = 2


class FileField(QWidget):
    """A path and under it room for two lines; `edited` says that a person typed or chose."""

    edited = Signal()

    def __init__(self, filters: Callable[[], str]) -> None:
        super().__init__()
        self._filters = filters
        self.path = typed_field()
        self.path.setAccessibleName("File")
        self.path.textEdited.connect(self.edited)
        self.browse = QPushButton("Browse…")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.note = plain_label()
        self.note.setWordWrap(True)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.note.setFixedHeight(NOTE_LINES * self.fontMetrics().lineSpacing())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(3)
        grid.addWidget(self.path, 0, 0)
        grid.addWidget(self.browse, 0, 1)
        grid.addWidget(self.note, 1, 0, 1, 2)

    def show_path(self, path: Path) -> None:
        """Shows a path with its stem selected, ready to be typed over."""
        self.show_text(str(path))
        self.path.setSelection(len(str(path.parent)) + 1, len(path.stem))

    def show_text(self, text: str) -> None:
        """Shows a path as a person typed it."""
        if self.path.text() != text:
            self.path.setText(text)

    def show_note(self, text: str) -> None:
        """Says what will be other than typed, or nothing."""
        set_state(self.path, State.PLAIN)
        set_state(self.note, State.PLAIN)
        self.note.setProperty("role", "muted")
        self._say(text)

    def show_error(self, error: UserError) -> None:
        """Marks the field and says what is wrong."""
        set_state(self.path, State.BAD)
        set_state(self.note, State.BAD)
        self._say(sentence(error.message))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        set_tip(self.note, text)

    def _browse(self) -> None:
        """A file that is there is asked about when it is saved: once, not twice."""
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Export as",
            self.path.text(),
            self._filters(),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.show_text(chosen)
            self.edited.emit()
