"""The dialog that saves the picture or the table, in every format there is."""

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
from resnet_viz.diagram.files.formats import FORMATS, Option, format_named
from resnet_viz.export.tables import TABLES
from resnet_viz.ui.export.dialog_layout import choices_column, side_by_side
from resnet_viz.ui.export.file_choice import FileChoice
from resnet_viz.ui.export.file_field import FileField
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
from resnet_viz.ui.export.target import (
    DIAGRAM,
    SUFFIXES,
    TABLE,
    Target,
    free_path,
    renamed,
    target_of,
)
from resnet_viz.ui.export.writing import Writing
from resnet_viz.ui.parts.choice import ButtonRow, Combo

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
    """`save_requested` and `preview_wanted` carry a `FileChoice`; who asked reports the answer.

    What a format does not have is disabled in its place, and messages have room of their own:
    nothing moves.
    """

    save_requested = Signal(object)
    preview_wanted = Signal(object)

    def __init__(self, offer: Offer, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self._offer, self._what = offer, DIAGRAM
        self._folder = last_folder()
        self._is_typed = False
        self.whats = ButtonRow(WHATS, self.show_what)
        self.format = Combo((), lambda _: self._on_format())
        self.fields = PictureFields(offer.values, offer.caption, offer.figures)
        self.file = FileField(self._filter)
        self.preview = PreviewPane()
        self.writing = Writing(self)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._lay_out()
        self.writing.make_default()
        self._restore()
        self._connect()
        self.show_what(DIAGRAM)

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
            choice = self.choice()
        except UserError as error:
            self.file.show_error(error)
            self.file.path.setFocus()
            return
        self.writing.begin(choice.path, lambda: self._write(choice))

    def _write(self, choice: FileChoice) -> None:
        keep(choice)
        keep_page(self.fields.page.value(), self.fields.scale.value())
        self.save_requested.emit(choice)

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
        self.writing.forget()
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
        self.writing.forget()
        self._pause.start()

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
        self.writing.buttons.accepted.connect(self._on_save)

    def _lay_out(self) -> None:
        heads = (("Save", self.whats), ("Format", self.format))
        above = side_by_side(choices_column(heads, self.fields, self.file), self.preview)
        below = side_by_side(self.writing.outcome, self.writing.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addLayout(above, 1)
        column.addLayout(below)


def _format_rows(what: str) -> Sequence[tuple[str, str]]:
    rows = FORMATS if what == DIAGRAM else TABLES
    return [(row.suffix, row.title) for row in rows]
