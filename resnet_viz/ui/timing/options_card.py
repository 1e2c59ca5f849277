"""The options of a timed run: a card that the button opens, or a panel at the left."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.limits import MAX_THREADS
from resnet_viz.core.timing.device_kind import DeviceKind, kind_of_device
from resnet_viz.core.timing.options import Precision
from resnet_viz.core.timing.what_if import PLAIN, Casting, WhatIf
from resnet_viz.session.run_setup import RunSetup
from resnet_viz.ui.parts.choice import Combo, Spin
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.session.remembered import remember
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.timing.run_choice import (
    CASTING_TIP,
    LONG_TIP,
    NO_CASTING,
    OF_FAMILY,
    SWITCHES,
    THREADS_TIP,
    Switch,
)

WIDTH = 290
CASTINGS = {Casting.CAST: "Convert all", Casting.AUTOCAST: "Autocast"}


class RunOptionsPanel(QWidget):
    """The same options as a panel, for the column at the left."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.card = OptionsCard(self, self._choose, pops_up=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        session.setup_changed.connect(self._show)
        session.network_changed.connect(self._show)
        self._show()

    def show_threads(self, count: int) -> None:
        """How many threads PyTorch takes by itself."""
        self.card.threads.setSpecialValueText(f"auto ({count})")

    def _choose(self, setup: RunSetup) -> None:
        remember(setup)
        self._session.set_up(setup)

    def _show(self) -> None:
        show_options(self.card, self._session)


class OptionsCard(QFrame):
    """The options themselves; calls `chosen` with each new setup.

    Where it pops up, Esc or a click outside closes it.
    """

    def __init__(
        self, owner: QWidget, chosen: Callable[[RunSetup], None], *, pops_up: bool = True
    ) -> None:
        super().__init__(owner, Qt.WindowType.Popup if pops_up else Qt.WindowType.Widget)
        self.setObjectName("popover" if pops_up else "inside")
        self._pops_up = pops_up
        self._chosen = chosen
        self._setup, self._is_of_family = RunSetup(), True
        self.threads = Spin(0, MAX_THREADS, self._on_threads)
        self.threads.setSpecialValueText("auto")
        self.casting = Combo([*CASTINGS.items()], self._on_casting)
        self.boxes = {switch.field: self._box(switch.text) for switch in SWITCHES}
        self.long = self._box("Long run, for the 90th percentile")
        set_tip(self.long, LONG_TIP)
        self.reason = plain_label()
        self.reason.setProperty("role", "muted")
        self.reason.setWordWrap(True)
        self.plain = QPushButton("Reset")
        set_tip(self.plain, "Set every option to its default")
        self.plain.clicked.connect(lambda: self._chosen(_plain(self._setup)))
        self._lay_out()

    def show_setup(self, setup: RunSetup, *, is_of_family: bool) -> None:
        """Shows what is chosen, and what can be changed for its device, precision and network."""
        self._setup, self._is_of_family = setup, is_of_family
        is_fp32 = setup.precision is Precision.FP32
        self.threads.show_value(setup.threads)
        self.casting.show_value(setup.what_if.casting)
        self.casting.setEnabled(not is_fp32)
        set_tip(self.casting, NO_CASTING if is_fp32 else CASTING_TIP)
        _tick(self.long, setup.is_long)
        reasons = {reason for each in SWITCHES if (reason := self._exclusion(each, setup))}
        for switch in SWITCHES:
            self._show_switch(switch, setup)
        self.reason.setText(" ".join(reasons))
        self.reason.setVisible(bool(reasons))
        self.plain.setEnabled(setup != _plain(setup))
        if self._pops_up:
            self.resize(WIDTH, self.heightForWidth(WIDTH))

    def _show_switch(self, switch: Switch, setup: RunSetup) -> None:
        box, reason = self.boxes[switch.field], self._exclusion(switch, setup)
        _tick(box, getattr(setup.what_if, switch.field))
        box.setEnabled(not reason or box.isChecked())
        set_tip(box, reason or switch.tip)
        is_cuda = kind_of_device(setup.device) is DeviceKind.CUDA
        box.setVisible(is_cuda or not switch.is_cuda)

    def _exclusion(self, switch: Switch, setup: RunSetup) -> str:
        """Why a box can't be ticked, '' where it can."""
        if switch.is_of_family and not self._is_of_family:
            return OF_FAMILY
        is_excluded = bool(switch.excludes) and bool(getattr(setup.what_if, switch.excludes))
        return switch.reason if is_excluded else ""

    def _box(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.clicked.connect(self._on_box)
        return box

    def _on_threads(self, count: int) -> None:
        self._chosen(replace(self._setup, threads=count))

    def _on_casting(self, value: str) -> None:
        what_if = replace(self._setup.what_if, casting=Casting(value))
        self._chosen(replace(self._setup, what_if=what_if))

    def _on_box(self) -> None:
        on = {field: box.isChecked() for field, box in self.boxes.items()}
        what_if = WhatIf(casting=self._setup.what_if.casting, **on)
        self._chosen(replace(self._setup, what_if=what_if, is_long=self.long.isChecked()))

    def _lay_out(self) -> None:
        heading = plain_label("Run options")
        heading.setProperty("role", "heading")
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        set_tip(self.threads, THREADS_TIP)
        named = ("Threads", self.threads), ("Mixed precision", self.casting)
        for row, (name, control) in enumerate(named):
            label = plain_label(name)
            label.setProperty("role", "muted")
            label.setBuddy(control)
            control.setAccessibleName(name)
            grid.addWidget(label, row, 0)
            grid.addWidget(control, row, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(9)
        column.addWidget(heading)
        column.addLayout(grid)
        for widget in (*self.boxes.values(), self.long, self.reason, self.plain):
            column.addWidget(widget)
        if self._pops_up:
            self.setFixedWidth(WIDTH)


def show_options(card: OptionsCard, session: Session) -> None:
    """Shows a session's options for the network on screen."""
    is_of_family = session.document.member.is_of_family
    card.show_setup(session.document.run_setup, is_of_family=is_of_family)


def _tick(box: QCheckBox, is_on: bool) -> None:
    was_blocked = box.blockSignals(True)
    box.setChecked(is_on)
    box.blockSignals(was_blocked)


def _plain(setup: RunSetup) -> RunSetup:
    """The same device and precision with every option off."""
    return replace(setup, threads=0, what_if=PLAIN, is_long=False)
