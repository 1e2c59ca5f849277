"""The totals of the network on screen, each next to A's where one is pinned."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from resnet_viz.core.cost.measure import Measure, Place
from resnet_viz.core.cost.measures import measures_at
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.limits import MAX_BATCH
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.verification import Verification
from resnet_viz.core.wording import bytes_text, change, counted, digits_grouped
from resnet_viz.ui.parts.choice import Spin
from resnet_viz.ui.parts.state import State, set_state

ROWS = measures_at(Place.CARD)
UNPINNED = "Pin as A"


class CostPanel(QFrame):
    """Shows a report; `batch_edited` and `pin_clicked` are what a person does here."""

    batch_edited = Signal(int)
    pin_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        heading = QLabel("Cost")
        heading.setProperty("role", "heading")
        self._batch = Spin(1, MAX_BATCH, self.batch_edited.emit)
        self._batch.setPrefix("batch ")
        self._batch.setAccessibleName("Batch size")
        self._batch.setToolTip("Images in one pass; counts are for the whole batch")
        self._pin = QPushButton(UNPINNED)
        self._pin.setToolTip("Keep these costs as A and see every change next to them")
        self._pin.clicked.connect(self.pin_clicked)
        self.mark = QLabel()
        self.mark.setWordWrap(True)
        self._values = [self._row_labels() for _ in range(len(ROWS) + 1)]
        self._lay_out(heading)

    def show_costs(self, report: CostReport, pinned: CostReport | None) -> None:
        """Shows the totals and, next to them, what is different from A."""
        self._batch.show_value(report.batch)
        self._pin.setText("Unpin A" if pinned else UNPINNED)
        for measure, labels in zip(ROWS, self._values[:-1], strict=True):
            _, figure, note = labels
            exact = measure.network_text(report, digits_grouped)
            figure.setText(measure.network_text(report, measure.unit.short))
            figure.setToolTip(f"{exact}\n{measure.tip}")
            figure.setAccessibleName(f"{measure.short_title}: {exact}")
            note.setText(_change(measure, report, pinned) or _note(measure, report))

    def show_latency(self, report: TimingReport | None) -> None:
        """Shows the median of the plain pass, once there is one for this network."""
        _, figure, note = self._values[-1]
        if report is None:
            figure.setText("–")
            note.setText("timed run: F5")
            return
        whole = report.whole_ms
        figure.setText(f"{whole.median:.1f} ms")
        note.setText(f"{report.images_per_s:.1f} images/s")
        figure.setToolTip(f"median; quartiles {whole.p25:.2f} to {whole.p75:.2f} ms")

    def show_checking(self) -> None:
        """The real model is being built and held against the figures."""
        self._show_mark(State.CHECKING, "Checking against PyTorch …", "")

    def show_unchecked(self) -> None:
        """The check could not be made."""
        self._show_mark(State.WARN, "Not checked against PyTorch", "The compute process ended")

    def show_verification(self, found: Verification) -> None:
        """The mark that arithmetic and the real model agree, or how many figures differ."""
        if found.agrees:
            tip = f"{found.layers} layers of the real model, torch {found.torch}"
            self._show_mark(State.GOOD, "✓ agrees with PyTorch", tip)
            return
        lines = [f"{d.path} {d.what}: {d.ours}, PyTorch {d.theirs}" for d in found.differences]
        text = f"✗ differs from PyTorch in {counted(len(lines), 'figure')}"
        self._show_mark(State.BAD, text, "\n".join(lines[:10]))

    def _show_mark(self, state: State, text: str, tip: str) -> None:
        self.mark.setText(text)
        self.mark.setToolTip(tip)
        self.mark.setProperty("role", "muted" if state is State.CHECKING else "")
        set_state(self.mark, state)

    def _row_labels(self) -> tuple[QLabel, QLabel, QLabel]:
        name, figure, note = QLabel(), QLabel(), QLabel()
        name.setProperty("role", "muted")
        figure.setProperty("role", "figure")
        note.setProperty("role", "muted")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        figure.setAlignment(right)
        note.setAlignment(right)
        return name, figure, note

    def _lay_out(self, heading: QLabel) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        top = QHBoxLayout()
        for widget in (heading, QWidget(), self._batch, self._pin):
            top.addWidget(widget, 1 if type(widget) is QWidget else 0)
        grid.addLayout(top, 0, 0, 1, 3)
        names = [*(row.short_title for row in ROWS), "Latency"]
        for place, (text, labels) in enumerate(zip(names, self._values, strict=True), start=1):
            labels[0].setText(text)
            for column, label in enumerate(labels):
                grid.addWidget(label, place, column)
        grid.addWidget(self.mark, len(names) + 1, 0, 1, 3)
        grid.setRowStretch(len(names) + 2, 1)


def _change(measure: Measure, report: CostReport, pinned: CostReport | None) -> str:
    """How a figure differs from A's; '' without A, and where one of both is not known."""
    if pinned is None or not (measure.is_known_of(report) and measure.is_known_of(pinned)):
        return ""
    value, reference = measure.of_network(report), measure.of_network(pinned)
    if value is None or reference is None:
        return ""
    return f"{change(value, reference)} vs A"


def _note(measure: Measure, report: CostReport) -> str:
    """What is said next to a figure: the size of the parameters, of others how it is counted."""
    if measure.key == "params":
        return bytes_text(report.totals.param_bytes)
    return measure.note
