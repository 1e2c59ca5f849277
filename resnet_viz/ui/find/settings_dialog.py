"""The settings, a row each, as they are declared; a choice takes effect at once."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.tip import set_tip, wrapped
from resnet_viz.ui.settings.settings import OFF, ON, SETTINGS, Setting, store, stored

MARGIN = 20
WIDTH = 460
Apply = Callable[[str], None]
"""Puts a value of a setting into force, and stores it."""


class SettingsDialog(QDialog):
    """`apply` has by the key of a setting what puts it into effect; others are only stored."""

    def __init__(self, apply: Mapping[str, Apply], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._apply = apply
        self.controls: dict[str, QCheckBox | Combo] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(14)
        for setting in SETTINGS:
            self._add(form, setting)
        reset, close = QPushButton("Reset to defaults"), QPushButton("Close")
        reset.setAutoDefault(False)
        close.setDefault(True)
        reset.clicked.connect(self.reset)
        close.clicked.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.addWidget(reset)
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(20)
        column.addLayout(form)
        column.addLayout(bottom)
        self.setFixedWidth(WIDTH)
        self._show()

    def reset(self) -> None:
        """Every setting as it is unless set."""
        for setting in SETTINGS:
            self._choose(setting, setting.values[0])
        self._show()

    def _add(self, form: QFormLayout, setting: Setting) -> None:
        control: QCheckBox | Combo
        if setting.is_switch:
            control = QCheckBox(setting.title)
            control.clicked.connect(
                lambda is_on, setting=setting: self._choose(setting, ON if is_on else OFF)
            )
            label = plain_label("")
        else:
            rows = list(zip(setting.values, setting.words, strict=True))
            control = Combo(rows, lambda value: self._choose(setting, value))
            control.setAccessibleName(setting.title)
            label = plain_label(setting.title)
            label.setBuddy(control)
        tip = plain_label(setting.tip)
        tip.setProperty("role", "muted")
        tip.setWordWrap(True)
        set_tip(control, wrapped(setting.tip))
        inside = QVBoxLayout()
        inside.setSpacing(3)
        inside.addWidget(control)
        inside.addWidget(tip)
        form.addRow(label, inside)
        self.controls[setting.key] = control

    def _choose(self, setting: Setting, value: str) -> None:
        if setting.key in self._apply:
            self._apply[setting.key](value)
        else:
            store(setting, value)

    def _show(self) -> None:
        for setting in SETTINGS:
            control, value = self.controls[setting.key], stored(setting)
            if isinstance(control, QCheckBox):
                control.setChecked(value == ON)
            else:
                control.show_value(value)
