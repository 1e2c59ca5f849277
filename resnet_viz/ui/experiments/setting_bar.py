"""How the networks of an experiment are made, on which data, and for how many steps trained."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from resnet_viz.core.experiments.setting import FIRST_SETTING, DataSet, Init, Setting
from resnet_viz.core.text.letters import shown_text
from resnet_viz.ui.experiments.switch import Switch
from resnet_viz.ui.parts.choice import ButtonRow, Combo, Spin
from resnet_viz.ui.parts.field import Field
from resnet_viz.ui.parts.tip import set_tip

INITS = {
    Init.HE: "He init",
    Init.DEFAULT: "PyTorch init",
    Init.ZERO_GAMMA: "He, last γ 0",
}
DATA = {
    DataSet.DIGITS: "Digits (UCI)",
    DataSet.SHAPES: "Shapes",
    DataSet.FOLDER: "Own folder…",
}
MOST_SEED, MOST_SEEDS, MOST_STEPS = 9999, 5, 2000
FOLDER_TIP = "Pictures in one folder for each class"
INIT_TIP = (
    "How weights are drawn before training: by He et al. 2015, as PyTorch does it, or by He et al. "
    "with the last γ of each block at 0, so that each block begins as the identity"
)
LINE, PLANE = "line", "plane"
WIDTH = 70  # of a number


class SettingBar(QObject):
    """The switches of a setting. `chosen` carries the setting with what a person changed of it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._setting = FIRST_SETTING
        self.data = Combo(list(DATA.items()), self._on_data)
        set_tip(self.data, FOLDER_TIP)
        self.init = Combo(list(INITS.items()), lambda value: self._choose(init=Init(value)))
        self.batch_norm = QCheckBox("Batch norm")
        self.batch_norm.toggled.connect(lambda is_on: self._choose(has_batch_norm=is_on))
        self.steps = _number(0, MOST_STEPS, lambda value: self._choose(steps=value))
        self.steps.setSingleStep(10)
        self.seed = _number(0, MOST_SEED, lambda value: self._choose(seed=value))
        self.seeds = _number(1, MOST_SEEDS, lambda value: self._choose(seeds=value))
        self.plane = ButtonRow(
            [(LINE, "Line"), (PLANE, "Plane")], lambda key: self._choose(is_longer=key == PLANE)
        )
        self.data.setAccessibleName("Data")
        self.init.setAccessibleName("Initialisation of the weights")
        set_tip(self.init, INIT_TIP)
        set_tip(self.steps, "Steps of training, each with a batch of 64 pictures")
        set_tip(self.seed, "The same seed gives the same result, to the last bit")
        set_tip(self.seeds, "So many seeds from this one on")
        self._fields: dict[Switch | None, QWidget] = {
            Switch.DATA: self.data,
            Switch.INIT: self.init,
            Switch.BATCH_NORM: self.batch_norm,
            Switch.STEPS: Field("Steps", self.steps),
            None: Field("Seed", self.seed),
            Switch.SEEDS: Field("Seeds", self.seeds),
            Switch.PLANE: Field("Around the weights", self.plane),
        }

    def widgets(self) -> tuple[QWidget, ...]:
        """All of them, in their order."""
        return tuple(self._fields.values())

    def show_setting(self, setting: Setting, switches: frozenset[Switch]) -> None:
        """Shows a setting by the switches that an experiment has."""
        self._setting = setting
        for switch, field in self._fields.items():
            field.setVisible(switch is None or switch in switches)
        self.data.show_value(setting.data)
        self.init.show_value(setting.init)
        self.batch_norm.blockSignals(True)
        self.batch_norm.setChecked(setting.has_batch_norm)
        self.batch_norm.blockSignals(False)
        for spin, value in (
            (self.steps, setting.steps),
            (self.seed, setting.seed),
            (self.seeds, setting.seeds),
        ):
            spin.show_value(value)
        self.plane.show_value(PLANE if setting.is_longer else LINE)
        name = f"{setting.folder}\n{FOLDER_TIP}" if setting.folder else FOLDER_TIP
        set_tip(self.data, shown_text(name) if setting.folder else name)

    def _on_data(self, value: str) -> None:
        if DataSet(value) is DataSet.FOLDER:
            self.ask_folder()
        else:
            self._choose(data=DataSet(value), folder="")

    def ask_folder(self) -> None:
        """Asks for a folder of pictures; none leaves the data as they are."""
        folder = QFileDialog.getExistingDirectory(self._page, FOLDER_TIP, self._setting.folder)
        self.data.show_value(self._setting.data)
        if folder:
            self._choose(data=DataSet.FOLDER, folder=folder)

    def _choose(self, **changes: object) -> None:
        setting = replace(self._setting, **changes)  # type: ignore[arg-type]  # each by its name
        if setting != self._setting:
            self.chosen.emit(setting)


def _number(least: int, most: int, changed: Callable[[int], None]) -> Spin:
    spin = Spin(least, most, changed)
    spin.setFixedWidth(WIDTH)
    return spin
