"""A file that a dialog has written: asked for, on its way, ended, and what can be done with it."""

from collections.abc import Callable
from os.path import exists
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton

from resnet_viz.core.progress import Step
from resnet_viz.core.wording import bytes_text, sentence, sentences
from resnet_viz.diagram.requests import SavedFile
from resnet_viz.ui.export.outcome import Outcome
from resnet_viz.ui.export.replacing import ask_to_replace
from resnet_viz.ui.export.reveal import open_file, show_in_folder
from resnet_viz.ui.parts.state import State


class Writing(QObject):
    """Has the foot of the dialog: its outcome and its buttons; `cancelled` is a person's word."""

    cancelled = Signal()

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._saved: Path | None = None
        self.is_going_on = False
        self.outcome = Outcome()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save = QPushButton("Save")
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.rejected.connect(dialog.reject)
        self.outcome.cancelled.connect(self.cancel)
        self.outcome.open_clicked.connect(lambda: self._hand_over(open_file))
        self.outcome.reveal_clicked.connect(lambda: self._hand_over(show_in_folder))

    def make_default(self) -> None:
        """Return saves, and no other button looks as if it did."""
        for button in self._dialog.findChildren(QPushButton):
            button.setAutoDefault(button is self.save)
        self.save.setDefault(True)

    def begin(self, path: Path, write: Callable[[], None]) -> None:
        """Has the file written; a file that is there is asked about first."""
        if exists(path):
            ask_to_replace(self._dialog, path, lambda: self._begin(write))
        else:
            self._begin(write)

    def forget(self) -> None:
        """Another choice was made: what was said is of another file."""
        if not self.is_going_on:
            self.outcome.show_words(State.PLAIN, "")

    def show_step(self, step: Step) -> None:
        """How far the file is."""
        if self.is_going_on:
            self.outcome.show_step(step)

    def show_saved(self, saved: SavedFile) -> None:
        """The file is written; its note is what there is to say of it."""
        self._saved = Path(saved.path)
        words = f". {sentences([saved.note])}" if saved.note else ""
        text = f"✓ Saved {self._saved.name} ({bytes_text(saved.size_bytes)}){words}"
        self._end(State.WARN if saved.note else State.GOOD, text, is_saved=True)

    def show_failed(self, message: str) -> None:
        """Nothing was written; the dialog stays open so that it can be mended."""
        self._end(State.BAD, message if message.endswith(".") else sentence(message))

    def cancel(self) -> None:
        """Stops the writing that goes on."""
        if self.is_going_on:
            self.cancelled.emit()
            self._end(State.PLAIN, "Cancelled. Nothing was written.")

    def _begin(self, write: Callable[[], None]) -> None:
        self.is_going_on, self._saved = True, None
        self.outcome.show_step(Step("preparing"))
        write()

    def _end(self, state: State, text: str, *, is_saved: bool = False) -> None:
        self.is_going_on = False
        self.outcome.show_words(state, text, is_saved=is_saved)

    def _hand_over(self, act: Callable[[Path], None]) -> None:
        if self._saved is not None:
            act(self._saved)
