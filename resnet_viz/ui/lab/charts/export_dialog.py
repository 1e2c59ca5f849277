"""What a chart's file is to be: its format, its printed width, its colours."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from resnet_viz.diagram.files.charts.chart_formats import CHART_FORMATS
from resnet_viz.diagram.scene.theme import DARK, LIGHT, PRINT
from resnet_viz.ui.parts.choice import ButtonRow, Combo
from resnet_viz.ui.parts.tip import set_tip

CSV = ".csv"
WIDTHS = {"88": "One column, 88 mm", "180": "Two columns, 180 mm"}
THEMES = {LIGHT.name: "Light", PRINT.name: "Print", DARK.name: "Dark"}
FORMATS = {**{row.suffix: row.title for row in CHART_FORMATS}, CSV: "CSV, the numbers"}


class ChartFile(NamedTuple):
    """A format by its suffix, the width in millimetres, and the name of a theme."""

    suffix: str = ".svg"
    width_mm: float = 88.0
    theme: str = LIGHT.name


class ChartExportDialog(QDialog):
    """`accepted_file` carries what was chosen, before a person says where it goes."""

    accepted_file = Signal(object)

    def __init__(self, chosen: ChartFile, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export chart")
        self.file = chosen
        self.format = Combo(list(FORMATS.items()), lambda suffix: self._change(suffix=suffix))
        self.format.setAccessibleName("Format")
        self.width_row = ButtonRow(
            list(WIDTHS.items()), lambda width: self._change(width_mm=float(width))
        )
        self.themes = ButtonRow(list(THEMES.items()), lambda theme: self._change(theme=theme))
        set_tip(self.themes.button(PRINT.name), "Greys that a printer without colours keeps apart")
        form = QFormLayout(self)
        form.setContentsMargins(16, 14, 16, 12)
        form.addRow("Format", self.format)
        form.addRow("Width", self.width_row)
        form.addRow("Colours", self.themes)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton("Save…", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.accepted_file.emit(self.file))
        form.addRow(buttons)
        self._show()

    def _change(self, **changes: object) -> None:
        self.file = self.file._replace(**changes)  # type: ignore[arg-type]
        self._show()

    def _show(self) -> None:
        suffix, width_mm, theme = self.file
        self.format.show_value(suffix)
        self.width_row.show_value(f"{width_mm:g}")
        self.themes.show_value(theme)
        for row in (self.width_row, self.themes):
            row.setEnabled(suffix != CSV)
