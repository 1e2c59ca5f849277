"""The result of a timed run: the headline, the trust row that states its own error, the passes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.timing.measurement import TimingOptions, TimingReport
from resnet_viz.core.timing.note import note_texts
from resnet_viz.core.timing.option_words import settings_text
from resnet_viz.core.timing.pairing import PairedReport, verdict
from resnet_viz.core.timing.trust_row import Verdict, trust_cells, verdict_of
from resnet_viz.core.wording import counted, sentence
from resnet_viz.ui.parts.figure_cells import FigureCells
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.timing.pass_histogram import PassHistogram

BEFORE = "Not timed yet"
HOW = (
    "Press 'Timed run' (F5): the network on screen is timed layer by layer, and the run says how "
    "far it is to be trusted."
)
COMPARE_TIP = (
    "Times the chosen settings and plain fp32 in turn, pass by pass in one process: the only fair "
    "way to say which is faster (Shift+F5)"
)

VERDICTS = {
    Verdict.TRUSTED: ("✓ Steady and closed", State.GOOD),
    Verdict.DOUBTFUL: ("⚠ Take care", State.WARN),
    Verdict.UNSTEADY: ("⚠ Not steady", State.WARN),
    Verdict.UNTRUSTED: ("✗ Untrusted", State.BAD),
}


class TimingPanel(QWidget):
    """Shows one report and one comparison, or says how to get them."""

    compare_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.headline = QLabel(BEFORE)
        self.headline.setProperty("role", "heading")
        self.state = QLabel()
        self.spread, self.pair, self.notes, self.method = (_text() for _ in range(4))
        self.method.setProperty("role", "muted")
        self.cells = FigureCells()
        self.compare = QPushButton("Compare with plain settings")
        self.compare.setToolTip(COMPARE_TIP)
        self.compare.clicked.connect(self.compare_clicked)
        self.histogram = PassHistogram()
        self._lay_out()
        self.show_report(None)
        self.show_pair(None)

    def show_report(self, report: TimingReport | None) -> None:
        """Shows a run; None when the network on screen has none."""
        text, state = VERDICTS[verdict_of(report)] if report else ("", State.PLAIN)
        self.headline.setText(_headline(report) if report else BEFORE)
        self.state.setText(text)
        set_state(self.state, state)
        _fill(self.spread, _spread(report) if report else HOW)
        _fill(self.method, _method(report) if report else "")
        notes = note_texts(report.trust.doubts) if report else ()
        _fill(self.notes, "\n".join(map(sentence, notes)))
        set_state(self.notes, State.PLAIN if state is State.GOOD else state)
        self.cells.show_cells(trust_cells(report) if report else ())

    def show_pair(self, report: PairedReport | None) -> None:
        """Shows what the chosen settings brought; None when nobody asked for this network."""
        _fill(self.pair, _pair_text(report) if report else "")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self.headline)
        top.addWidget(self.state)
        top.addStretch(1)
        top.addWidget(self.compare)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(top)
        for widget in (self.spread, self.pair, self.notes, self.cells, self.method):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(scroll, 2)
        row.addWidget(self.histogram, 1)


def _text() -> QLabel:
    """A text of any length that can be copied."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _fill(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _headline(report: TimingReport) -> str:
    return f"{report.whole_ms.median:.2f} ms"


def _spread(report: TimingReport) -> str:
    whole = report.whole_ms
    p90 = f", 90 % below {whole.p90:.2f}" if whole.p90 is not None else ""
    return (
        f"{report.images_per_s:.1f} images/s · quartiles {whole.p25:.2f} – {whole.p75:.2f}{p90}, "
        f"least {whole.min:.2f} ms"
    )


def _method(report: TimingReport) -> str:
    options = TimingOptions(precision=report.precision, what_if=report.what_if)
    return (
        f"{report.arch} on {report.device.name}: {settings_text(options)}, batch {report.batch}, "
        f"{counted(report.threads, 'thread')}, torch {report.torch}, {_weights(report)}. "
        f"Median of {report.runs} "
        f"plain passes that alternate with passes timed layer by layer, after "
        f"{report.warmup_runs} warm-up passes."
    )


def _weights(report: TimingReport) -> str:
    return f"weights of {report.weights}" if report.weights else "random weights"


def _pair_text(report: PairedReport) -> str:
    medians = f"Medians {report.ms.median:.2f} ms and {report.other_ms.median:.2f} ms."
    return " ".join((f"{verdict(report)}.", medians, *map(sentence, note_texts(report.doubts))))
