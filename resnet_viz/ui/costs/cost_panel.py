"""The card of costs, always in sight: totals, and their changes from the base of a comparison."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.measure import Measure
from resnet_viz.core.cost.measures import change_text, measure_named, note_of
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.limits import MAX_BATCH
from resnet_viz.core.wording import NONE, counted, digits_grouped
from resnet_viz.ui.costs.count_switch import CountSwitch
from resnet_viz.ui.parts.choice import Spin
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip

if TYPE_CHECKING:  # a window is painted before there is any
    from resnet_viz.core.timing.measurement import TimingReport
    from resnet_viz.core.verification import Verification

BEFORE_WORK = (measure_named("params"),)
AFTER_WORK = tuple(map(measure_named, ("activations", "peak_inference_bytes")))
UNPINNED = "Pin as base"
LIMITS = f"1 to {digits_grouped(MAX_BATCH)}"
BATCH, BATCH_LIMITS = "Batch", f"Batch: {LIMITS}"
BATCH_TIP = f"Images in one pass: {LIMITS}. Counts are for the whole batch."
OWN_BATCH = (
    "The costs of this network don't grow evenly with the batch. Give it other inputs instead."
)
NO_COUNTER = "PyTorch's FlopCounterMode could not run this network"
MOST_TYPED = 9_999_999  # more than is legal, so that a wrong number is seen and said
BATCH_WIDTH = 110
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Line(NamedTuple):
    """A figure, and what is said next to it."""

    figure: QLabel
    note: ElidedLabel


class CostPanel(QFrame):
    """Shows a report; `batch_edited`, `pin_clicked` and `compare_clicked` are what a person does.

    Its height never changes: what there is nothing of keeps its room.
    """

    batch_edited = Signal(int)
    pin_clicked = Signal()
    compare_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.title = ElidedLabel()
        self.title.setProperty("role", "heading")
        self.mark = ElidedLabel(Qt.TextElideMode.ElideRight)
        self.show_checking()
        self.convention = CountSwitch()
        self._convention = Convention.MACS
        self._shown: tuple[CostReport, CostReport | None] | None = None
        self._batch_name = _muted(BATCH)
        self._batch = Spin(1, MOST_TYPED, self._on_batch)
        self._batch.setFixedWidth(BATCH_WIDTH)
        self._batch.editingFinished.connect(self._show_batch)
        self._batch.setAccessibleName("Batch size")
        self._is_there = True
        set_tip(self._batch, BATCH_TIP)
        self._pin = QPushButton(UNPINNED)
        set_tip(self._pin, "Keep this network as the base and change a copy of it")
        self._pin.clicked.connect(self.pin_clicked)
        self._compare = QPushButton("Compare")
        set_tip(self._compare, "Show all measures next to each other")
        self._compare.clicked.connect(self.compare_clicked)
        self._lines: dict[str, _Line] = {}
        self._lay_out()

    def show_costs(
        self, report: CostReport, pinned: CostReport | None, *, is_there: bool = True
    ) -> None:
        """Shows the totals and, next to them, what is different from the base.

        Of a network that is not there yet only its title.
        """
        self._shown, self._is_there = (report, pinned), is_there
        self.title.show_words(report.network.title, report.network.name)
        if not is_there:
            self._show_mark(State.CHECKING, "Not open yet", "")
        self._batch.setEnabled(report.network.is_batch_free)
        set_tip(self._batch, BATCH_TIP if report.network.is_batch_free else OWN_BATCH)
        self._show_batch()
        self._pin.setText("Remove base" if pinned else UNPINNED)
        for measure in (*BEFORE_WORK, *AFTER_WORK):
            self._show_figure(measure, measure.key)
        self._show_figure(self._convention.measure, "work")

    def _on_batch(self, batch: int) -> None:
        is_legal = batch <= MAX_BATCH
        self._mark_batch(is_legal=is_legal)
        if is_legal:
            self.batch_edited.emit(batch)

    def _show_batch(self) -> None:
        """The batch that counts: what was typed and is out of range is gone."""
        if self._shown is not None:
            self._batch.show_value(self._shown[0].batch)
            self._mark_batch(is_legal=True)

    def _mark_batch(self, *, is_legal: bool) -> None:
        state = State.PLAIN if is_legal else State.BAD
        self._batch_name.setText(BATCH if is_legal else BATCH_LIMITS)
        set_state(self._batch_name, state)
        set_state(self._batch, state)

    def show_convention(self, convention: Convention) -> None:
        """Shows the work as this convention counts it."""
        self._convention = convention
        self.convention.show_convention(convention)
        self._show_figure(convention.measure, "work")

    def show_latency(self, report: "TimingReport | None") -> None:
        """Shows the median of the plain pass, once there is one for this network."""
        figure, note = self._lines["latency"]
        if report is None:
            figure.setText(NONE)
            set_tip(figure, "")
            note.show_words("Press F5", brief="F5")
            return
        whole = report.whole_ms
        figure.setText(f"{known_digits(whole.median, report)} ms")
        rate = known_digits(report.images_per_s, report)
        note.show_words(f"{rate} {report.rate_unit}", brief=f"{rate}/s")
        quartiles = " to ".join(f"{known_digits(each, report)}" for each in (whole.p25, whole.p75))
        set_tip(figure, f"Median of {report.trust.clock.time_text}, quartiles {quartiles} ms")

    def show_checking(self) -> None:
        """The real model is being built and compared with the figures."""
        self._show_mark(State.CHECKING, "Checking against PyTorch …", "")

    def show_unchecked(self) -> None:
        """The check could not be made."""
        self._show_mark(
            State.WARN, "Not checked against PyTorch", "The background PyTorch process ended"
        )

    def show_counter(self, counted_macs: int | None, report: CostReport) -> None:
        """What PyTorch's counter said of a recorded network's MACs, None where it was not asked.

        The counts are of one recorded pass.
        """
        totals = report.totals
        if counted_macs is None:
            self._show_mark(State.CHECKING, "Not checked against PyTorch", NO_COUNTER)
            return
        theirs = f"FlopCounterMode counts {digits_grouped(counted_macs)} MACs in one pass"
        if counted_macs * report.batch == totals.macs:
            words = (
                "✓ agrees with PyTorch" if totals.is_complete else "✓ agrees, not all is counted"
            )
            self._show_mark(State.GOOD, words, theirs)
        elif totals.is_complete:
            self._show_mark(State.WARN, "PyTorch counts other MACs", theirs)
        else:
            self._show_mark(State.CHECKING, "Not all layers are counted", theirs)

    def show_verification(self, found: "Verification") -> None:
        """The mark that arithmetic and the real model agree, or how many figures differ."""
        if found.agrees:
            tip = f"{found.layers} layers of the real model, PyTorch {found.torch}"
            self._show_mark(State.GOOD, "✓ agrees with PyTorch", tip)
            return
        lines = [f"{d.path} {d.what}: {d.ours}, PyTorch {d.theirs}" for d in found.differences]
        text = f"✗ differs from PyTorch in {counted(len(lines), 'figure')}"
        self._show_mark(State.BAD, text, "\n".join(lines[:10]))

    def _show_mark(self, state: State, text: str, tip: str) -> None:
        self.mark.setProperty("role", "muted" if state is State.CHECKING else "")
        set_state(self.mark, state)
        self.mark.show_words(text, tip)

    def _show_figure(self, measure: Measure, line: str) -> None:
        if self._shown is None:
            return
        report, pinned = self._shown
        figure, note = self._lines[line]
        if not self._is_there:
            figure.setText(NONE)
            set_tip(figure, "")
            note.show_words("")
            return
        exact = measure.network_text(report, digits_grouped)
        is_predicted = measure.note == "predicted"
        write = measure.unit.full if is_predicted else measure.unit.short
        figure.setText(measure.network_text(report, write))
        set_tip(figure, f"{exact}\n{measure.tip}")
        figure.setAccessibleName(f"{measure.short_title}: {exact}")
        if changed := change_text(measure, report, pinned):
            note.show_words(f"{changed} vs base", brief=changed)
        else:
            note.show_words(note_of(measure, report), brief="≈" if is_predicted else "")

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self.title, 0, 0, 1, 3)
        grid.addWidget(self.mark, 1, 0, 1, 3)
        names: dict[str, QWidget | str] = {
            **{each.key: each.short_title for each in BEFORE_WORK},
            "work": self.convention,
            **{each.key: each.short_title for each in AFTER_WORK},
            "latency": "Latency",
        }
        for row, (key, name) in enumerate(names.items(), start=2):
            grid.addWidget(_muted(name) if isinstance(name, str) else name, row, 0)
            note = ElidedLabel(Qt.TextElideMode.ElideRight)
            self._lines[key] = line = _Line(plain_label(NONE), note)
            line.figure.setProperty("role", "figure")
            line.note.setProperty("role", "note")
            for column, label in enumerate(line, start=1):
                label.setAlignment(RIGHT)
                grid.addWidget(label, row, column)
        row = len(names) + 2
        batch = QHBoxLayout()
        batch.addWidget(self._batch_name, 1)
        batch.addWidget(self._batch)
        grid.addLayout(batch, row, 0, 1, 3)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._pin, self._compare):
            buttons.addWidget(button, 1)
        grid.addLayout(buttons, row + 1, 0, 1, 3)


def known_digits(value: float, report: "TimingReport") -> str:
    """Three digits of a figure, or those that an unreliable run knows."""
    from resnet_viz.core.timing.known_digits import known_text  # not before the first paint

    known, short = known_text(value, report.whole_error, 2), _three_digits(value)
    return known if len(known) < len(short) else short


def _three_digits(value: float) -> str:
    """A time or a rate as a narrow card has room for it: `8.06`, `12.4`, `124`, `1 240`."""
    if value >= 99.95:
        return digits_grouped(round(value))
    return f"{value:.1f}" if value >= 9.995 else f"{value:.2f}"


def _muted(text: str) -> QLabel:
    label = plain_label(text)
    label.setProperty("role", "muted")
    return label
