"""The controls of a timed run: device, precision, options, and the button that starts it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.options import Precision, precision_named
from resnet_viz.core.wording import sentence
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.timing.obstacle import run_obstacle
from resnet_viz.ui.timing.run_options import RunOptions

if TYPE_CHECKING:  # a window is painted before there is any
    from resnet_viz.core.timing.measurement import Device

TIME_IT, STOP = "Time it", "Stop"
TIME_TIP, STOP_TIP = "Time this network, layer by layer", "End the run"
BUTTON_EDGES = 44  # pixels left and right of its word, which is bold
Rows = list[tuple[str, str]]


class RunControls(QObject):
    """Each asks the session for another setup and shows it; the button starts or stops a run."""

    run_clicked = Signal()
    stop_clicked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.device = Combo(self._device_rows(), self._on_device)
        self.device.setAccessibleName("Device")
        self.precision = Combo(self._precision_rows(), self._on_precision)
        self.precision.setAccessibleName("Precision")
        set_tip(self.precision, "The number format of weights and images in a timed run")
        self.options = RunOptions(session)
        self.run = QPushButton(STOP)
        self.run.clicked.connect(self._on_clicked)
        self._is_running = False
        self._waits_for = ""
        session.setup_changed.connect(self._show)
        session.network_changed.connect(self._show_run)
        self.show_running(is_running=False)
        self._show()

    def widgets(self) -> tuple[QWidget, ...]:
        """What the toolbar shows of these, in its order."""
        return self.device, self.precision, self.options, self.run

    def show_running(self, *, is_running: bool) -> None:
        """The button stops the run that goes on; it is as wide for either word."""
        is_other, self._is_running = is_running != self._is_running, is_running
        self.run.setText(STOP if is_running else TIME_IT)
        self._show_run()
        self.run.setProperty("role", "stop" if is_running else "run")
        if is_other:
            self.run.style().polish(self.run)
        letters = max(map(self.run.fontMetrics().horizontalAdvance, (TIME_IT, STOP)))
        self.run.setFixedWidth(letters + BUTTON_EDGES)

    def show_waiting(self, waits_for: str) -> None:
        """What goes on that no run can be timed next to, '' for nothing."""
        self._waits_for = waits_for
        self._show_run()

    def _show_run(self) -> None:
        """Whether a run can begin, and why not; one that goes on can always be stopped."""
        reason = self._waits_for or run_obstacle(self._session)
        reason = "" if self._is_running else reason
        self.run.setEnabled(not reason)
        tip = f"{STOP_TIP} (Esc)" if self._is_running else f"{TIME_TIP} (F5)"
        set_tip(self.run, sentence(reason) if reason else tip)

    def _on_clicked(self) -> None:
        if self._is_running:
            self.stop_clicked.emit()
        else:
            self.run_clicked.emit()

    def _on_device(self, device: str) -> None:
        self._session.set_up(self._session.setup_on(device))

    def _on_precision(self, name: str) -> None:
        setup = self._session.document.run_setup
        self._session.set_up(replace(setup, precision=precision_named(name)))

    def _show(self) -> None:
        setup, device = self._session.document.run_setup, self._session.device
        self.device.set_rows(self._device_rows())
        self.device.show_value(setup.device)
        set_tip(self.device, device.name if device else "")
        self.precision.set_rows(self._precision_rows())
        self.precision.show_value(setup.precision)
        self._show_run()

    def _device_rows(self) -> Rows:
        """What PyTorch found; until it has, the CPU and what is chosen."""
        if self._session.devices:
            return [(device.id, _device_text(device)) for device in self._session.devices]
        chosen = self._session.document.run_setup.device
        return [("cpu", "CPU"), *([(chosen, chosen)] if chosen != "cpu" else [])]

    def _precision_rows(self) -> Rows:
        device = self._session.device
        precisions = (device.precisions or (Precision.FP32,)) if device else tuple(Precision)
        return [(precision, precision) for precision in precisions]


def _device_text(device: "Device") -> str:
    return "CPU" if device.type is DeviceKind.CPU else f"{device.id} · {device.name}"
