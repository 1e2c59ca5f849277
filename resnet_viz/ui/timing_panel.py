"""The result of a timed run: the headline and the trust row that states its own error."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from resnet_viz.core.measurement import TimingReport, Trust
from resnet_viz.core.wording import bytes_text, counted
from resnet_viz.ui.field import set_state

BEFORE = "No timed run of this network yet. Press 'Timed run' (F5)."


class TimingPanel(QWidget):
    """Shows one report, or says how to get one."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = QLabel(BEFORE)
        self.headline.setProperty("role", "heading")
        self._method = QLabel()
        self._method.setProperty("role", "muted")
        self._method.setWordWrap(True)
        self.notes = QLabel()
        self.notes.setWordWrap(True)
        self._cells = QGridLayout()
        self._cells.setHorizontalSpacing(28)
        self._cells.setVerticalSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        for widget in (self.headline, self._method):
            column.addWidget(widget)
        column.addLayout(self._cells)
        column.addWidget(self.notes)
        column.addStretch(1)

    def show_report(self, report: TimingReport | None) -> None:
        """Shows a run; None when the network on screen has none."""
        self._clear_cells()
        self.headline.setText(_headline(report) if report else BEFORE)
        self._method.setText(_method(report) if report else "")
        self.notes.setText(_notes(report.trust) if report else "")
        set_state(self.notes, "good" if report and report.trust.is_trusted else "warn")
        for place, (name, value, tip) in enumerate(_cells(report) if report else ()):
            self._add_cell(place, name, value, tip)

    def _add_cell(self, place: int, name: str, value: str, tip: str) -> None:
        title, figure = QLabel(name), QLabel(value)
        title.setProperty("role", "muted")
        figure.setProperty("role", "figure")
        for row, label in enumerate((title, figure)):
            label.setToolTip(tip)
            self._cells.addWidget(label, row, place, Qt.AlignmentFlag.AlignLeft)
        figure.setAccessibleName(f"{name}: {value}")
        self._cells.setColumnStretch(place, 0)
        self._cells.setColumnStretch(place + 1, 1)

    def _clear_cells(self) -> None:
        while (item := self._cells.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()


def _headline(report: TimingReport) -> str:
    whole = report.whole_ms
    return (
        f"{whole.median:.2f} ms   (quartiles {whole.p25:.2f} – {whole.p75:.2f}, "
        f"least {whole.min:.2f})   {report.images_per_s:.1f} images/s"
    )


def _method(report: TimingReport) -> str:
    return (
        f"{report.arch} on {report.device.name}, {report.precision}, batch {report.batch}, "
        f"{counted(report.threads, 'thread')}, torch {report.torch}, {_weights(report)}. "
        f"Median of {report.runs} "
        f"plain passes that alternate with passes timed layer by layer, after "
        f"{report.warmup_runs} warm-up passes."
    )


def _weights(report: TimingReport) -> str:
    return f"weights of {report.weights}" if report.weights else "random weights"


def _notes(trust: Trust) -> str:
    return "✓ steady and closed" if trust.is_trusted else "⚠ " + "\n⚠ ".join(trust.notes)


def _cells(report: TimingReport) -> list[tuple[str, str, str]]:
    trust = report.trust
    cells = [
        ("Closure", f"{report.closure:.1%}", "The layers' sum over the pass it was timed in"),
        ("Overhead", f"{report.overhead - 1:+.1%}", "What timing the layers costs"),
        ("Scaled by", f"{trust.scale_factor:.3f}", "Layers to the median of the plain pass"),
        ("Halves agree", f"{trust.half_agreement:.3f}", "Rank correlation of both halves"),
        ("Clock", trust.clock, "What the medians are taken on"),
    ]
    if trust.wall_over_cpu is not None:
        tip = "Above 1.15 for one thread the machine was busy with something else"
        cells.append(("Wall / CPU", f"{trust.wall_over_cpu:.2f}", tip))
    if trust.page_faults_per_pass is not None:
        cells.append(("Page faults", f"{trust.page_faults_per_pass:.0f}", "For each pass"))
    if report.peak_bytes.measured is not None:
        measured, predicted = report.peak_bytes.measured, report.peak_bytes.predicted
        tip = f"Measured, outside of the timed passes; predicted {bytes_text(predicted or 0)}"
        cells.append(("Peak memory, measured", bytes_text(measured), tip))
    return cells
