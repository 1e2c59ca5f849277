"""The button next to device and precision that opens the options of a timed run."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.limits import MAX_THREADS
from resnet_viz.core.timing.device_kind import DeviceKind, kind_of_device
from resnet_viz.core.timing.measurement import Precision, TimingOptions
from resnet_viz.core.timing.option_words import option_texts
from resnet_viz.core.timing.what_if import Casting, WhatIf
from resnet_viz.ui.parts.choice import Combo, Spin
from resnet_viz.ui.timing.run_choice import (
    CASTING_TIP,
    LONG_TIP,
    NO_CASTING,
    SWITCHES,
    THREADS_TIP,
    RunChoice,
    Switch,
    remember,
    remembered_choice,
)

WIDTH = 290
MOST_NAMED = 2  # more would push the toolbar's other parts out of a small window
TIP = "Threads, memory format, folding, training: how a timed run takes its passes"


class RunOptions(QPushButton):
    """Shows what is chosen and lets it be changed."""

    def __init__(self) -> None:
        super().__init__("Options")
        self.choice = remembered_choice()
        self.card = OptionsCard(self, self.choose)
        self.clicked.connect(self.open)
        self._is_cuda = False
        self._precision = Precision.FP32
        self._show()

    def open(self) -> None:
        """Opens the options under the button, inside of the screen."""
        corner = self.mapToGlobal(QPoint(self.width(), self.height() + 4))
        self.card.move(corner - QPoint(self.card.width(), 0))
        self.card.show()
        self.card.threads.setFocus()

    def choose(self, choice: RunChoice) -> None:
        """Takes a choice, shows it and remembers it."""
        self.choice = choice
        remember(choice)
        self._show()

    def applied_to(self, options: TimingOptions) -> TimingOptions:
        """The options with what is chosen here and has a meaning for their device."""
        return self.choice.apply_to(options)

    def show_target(self, device: str, precision: Precision) -> None:
        """Device or precision changed, and with them what can be chosen."""
        self._is_cuda, self._precision = kind_of_device(device) is DeviceKind.CUDA, precision
        self._show()

    def show_threads(self, count: int) -> None:
        """How many threads PyTorch takes by itself."""
        self.card.threads.setSpecialValueText(f"auto ({count})")

    def _show(self) -> None:
        self.card.show_choice(self.choice, self._precision, is_cuda=self._is_cuda)
        target = TimingOptions("cuda:0" if self._is_cuda else "cpu", precision=self._precision)
        chosen = self.applied_to(target)
        is_autocast = chosen.what_if.casting is Casting.AUTOCAST
        words = [str(Casting.AUTOCAST)] if is_autocast else []
        words += [*option_texts(chosen.what_if, chosen.threads)]
        words += ["long"] if chosen.is_long else []
        more = len(words) - MOST_NAMED
        shown = words if more <= 0 else [*words[:MOST_NAMED], f"+{more}"]
        self.setText(f"Options: {', '.join(shown)}" if words else "Options")
        self.setToolTip(f"{TIP}. Chosen: {', '.join(words) or 'all plain'}")
        self.setAccessibleName(f"Options of the timed run: {', '.join(words) or 'all plain'}")


class OptionsCard(QFrame):
    """The options themselves; calls `chosen` with each new choice. Esc closes them."""

    def __init__(self, owner: QWidget, chosen: Callable[[RunChoice], None]) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self._chosen = chosen
        self._choice = RunChoice()
        self.threads = Spin(0, MAX_THREADS, self._on_threads)
        self.threads.setSpecialValueText("auto")
        self.casting = Combo([(each, each.title()) for each in Casting], self._on_casting)
        self.boxes = {switch.field: self._box(switch.text) for switch in SWITCHES}
        self.long = self._box("Long run, for the 90th percentile")
        self.long.setToolTip(LONG_TIP)
        self.reason = QLabel()
        self.reason.setProperty("role", "muted")
        self.reason.setWordWrap(True)
        self.plain = QPushButton("All plain")
        self.plain.setToolTip("Switch every option off")
        self.plain.clicked.connect(lambda: self._chosen(RunChoice()))
        self._lay_out()

    def show_choice(self, choice: RunChoice, precision: Precision, *, is_cuda: bool) -> None:
        """Shows a choice, and what of it can be changed for this device and precision."""
        self._choice = choice
        self.threads.show_value(choice.threads)
        self.casting.show_value(choice.what_if.casting)
        self.casting.setEnabled(precision is not Precision.FP32)
        self.casting.setToolTip(CASTING_TIP if precision is not Precision.FP32 else NO_CASTING)
        _tick(self.long, choice.is_long)
        reasons = set()
        for switch in SWITCHES:
            is_excluded = bool(switch.excludes) and getattr(choice.what_if, switch.excludes)
            self._show_switch(switch, choice, is_excluded=is_excluded, is_cuda=is_cuda)
            reasons |= {switch.reason} if is_excluded else set()
        self.reason.setText(" ".join(reasons))
        self.reason.setVisible(bool(reasons))
        self.plain.setEnabled(choice != RunChoice())
        self.resize(WIDTH, self.heightForWidth(WIDTH))

    def _show_switch(
        self, switch: Switch, choice: RunChoice, *, is_excluded: bool, is_cuda: bool
    ) -> None:
        box = self.boxes[switch.field]
        _tick(box, getattr(choice.what_if, switch.field))
        box.setEnabled(not is_excluded)
        box.setToolTip(switch.reason if is_excluded else switch.tip)
        box.setVisible(is_cuda or not switch.is_cuda)

    def _box(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.clicked.connect(self._on_box)
        return box

    def _on_threads(self, count: int) -> None:
        self._chosen(replace(self._choice, threads=count))

    def _on_casting(self, value: str) -> None:
        what_if = replace(self._choice.what_if, casting=Casting(value))
        self._chosen(replace(self._choice, what_if=what_if))

    def _on_box(self) -> None:
        on = {field: box.isChecked() for field, box in self.boxes.items()}
        what_if = WhatIf(casting=self._choice.what_if.casting, **on)
        self._chosen(replace(self._choice, what_if=what_if, is_long=self.long.isChecked()))

    def _lay_out(self) -> None:
        heading = QLabel("Options of a timed run")
        heading.setProperty("role", "heading")
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        self.threads.setToolTip(THREADS_TIP)
        named = ("Threads", self.threads), ("Casting", self.casting)
        for row, (name, control) in enumerate(named):
            label = QLabel(name)
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
        self.setFixedWidth(WIDTH)


def _tick(box: QCheckBox, is_on: bool) -> None:
    was_blocked = box.blockSignals(True)
    box.setChecked(is_on)
    box.blockSignals(was_blocked)
