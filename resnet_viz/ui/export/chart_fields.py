"""What can be chosen of a chart that is saved: its width, its theme, what is around it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from resnet_viz.export.lab.chart_files import WIDTHS_MM
from resnet_viz.export.lab.requests import ChartChoice
from resnet_viz.ui.export.picture_fields import GAP, THEME_TITLES
from resnet_viz.ui.export.remembered import last_theme
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.settings.settings import CHART_WIDTH, EXPORT_THEME, remember, remembered


class ChartFields(QObject):
    """`changed` says that another choice was made."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.width = Combo(list(WIDTHS_MM.items()), lambda _: self.changed.emit())
        self.width.show_value(remembered(CHART_WIDTH))
        self.theme = Combo(list(THEME_TITLES.items()), lambda _: self.changed.emit())
        self.theme.show_value(last_theme())
        self.title = QCheckBox("Title")
        self.title.setChecked(True)
        self.transparent = QCheckBox("Transparent background")
        self.signs = QWidget()
        row = QHBoxLayout(self.signs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GAP)
        for box in (self.title, self.transparent):
            box.toggled.connect(self.changed)
            row.addWidget(box)
        row.addStretch()

    @property
    def rows(self) -> tuple[tuple[str, QWidget], ...]:
        """The fields with their labels."""
        return ("Width", self.width), ("Theme", self.theme), ("", self.signs)

    def choice(self) -> ChartChoice:
        """What is chosen now."""
        return ChartChoice(
            self.theme.value(),
            int(self.width.value()),
            self.title.isChecked(),
            self.transparent.isChecked(),
        )

    def keep(self) -> None:
        """Remembers the choice for the next chart."""
        remember(CHART_WIDTH, self.width.value())
        remember(EXPORT_THEME, self.theme.value())
