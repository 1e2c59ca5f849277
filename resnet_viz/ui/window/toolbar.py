"""The bar on top: what the diagram shows, and the timed run."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolBar,
    QWidget,
)

from resnet_viz.core.lab.figures import BY_CEILING, BY_OPERATION, BY_STAGE, BY_TIME, FIGURES
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device, Precision, TimingOptions, precision_named
from resnet_viz.diagram.scene.coloring import Coloring
from resnet_viz.diagram.scene.heat import ColorScale
from resnet_viz.diagram.view import Direction, Level, View
from resnet_viz.ui.parts.choice import ButtonRow, Combo
from resnet_viz.ui.parts.search_field import SearchField
from resnet_viz.ui.timing.run_options import RunOptions

LEVELS = (
    (Level.NETWORK, "Network"),
    (Level.STAGE, "Stages"),
    (Level.BLOCK, "Blocks"),
    (Level.LAYER, "Layers"),
)
CPU_UNTIL_ASKED = (("cpu", "CPU"),)


class Toolbar(QToolBar):
    """`view_edited` when level, fold or colour change, `target_edited` when device or precision.

    The rest by the signal's own name.
    """

    view_edited = Signal()
    target_edited = Signal()
    searched = Signal(str)
    find_asked = Signal(int)
    fit_clicked = Signal()
    export_clicked = Signal()
    run_clicked = Signal()

    def __init__(self) -> None:
        super().__init__("Main")
        self.setObjectName("toolbar")
        self.setMovable(False)
        self._level = Level.BLOCK
        self._toggled: tuple[str, ...] = ()
        self._direction = Direction.TOP_TO_BOTTOM
        self._is_to_scale = False
        self.levels = ButtonRow(LEVELS, self._on_level)
        self.levels.show_value(Level.BLOCK)
        self.fold = QCheckBox("Fold")
        self.fold.setToolTip("Show equal neighbouring blocks as one box, × n")
        self.fold.toggled.connect(self._on_fold)
        self.coloring = Combo(_coloring_rows(has_times=False), lambda _: self._on_coloring())
        self.coloring.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.log = QCheckBox("Log")
        self.log.setToolTip(
            "Spread the colours by the figure's logarithm, so that small ones differ"
        )
        self.log.setAccessibleName("Logarithmic colour scale")
        self.log.setEnabled(False)
        self.log.toggled.connect(lambda _: self.view_edited.emit())
        self.search = SearchField()
        self.search.textChanged.connect(self.searched)
        self.search.find_asked.connect(self.find_asked)
        self.device = Combo(CPU_UNTIL_ASKED, lambda _: self._show_precisions())
        self.device.setAccessibleName("Device")
        self.precision = Combo(_precision_rows(tuple(Precision)), lambda _: self._on_precision())
        self.precision.setAccessibleName("Precision")
        self.options = RunOptions()
        self.run = self._button("Timed run", "Time this network, layer by layer (F5)", "run")
        self._devices: dict[str, Device] = {}
        self._lay_out()

    @property
    def level(self) -> Level:
        """How much one box of the diagram stands for."""
        return self._level

    def show_level(self, level: Level) -> None:
        """Presses the level's button in and tells of the change."""
        self.levels.show_value(level)
        self._on_level(level)

    def offer_time_coloring(self, *, has_times: bool, has_ceilings: bool = False) -> None:
        """Lets the diagram be coloured by time and share of ceiling once there are any."""
        self.coloring.set_rows(_coloring_rows(has_times=has_times, has_ceilings=has_ceilings))
        self.log.setEnabled(self.color_choice().has_scale)

    def show_devices(self, devices: Sequence[Device]) -> None:
        """Offers the devices that PyTorch found here."""
        self._devices = {device.id: device for device in devices}
        self.device.set_rows([(device.id, _device_text(device)) for device in devices])
        self._show_precisions()

    def view(self) -> View:
        """What the diagram is asked to show."""
        return View(
            self.level, self.fold.isChecked(), self._direction, self._is_to_scale, self._toggled
        )

    def show_direction(self, direction: Direction) -> None:
        """Lets the data flow another way, and tells of the change."""
        self._direction = direction
        self.view_edited.emit()

    def show_scale(self, *, is_to_scale: bool) -> None:
        """Draws blocks and layers to scale or not, and tells of the change."""
        self._is_to_scale = is_to_scale
        self.view_edited.emit()

    def toggle(self, key: str) -> None:
        """Draws one stage, run or block the other way round, and tells of the change."""
        self._toggled = self.view().toggling(key).toggled
        self.view_edited.emit()

    def show_view(self, level: Level, *, is_folded: bool) -> None:
        """Everything as a level and folding have it, in one change."""
        was_blocked = self.fold.blockSignals(True)
        self.fold.setChecked(is_folded)
        self.fold.blockSignals(was_blocked)
        self.show_level(level)

    def color_choice(self) -> Coloring:
        """What the boxes are coloured by; the scale is of no matter where that is no figure."""
        coloring = Coloring(self.coloring.value())
        is_log = coloring.has_scale and self.log.isChecked()
        return replace(coloring, scale=ColorScale.LOG) if is_log else coloring

    def timing_options(self, batch: int, weights: str) -> TimingOptions:
        """How a network is to be timed."""
        device, precision = self.device.value(), self.chosen_precision()
        return self.options.applied_to(TimingOptions(device, batch, precision, weights=weights))

    def chosen_device(self) -> Device | None:
        """The device chosen, None before PyTorch has said which there are."""
        return self._devices.get(self.device.value())

    def chosen_precision(self) -> Precision:
        """The number format that a run would take."""
        return precision_named(self.precision.value())

    def _show_precisions(self) -> None:
        device = self.chosen_device()
        self.precision.set_rows(_precision_rows(device.precisions if device else ()))
        self.device.setToolTip(device.name if device else "")
        self._on_precision()

    def _on_precision(self) -> None:
        self.options.show_target(self.device.value(), self.chosen_precision())
        self.target_edited.emit()

    def _on_coloring(self) -> None:
        self.log.setEnabled(self.color_choice().has_scale)
        self.view_edited.emit()

    def _on_level(self, value: str) -> None:
        self._level = Level(value)
        self._toggled = ()
        self.view_edited.emit()

    def _on_fold(self) -> None:
        self._toggled = ()
        self.view_edited.emit()

    def _button(self, text: str, tip: str, role: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setProperty("role", role)
        return button

    def _lay_out(self) -> None:
        fit = self._button("Fit", "Show the whole diagram (F)")
        fit.clicked.connect(self.fit_clicked)
        export = self._button("Export…", "Save the picture or the table (Ctrl+E)")
        export.clicked.connect(self.export_clicked)
        self.run.clicked.connect(self.run_clicked)
        color_label = QLabel("Colour by")
        color_label.setProperty("role", "muted")
        color_label.setContentsMargins(10, 0, 0, 0)
        color_label.setBuddy(self.coloring)
        self.coloring.setAccessibleName("Colour by")
        shown: tuple[QWidget, ...] = (
            self.levels,
            self.fold,
            color_label,
            self.coloring,
            self.log,
        )
        asked: tuple[QWidget, ...] = (
            self.device,
            self.precision,
            self.options,
            self.run,
        )
        for widget in (*shown, self.search, self.search.found, fit, export, _stretch(), *asked):
            self.addWidget(widget)


def _stretch() -> QWidget:
    space = QWidget()
    space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return space


def _coloring_rows(*, has_times: bool, has_ceilings: bool = False) -> list[tuple[str, str]]:
    is_there = {BY_TIME: has_times, BY_CEILING: has_ceilings}
    offered = [(key, figure.title) for key, figure in FIGURES.items() if is_there.get(key, True)]
    return [(BY_OPERATION, "Operation"), (BY_STAGE, "Stage"), *offered]


def _precision_rows(precisions: tuple[Precision, ...]) -> list[tuple[str, str]]:
    return [(precision, precision) for precision in precisions or (Precision.FP32,)]


def _device_text(device: Device) -> str:
    return "CPU" if device.type is DeviceKind.CPU else f"{device.id} · {device.name}"
