"""A dialog that saves one thing as a file: its format, what can be chosen of it, its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.errors import UserError
from resnet_viz.ui.export.dialog_layout import PATH_LETTERS, labelled_rows, side_by_side
from resnet_viz.ui.export.file_field import FileField
from resnet_viz.ui.export.preview import PreviewPane
from resnet_viz.ui.export.remembered import last_folder
from resnet_viz.ui.export.target import Target, free_path, target_of
from resnet_viz.ui.export.writing import Writing
from resnet_viz.ui.parts.choice import Combo
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
    Messages have room of their own, so that nothing moves. `aside` is shown in place of a preview,
    which nobody asks for then.
    """

    save_requested = Signal(object)
    preview_wanted = Signal(str)

    def __init__(
        self,
        offer: SavingOffer,
        fields: Sequence[tuple[str, QWidget]],
        parent: QWidget,
        aside: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(offer.title)
        self._offer, self._folder = offer, last_folder()
        self._is_typed = False
        self.format = Combo(offer.formats, lambda _: self._on_format())
        self.format.show_value(remembered(offer.memory))
        self.file = FileField(lambda: f"{self.format.currentText()} (*{self.format.value()})")
        if aside is None:
            aside = self.preview = PreviewPane()
        self.writing = Writing(self)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._lay_out((("Format", self.format), *fields, ("File", self.file)), aside)
        self.writing.make_default()
        self._connect()
        self._on_format()
        self.file.path.setFocus()

    def refresh(self) -> None:
        """Another choice was made: what was said is of another file."""
        self.writing.forget()
        self._pause.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.writing.cancel()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc ends the writing that goes on, else it closes the dialog."""
        if self.writing.is_going_on:
            self.writing.cancel()
        else:
            super().reject()

    def _on_save(self) -> None:
        if self.writing.is_going_on:
            return
        try:
            target = self._target()
        except UserError as error:
            self.file.show_error(error)
            self.file.path.setFocus()
            return
        self.writing.begin(target.path, lambda: self._write(target))

    def _write(self, target: Target) -> None:
        remember(EXPORT_FOLDER, str(target.path.parent))
        remember(self._offer.memory, target.suffix)
        self.save_requested.emit(target)

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

    def _connect(self) -> None:
        self._pause.timeout.connect(lambda: self.preview_wanted.emit(self.format.value()))
        self.file.edited.connect(self._on_typed)
        self.writing.buttons.accepted.connect(self._on_save)

    def _lay_out(self, rows: Sequence[tuple[str, QWidget]], aside: QWidget) -> None:
        self.file.path.setMinimumWidth(self.fontMetrics().averageCharWidth() * PATH_LETTERS)
        left = QVBoxLayout()
        left.addLayout(labelled_rows(rows))
        left.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addLayout(side_by_side(left, aside), 1)
        column.addLayout(side_by_side(self.writing.outcome, self.writing.buttons))
