"""The dialog that saves the picture or the table, in every format there is."""

from collections.abc import Sequence
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

from resnet_viz.diagram.formats import FORMATS
from resnet_viz.diagram.theme import THEMES
from resnet_viz.export.tables import TABLES
from resnet_viz.ui.child import Values
from resnet_viz.ui.choice import ButtonRow, Combo, Spin
from resnet_viz.ui.field import set_state

DIAGRAM, TABLE = "diagram", "table"
THEME_TITLES = {"light": "Light", "dark": "Dark", "print": "Print (greyscale-safe)"}


class ExportDialog(QDialog):
    """`export_requested` carries what to write; the window tells back how it went."""

    export_requested = Signal(object)

    def __init__(self, stem: str, theme: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.setMinimumWidth(520)
        self._what = DIAGRAM
        self.whats = ButtonRow(((DIAGRAM, "Diagram"), (TABLE, "Layer table")), self._on_what)
        self.whats.show_value(DIAGRAM)
        self.format = Combo(_format_rows(DIAGRAM), lambda _: self._follow_format())
        self.theme = Combo([(name, THEME_TITLES[name]) for name in THEMES], lambda _: None)
        self.theme.show_value(theme)
        self.scale = Spin(1, 4, lambda _: None)
        self.scale.setSuffix(" ×")
        self.scale.setValue(2)
        self.legend = QCheckBox("Legend")
        self.legend.setChecked(True)
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

    def show_saved(self, path: str, size_bytes: int) -> None:
        """The file is written."""
        self.save.setEnabled(True)
        self._say("good", f"✓ Saved {path} ({max(1, size_bytes // 1024)} KiB)")

    def show_failed(self, message: str) -> None:
        """Nothing was written; the dialog stays open so that it can be mended."""
        self.save.setEnabled(True)
        self._say("bad", message)

    def _on_save(self) -> None:
        self.save.setEnabled(False)
        self._say("", "Writing …")
        self.export_requested.emit(self.values())

    def values(self) -> Values:
        """What is asked for, as the drawing process reads it."""
        return {
            "what": self._what,
            "suffix": self.format.value(),
            "theme": self.theme.value(),
            "scale": self.scale.value(),
            "has_legend": self.legend.isChecked(),
            "path": str(Path(self.path.text().strip()).expanduser()),
        }

    def _say(self, state: str, text: str) -> None:
        self.message.setText(text)
        set_state(self.message, state)

    def _on_what(self, what: str) -> None:
        self._what = what
        self.format.set_rows(_format_rows(what))
        self._follow_format()

    def _follow_format(self) -> None:
        suffix, is_diagram = self.format.value(), self._what == DIAGRAM
        self.path.setText(str(Path(self.path.text()).with_suffix(suffix)))
        self.scale.setEnabled(suffix == ".png")
        for widget in (self.theme, self.legend):
            widget.setEnabled(is_diagram and suffix != ".dot")

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
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow("Save", self.whats)
        form.addRow("Format", self.format)
        form.addRow("Theme", self.theme)
        form.addRow("PNG scale", self.scale)
        form.addRow("", self.legend)
        form.addRow("File", file)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addWidget(self.buttons)


def _format_rows(what: str) -> Sequence[tuple[str, str]]:
    rows = FORMATS if what == DIAGRAM else TABLES
    return [(row.suffix, row.title) for row in rows]


def _pictures_folder() -> Path:
    place = QStandardPaths.StandardLocation.PicturesLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()
