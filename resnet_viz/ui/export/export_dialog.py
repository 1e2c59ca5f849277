"""The dialog that saves the picture or the table, in every format there is."""

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
from resnet_viz.diagram.files.formats import FORMATS, Option, format_named
from resnet_viz.diagram.requests import Preview, SavedFile
from resnet_viz.export.tables import TABLES
from resnet_viz.ui.export.dialog_layout import choices_column, side_by_side
from resnet_viz.ui.export.file_choice import FileChoice
from resnet_viz.ui.export.file_field import FileField
from resnet_viz.ui.export.outcome import Outcome
from resnet_viz.ui.export.picture_fields import PictureFields
from resnet_viz.ui.export.preview import PreviewPane
from resnet_viz.ui.export.remembered import (
    keep,
    keep_page,
    last_folder,
    last_format,
    last_page,
    last_scale,
    last_theme,
)
from resnet_viz.ui.export.replacing import ask_to_replace
from resnet_viz.ui.export.reveal import open_file, show_in_folder
from resnet_viz.ui.export.target import (
    DIAGRAM,
    SUFFIXES,
    TABLE,
    Target,
    free_path,
    renamed,
    target_of,
)
from resnet_viz.ui.parts.choice import ButtonRow, Combo
from resnet_viz.ui.parts.state import State

PAUSE_MS = 120  # after the last change, before a preview of it is asked for
WHATS = ((DIAGRAM, "Diagram"), (TABLE, "Layer table"))


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to be saved: names of files without suffix, figures for boxes, a caption.

    `figures` are the choices of several networks in one picture.
    """

    stems: dict[str, str]
    values: Sequence[tuple[str, str]]
    shown_values: str
    caption: str
    figures: Sequence[tuple[str, str]] = ()


class ExportDialog(QDialog):
    """`export_requested` and `preview_wanted` carry a `FileChoice`; who asked reports the answer.

    What a format does not have is disabled in its place, and messages have room of their own:
    nothing moves.
    """

    export_requested = Signal(object)
    preview_wanted = Signal(object)
    cancel_requested = Signal()

    def __init__(self, offer: Offer, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self._offer, self._what = offer, DIAGRAM
        self._folder = last_folder()
        self._is_typed = False
        self._saved: Path | None = None
        self._writing: FileChoice | None = None
        self.whats = ButtonRow(WHATS, self.show_what)
        self.format = Combo((), lambda _: self._on_format())
        self.fields = PictureFields(offer.values, offer.caption, offer.figures)
        self.file = FileField(self._filter)
        self.preview = PreviewPane()
        self.outcome = Outcome()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save = QPushButton("Save")
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setDefault(True)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._lay_out()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self.save)  # what has the focus never looks like it
        self._restore()
        self._connect()
        self.show_what(DIAGRAM)

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written."""
        return self._writing is not None

    def show_what(self, what: str) -> None:
        """Offers the picture or the table."""
        self._what = what
        self.whats.show_value(what)
        self.format.set_rows(_format_rows(what))
        self.format.show_value(last_format(what))
        self._on_format()
        if not self._is_typed:
            self.file.path.setFocus()

    def choice(self) -> FileChoice:
        """What is chosen now; UserError for a name that no file can have."""
        target = self._target()
        picture = self.fields.choice() if self._what == DIAGRAM else None
        return FileChoice(target.path, self.format.value(), picture)

    def show_step(self, step: Step) -> None:
        """How far the file is."""
        if self._writing is not None:
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

    def show_preview(self, preview: Preview) -> None:
        """What the file looks like."""
        self.preview.show_preview(preview)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._cancel()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc ends the writing of a file, and where there is none, the dialog."""
        if self._writing is not None:
            self._cancel()
        else:
            super().reject()

    def _on_save(self) -> None:
        if self._writing is not None:
            return
        try:
            choice = self.choice()
        except UserError as error:
            self.file.show_error(error)
            self.file.path.setFocus()
            return
        if exists(choice.path):
            ask_to_replace(self, choice.path, lambda: self._write(choice))
        else:
            self._write(choice)

    def _write(self, choice: FileChoice) -> None:
        keep(choice)
        keep_page(self.fields.page.value(), self.fields.scale.value())
        self._writing, self._saved = choice, None
        self.outcome.show_step(Step("preparing"))
        self.export_requested.emit(choice)

    def _cancel(self) -> None:
        if self._writing is not None:
            self.cancel_requested.emit()
            self._end(State.PLAIN, "Cancelled. Nothing was written.")

    def _end(self, state: State, text: str, *, is_saved: bool = False) -> None:
        self._writing = None
        self.outcome.show_words(state, text, is_saved=is_saved)

    def _on_format(self) -> None:
        suffix = self.format.value()
        if self._is_typed:
            self.file.show_text(renamed(self.file.path.text(), suffix))
        else:
            self.file.show_path(free_path(self._folder, self._offer.stems[self._what], suffix))
        self.fields.show_options(self._options(), is_diagram=self._what == DIAGRAM)
        self._follow_name()
        self._on_changed()

    def _on_typed(self) -> None:
        self._is_typed = True
        self._forget_outcome()
        self._follow_name()

    def _follow_name(self) -> None:
        """Says what the name means; a known suffix chooses its format."""
        try:
            target = self._target()
        except UserError as error:
            self.file.show_error(error)
            return
        self.file.show_note(target.note)
        if target.suffix != self.format.value():
            self.format.show_value(target.suffix)
            self.fields.show_options(self._options(), is_diagram=self._what == DIAGRAM)
            self._on_changed()

    def _on_changed(self) -> None:
        self._forget_outcome()
        self._pause.start()

    def _forget_outcome(self) -> None:
        """What was said is of another file."""
        if self._writing is None:
            self.outcome.show_words(State.PLAIN, "")

    def _hand_over(self, act: Callable[[Path], None]) -> None:
        if self._saved is not None:
            act(self._saved)

    def _ask_for_preview(self) -> None:
        picture = self.fields.choice() if self._what == DIAGRAM else None
        self.preview_wanted.emit(FileChoice(Path(), self.format.value(), picture))

    def _target(self) -> Target:
        text, suffix = self.file.path.text(), self.format.value()
        return target_of(text, suffix, SUFFIXES[self._what], self._folder)

    def _options(self) -> frozenset[Option]:
        """What can be chosen of the format; nothing of a table's."""
        is_diagram = self._what == DIAGRAM
        return format_named(self.format.value()).options if is_diagram else frozenset()

    def _filter(self) -> str:
        return f"{self.format.currentText()} (*{self.format.value()})"

    def _restore(self) -> None:
        self.fields.theme.show_value(last_theme())
        self.fields.page.show_value(last_page())
        self.fields.scale.setValue(last_scale())
        self.fields.values.show_value(self._offer.shown_values)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._ask_for_preview)
        self.fields.changed.connect(self._on_changed)
        self.file.edited.connect(self._on_typed)
        self.outcome.cancelled.connect(self._cancel)
        self.outcome.open_clicked.connect(lambda: self._hand_over(open_file))
        self.outcome.reveal_clicked.connect(lambda: self._hand_over(show_in_folder))
        self.buttons.accepted.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        heads = (("Save", self.whats), ("Format", self.format))
        above = side_by_side(choices_column(heads, self.fields, self.file), self.preview)
        below = side_by_side(self.outcome, self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addLayout(above, 1)
        column.addLayout(below)


def _format_rows(what: str) -> Sequence[tuple[str, str]]:
    rows = FORMATS if what == DIAGRAM else TABLES
    return [(row.suffix, row.title) for row in rows]
