"""The dialog that saves the picture or the table, in every format there is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.wording import bytes_text, sentences
from resnet_viz.diagram.files.formats import FORMATS, Option, format_named
from resnet_viz.diagram.files.paper import DRAWING, PAPERS
from resnet_viz.diagram.look import SCALE, Look
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.diagram.scene.theme import THEMES
from resnet_viz.export.tables import TABLES
from resnet_viz.ui.parts.choice import ButtonRow, Combo, Spin
from resnet_viz.ui.parts.state import State, set_state

DIAGRAM, TABLE = "diagram", "table"
WHOLE, IN_VIEW = "whole", "view"
THEME_TITLES = {"light": "Light", "dark": "Dark", "print": "Print (greyscale-safe)"}


@dataclass(frozen=True, slots=True)
class FileChoice:
    """What was chosen of a file: the layer table, or a picture, of what is in view if `is_part`."""

    is_table: bool
    is_part: bool
    path: str
    suffix: str
    theme: str
    page: str
    scale: float
    has_legend: bool
    is_transparent: bool
    caption: str

    def applied_to(self, shown: Look, in_view: Rect) -> Look:
        """The look on screen, written as chosen."""
        return replace(
            shown,
            theme=THEMES[self.theme],
            has_legend=self.has_legend,
            scale=self.scale,
            is_transparent=self.is_transparent,
            page=self.page,
            caption=self.caption,
            part=in_view if self.is_part else None,
        )


class ExportDialog(QDialog):
    """`export_requested` carries a `FileChoice`; the window reports how it went."""

    export_requested = Signal(object)

    def __init__(self, stem: str, theme: str, caption: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.setMinimumWidth(520)
        self._what = DIAGRAM
        self.whats = ButtonRow(((DIAGRAM, "Diagram"), (TABLE, "Layer table")), self._on_what)
        self.whats.show_value(DIAGRAM)
        self.format = Combo(_format_rows(DIAGRAM), lambda _: self._follow_format())
        self.part = Combo([(WHOLE, "The whole diagram"), (IN_VIEW, "What is in view")], _ignore)
        self.theme = Combo([(name, THEME_TITLES[name]) for name in THEMES], _ignore)
        self.theme.show_value(theme)
        self.page = Combo([(paper.name, paper.title) for paper in PAPERS.values()], _ignore)
        self.scale = Spin(1, 4, _ignore)
        self.scale.setSuffix(" ×")
        self.scale.setValue(round(SCALE))
        self.legend = QCheckBox("Legend")
        self.legend.setChecked(True)
        self.transparent = QCheckBox("Transparent")
        self.has_caption = QCheckBox("Caption")
        self.caption = QLineEdit(caption)
        self.caption.setAccessibleName("Caption")
        self.caption.setCursorPosition(0)
        self.caption.setEnabled(False)
        self.has_caption.toggled.connect(self.caption.setEnabled)
        self.path = QLineEdit(str(_pictures_folder() / f"{stem}.svg"))
        self.path.setAccessibleName("File")
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Close
        )
        self.save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        for button in self.buttons.buttons():
            button.setIcon(QIcon())  # the desktop's own are of another look
        self.buttons.accepted.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._follow_format()

    def show_saved(self, path: str, size_bytes: int, note: str) -> None:
        """The file is written; `note` is what there is to say of it, '' for nothing."""
        self.save.setEnabled(True)
        words = f". {sentences([note])}" if note else ""
        self._say(State.GOOD, f"✓ Saved {path} ({bytes_text(size_bytes)}){words}")

    def show_failed(self, message: str) -> None:
        """Nothing was written; the dialog stays open so that it can be mended."""
        self.save.setEnabled(True)
        self._say(State.BAD, message)

    def _on_save(self) -> None:
        self.save.setEnabled(False)
        self._say(State.PLAIN, "Writing …")
        self.export_requested.emit(self.choice())

    def choice(self) -> FileChoice:
        """What is chosen now; nothing that the format does not have."""
        has = self._options()
        has_caption = Option.CAPTION in has and self.has_caption.isChecked()
        return FileChoice(
            is_table=self._what == TABLE,
            is_part=Option.PART in has and self.part.value() == IN_VIEW,
            path=str(Path(self.path.text().strip()).expanduser()),
            suffix=self.format.value(),
            theme=self.theme.value(),
            page=self.page.value() if Option.PAGE in has else DRAWING.name,
            scale=self.scale.value() if Option.SCALE in has else SCALE,
            has_legend=self.legend.isChecked(),
            is_transparent=Option.TRANSPARENT in has and self.transparent.isChecked(),
            caption=self.caption.text() if has_caption else "",
        )

    def _say(self, state: State, text: str) -> None:
        self.message.setText(text)
        set_state(self.message, state)

    def _on_what(self, what: str) -> None:
        self._what = what
        self.format.set_rows(_format_rows(what))
        self._follow_format()

    def _follow_format(self) -> None:
        self.path.setText(str(Path(self.path.text()).with_suffix(self.format.value())))
        has = self._options()
        for option, field in self._fields.items():
            self._form.setRowVisible(field, option in has)
        self.resize(self.width(), self.sizeHint().height())

    def _options(self) -> frozenset[Option]:
        """What can be chosen of the format; nothing of a table's."""
        is_diagram = self._what == DIAGRAM
        return format_named(self.format.value()).options if is_diagram else frozenset()

    def _browse(self) -> None:
        suffix = self.format.value()
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Export as", self.path.text(), f"{self.format.currentText()} (*{suffix})"
        )
        if chosen:
            self.path.setText(chosen)

    def _lay_out(self) -> None:
        browse = QPushButton("Browse…")
        browse.clicked.connect(self._browse)
        file = QHBoxLayout()
        file.setSpacing(8)
        file.addWidget(self.path, 1)
        file.addWidget(browse)
        form = self._form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow("Save", self.whats)
        form.addRow("Format", self.format)
        for title, field in self._rows():
            form.addRow(title, field)
        form.addRow("File", file)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addWidget(self.buttons)

    def _rows(self) -> Iterator[tuple[str, QWidget]]:
        """The fields between format and file; those of one option share its row."""
        signs = _side_by_side(self.legend, self.transparent)
        caption = _side_by_side(self.has_caption, self.caption)
        self._fields = {
            Option.PART: self.part,
            Option.THEME: self.theme,
            Option.PAGE: self.page,
            Option.SCALE: self.scale,
            Option.LEGEND: signs,
            Option.CAPTION: caption,
        }
        titles = ("Part", "Theme", "Page", "Scale", "", "")
        return zip(titles, self._fields.values(), strict=True)


def _side_by_side(*widgets: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
    row.addStretch(0)
    return both


def _ignore(_: object) -> None:
    """A choice that is read when the file is asked for."""


def _format_rows(what: str) -> Sequence[tuple[str, str]]:
    rows = FORMATS if what == DIAGRAM else TABLES
    return [(row.suffix, row.title) for row in rows]


def _pictures_folder() -> Path:
    place = QStandardPaths.StandardLocation.PicturesLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()
