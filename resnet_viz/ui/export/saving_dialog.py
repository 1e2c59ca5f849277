"""A dialog that saves one thing as a file: its format, what can be chosen of it, its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os.path import exists
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import Step
from resnet_viz.core.wording import bytes_text, sentence, sentences
from resnet_viz.diagram.requests import SavedFile
from resnet_viz.ui.export.dialog_layout import PATH_LETTERS, labelled_rows, side_by_side
from resnet_viz.ui.export.file_field import FileField
from resnet_viz.ui.export.outcome import Outcome
from resnet_viz.ui.export.preview import PreviewPane
from resnet_viz.ui.export.remembered import last_folder
from resnet_viz.ui.export.replacing import ask_to_replace
from resnet_viz.ui.export.reveal import open_file, show_in_folder
from resnet_viz.ui.export.target import Target, free_path, target_of
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.parts.state import State
from resnet_viz.ui.settings.settings import EXPORT_FOLDER, Memory, remember, remembered

PAUSE_MS = 120  # after the last change, before a preview of it is asked for


@dataclass(frozen=True, slots=True)
class SavingOffer:
    """The dialog's title, suffixes with their titles, a name without one, what it remembers."""

    title: str
    formats: Sequence[tuple[str, str]]
    stem: str
    memory: Memory


class SavingDialog(QDialog):
    """`save_requested` carries a `Target`, `preview_wanted` a suffix; who asked reports the answer.

    `fields` are the rows between the format and the file: a label, '' for none, and a widget.
    Messages have room of their own, so that nothing moves.
    """

    save_requested = Signal(object)
    preview_wanted = Signal(str)
    cancel_requested = Signal()

    def __init__(
        self, offer: SavingOffer, fields: Sequence[tuple[str, QWidget]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(offer.title)
        self._offer, self._folder = offer, last_folder()
        self._is_typed = self._is_writing = False
        self._saved: Path | None = None
        self.format = Combo(offer.formats, lambda _: self._on_format())
        self.format.show_value(remembered(offer.memory))
        self.file = FileField(lambda: f"{self.format.currentText()} (*{self.format.value()})")
        self.preview = PreviewPane()
        self.outcome = Outcome()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save = QPushButton("Save")
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setDefault(True)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._lay_out((("Format", self.format), *fields, ("File", self.file)))
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self.save)
        self._connect()
        self._on_format()
        self.file.path.setFocus()

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written."""
        return self._is_writing

    def refresh(self) -> None:
        """Another choice was made: what was said is of another file."""
        if not self._is_writing:
            self.outcome.show_words(State.PLAIN, "")
        self._pause.start()

    def show_step(self, step: Step) -> None:
        """How far the file is."""
        if self._is_writing:
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

    def closeEvent(self, event: QCloseEvent) -> None:
        self._cancel()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc ends the writing of a file, and where there is none, the dialog."""
        if self._is_writing:
            self._cancel()
        else:
            super().reject()

    def _on_save(self) -> None:
        if self._is_writing:
            return
        try:
            target = self._target()
        except UserError as error:
            self.file.show_error(error)
            self.file.path.setFocus()
            return
        if exists(target.path):
            ask_to_replace(self, target.path, lambda: self._write(target))
        else:
            self._write(target)

    def _write(self, target: Target) -> None:
        remember(EXPORT_FOLDER, str(target.path.parent))
        remember(self._offer.memory, target.suffix)
        self._is_writing, self._saved = True, None
        self.outcome.show_step(Step("preparing"))
        self.save_requested.emit(target)

    def _cancel(self) -> None:
        if self._is_writing:
            self.cancel_requested.emit()
            self._end(State.PLAIN, "Cancelled. Nothing was written.")

    def _end(self, state: State, text: str, *, is_saved: bool = False) -> None:
        self._is_writing = False
        self.outcome.show_words(state, text, is_saved=is_saved)

    def _on_format(self) -> None:
        suffix = self.format.value()
        if self._is_typed:
            path = Path(self.file.path.text())
            is_known = path.suffix.lower() in self._suffixes
            self.file.show_text(str(path.with_suffix(suffix)) if is_known else f"{path}{suffix}")
        else:
            self.file.show_path(free_path(self._folder, self._offer.stem, suffix))
        self._follow_name()
        self.refresh()

    def _on_typed(self) -> None:
        self._is_typed = True
        self._follow_name()
        self.refresh()

    def _follow_name(self) -> None:
        """Says what the name means; a known suffix chooses its format."""
        try:
            target = self._target()
        except UserError as error:
            self.file.show_error(error)
            return
        self.file.show_note(target.note)
        self.format.show_value(target.suffix)

    @property
    def _suffixes(self) -> tuple[str, ...]:
        return tuple(suffix for suffix, _ in self._offer.formats)

    def _target(self) -> Target:
        text, suffix = self.file.path.text(), self.format.value()
        return target_of(text, suffix, self._suffixes, self._folder)

    def _hand_over(self, act: Callable[[Path], None]) -> None:
        if self._saved is not None:
            act(self._saved)

    def _connect(self) -> None:
        self._pause.timeout.connect(lambda: self.preview_wanted.emit(self.format.value()))
        self.file.edited.connect(self._on_typed)
        self.outcome.cancelled.connect(self._cancel)
        self.outcome.open_clicked.connect(lambda: self._hand_over(open_file))
        self.outcome.reveal_clicked.connect(lambda: self._hand_over(show_in_folder))
        self.buttons.accepted.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self, rows: Sequence[tuple[str, QWidget]]) -> None:
        self.file.path.setMinimumWidth(self.fontMetrics().averageCharWidth() * PATH_LETTERS)
        left = QVBoxLayout()
        left.addLayout(labelled_rows(rows))
        left.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addLayout(side_by_side(left, self.preview), 1)
        column.addLayout(side_by_side(self.outcome, self.buttons))
