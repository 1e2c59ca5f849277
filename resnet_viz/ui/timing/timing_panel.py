"""The result of a timed run: the headline, the trust row that states its own error, the passes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.models.source import source_in
from resnet_viz.core.progress import Step, rest_text
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.timing.host import foreign_host
from resnet_viz.core.timing.known_digits import known_text
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.note import note_texts
from resnet_viz.core.timing.option_words import settings_text
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.training_loss import loss_text
from resnet_viz.core.timing.trust_row import Verdict, trust_cells, verdict_of
from resnet_viz.core.timing.turns.pairing import PairedReport, verdict
from resnet_viz.core.wording import counted, sentence
from resnet_viz.session.member import shown_network
from resnet_viz.ui.parts.flow import Flow
from resnet_viz.ui.parts.label import breakable, plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tables.figure_cells import FigureCells
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.timing.pass_histogram import PassHistogram

BEFORE = "No timing yet"
HOW = "Press F5 to time each layer. The result says how reliable it is."
AGAIN_TIP = "Time this network once more (F5)"
COMPARE_TIP = (
    "Times the chosen settings and the default ones in turn, pass by pass in one process: the only "
    "fair way to say which is faster (Shift+F5)"
)

VERDICTS = {
    Verdict.TRUSTED: ("✓ Reliable", State.GOOD),
    Verdict.DOUBTFUL: ("⚠ Take care", State.WARN),
    Verdict.UNSTEADY: ("⚠ Unstable", State.WARN),
    Verdict.UNTRUSTED: ("✗ Unreliable", State.BAD),
}


class TimingPanel(QWidget):
    """Shows a run that goes on, else one report and one comparison, or says how to get them."""

    compare_clicked = Signal()
    run_clicked = Signal()
    stop_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.headline = plain_label(BEFORE)
        self.headline.setMinimumWidth(1)  # the name of a device may be long
        self.headline.setProperty("role", "heading")
        self.state = plain_label()
        self.spread, self.pair, self.notes, self.method = (_text() for _ in range(4))
        self.method.setProperty("role", "muted")
        self.cells = FigureCells()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the run")
        self.again, self.stop = QPushButton("Run again"), QPushButton("Stop")
        self.again.clicked.connect(self.run_clicked)
        set_tip(self.stop, "End the run (Esc)")
        self.stop.setProperty("role", "stop")
        self.stop.clicked.connect(self.stop_clicked)
        self.compare = QPushButton("Compare with default settings")
        self.compare.clicked.connect(self.compare_clicked)
        self.histogram = PassHistogram()
        self._lay_out()
        self.show_report(None)
        self.show_pair(None)

    def show_report(self, report: TimingReport | None, obstacle: str = "") -> None:
        """Shows a run; None when the network on screen has none.

        `obstacle` says why no run of it can begin, '' where one can.
        """
        text, state = VERDICTS[verdict_of(report)] if report else ("", State.PLAIN)
        self._show_running(is_running=False)
        self.again.setVisible(report is not None)
        self.headline.setText(headline_text(report) if report else BEFORE)
        self.state.setText(text)
        set_state(self.state, state)
        _fill(self.spread, _spread(report) if report else sentence(obstacle) if obstacle else HOW)
        self._show_obstacle(obstacle)
        _fill(self.method, breakable(_method(report)) if report else "")
        notes = note_texts(report.trust.doubts) if report else ()
        _fill(self.notes, "\n".join(map(sentence, notes)))
        set_state(self.notes, State.PLAIN if state is State.GOOD else state)
        self.cells.show_cells(trust_cells(report) if report else ())

    def show_progress(self, what: str, step: Step) -> None:
        """Shows how far a run is, in the place of any result; `what` says what is timed."""
        self._show_running(is_running=True)
        far = f"{step.doing} {step.done} of ≤ {step.total}" if step.total else step.doing
        self.headline.setText(f"Running: {far}")
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        self.state.setText("")
        _fill(self.spread, ", ".join(filter(None, (what, rest_text(step.rest_s)))))
        for label in (self.pair, self.notes, self.method):
            label.hide()
        self.cells.show_cells(())

    def _show_obstacle(self, obstacle: str) -> None:
        for button, tip in ((self.again, AGAIN_TIP), (self.compare, COMPARE_TIP)):
            button.setEnabled(not obstacle)
            set_tip(button, sentence(obstacle) if obstacle else tip)

    def _show_running(self, *, is_running: bool) -> None:
        for widget in (self.bar, self.stop):
            widget.setVisible(is_running)
        for button in (self.again, self.compare):
            button.setVisible(not is_running)

    def show_pair(self, report: PairedReport | None) -> None:
        """Shows what the chosen settings brought; None when nobody asked for this network."""
        _fill(self.pair, _pair_text(report) if report else "")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self.headline)
        top.addWidget(self.state)
        top.addStretch(1)
        buttons = Flow()
        for button in (self.again, self.stop, self.compare):
            buttons.addWidget(button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(buttons)
        column.addWidget(self.bar)
        for widget in (self.spread, self.pair, self.notes, self.cells, self.method):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        for ground in (inside, scroll.viewport()):
            ground.setAutoFillBackground(False)  # the card is seen through it
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(scroll, 2)
        row.addWidget(self.histogram, 1)


def _text() -> QLabel:
    """A text of any length that can be copied."""
    label = plain_label()
    label.setMinimumWidth(1)  # a file's words may be long
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _fill(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def headline_text(report: TimingReport) -> str:
    """The median as far as it is known, and by which clock."""
    return f"{_median_text(report)} {report.trust.clock.time_text}"


def is_reliable(report: TimingReport) -> bool:
    """Whether nothing worse speaks against a run than that one should take care."""
    return verdict_of(report) not in (Verdict.UNTRUSTED, Verdict.UNSTEADY)


def _median_text(report: TimingReport) -> str:
    """`26.29 ms`, `≈ 26 ms`, `≈ 1.4 s`: of an unreliable run what it knows."""
    median, error = report.whole_ms.median, report.whole_error
    if error and median >= 1000:
        return f"≈ {known_text(median / 1e3, error, 2)} s"
    return f"{'≈ ' * bool(error)}{known_text(median, error, 2)} ms"


def _spread(report: TimingReport) -> str:
    whole, error = report.whole_ms, report.whole_error
    p25, p75, least = (known_text(each, error, 2) for each in (whole.p25, whole.p75, whole.min))
    p90 = f", 90 % below {known_text(whole.p90, error, 2)}" if whole.p90 is not None else ""
    rate = known_text(report.images_per_s, error, 1)
    return f"{rate} {report.rate_unit} · quartiles {p25}–{p75}{p90}, fastest {least} ms"


def _method(report: TimingReport) -> str:
    options = TimingOptions(precision=report.precision, what_if=report.what_if)
    title = shown_network(report.arch).title
    return (
        f"{title} on {report.device.name}{_of_host(report)}: {settings_text(options)}, "
        f"batch {report.batch}, {counted(report.threads, 'thread')}, torch {report.torch}, "
        f"{_weights(report)}{_loss(report)}. Median of {report.runs} "
        f"plain passes that alternate with passes timed layer by layer, after "
        f"{report.warmup_runs} warm-up passes."
    )


def _of_host(report: TimingReport) -> str:
    """Which machine's device it is, where that is another one."""
    host = foreign_host(report.host)
    return f" of {shown_text(host)}" if host else ""


def _weights(report: TimingReport) -> str:
    if report.weights:
        return f"weights of {report.weights}"
    return "the weights it was built with" if source_in(report.arch) else "random weights"


def _loss(report: TimingReport) -> str:
    text = loss_text(report)
    return f", loss: {text}" if text else ""


def _pair_text(report: PairedReport) -> str:
    pairs = zip((report.ms.median, report.other_ms.median), report.errors, strict=True)
    ours, theirs = (known_text(median, error, 2) for median, error in pairs)
    medians = f"Medians {ours} ms and {theirs} ms wall time."
    return " ".join((f"{verdict(report)}.", medians, *map(sentence, note_texts(report.doubts))))
