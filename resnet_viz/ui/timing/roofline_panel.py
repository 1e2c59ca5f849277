"""The roofline of the last timed run: the ceilings at the left, every layer at the right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from resnet_viz.core.timing.bounds import (
    costs_of_run,
    excess_text,
    held_by,
    mean_share,
    roofs_of,
    speed_text,
)
from resnet_viz.core.timing.measurement import LayerTime, TimingReport
from resnet_viz.core.timing.roofline import Bound, Ceilings
from resnet_viz.core.timing.stored_run import moment_text
from resnet_viz.core.wording import bytes_text, counted, sentences, share_text
from resnet_viz.session.member import shown_network
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tables.figure_rows import FigureRow, FigureRows
from resnet_viz.ui.parts.tip import set_tip

if TYPE_CHECKING:
    from resnet_viz.ui.timing.roofline_plot import RooflinePlot

BEFORE = "No timing of this network yet. Press F5 to see what limits each layer."
TRAINING = (
    "A training pass has no roofline: its times include the backward pass. Time a forward pass."
)
WITHOUT = "This run has no measured ceilings. Press F5 to measure them."
AGAIN, MEASURING = "Measure again", "Measuring …"
SIDE_WIDTH = 268


class RooflinePanel(QWidget):
    """`layer_selected` carries the path of the clicked point; `measure_clicked` measures."""

    layer_selected = Signal(str)
    measure_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colors = LIGHT
        self._report: TimingReport | None = None
        self._selected: tuple[str, ...] = ()
        self._plot: RooflinePlot | None = None
        self.before = plain_label(BEFORE)
        self.before.setProperty("role", "heading")
        self.before.setContentsMargins(16, 12, 16, 12)
        self.before.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.before.setWordWrap(True)
        self.rows = FigureRows()
        self.note = plain_label()
        self.note.setWordWrap(True)
        self.note.setContentsMargins(16, 4, 16, 0)
        self.note.hide()
        self.again = QPushButton(AGAIN)
        set_tip(self.again, "Measure this device's ceilings again, in about a second")
        self.again.clicked.connect(self.measure_clicked)
        self.body = QWidget()
        self._row = QHBoxLayout(self.body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._side())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.before)
        column.addWidget(self.note)  # on top: in the narrow side it takes what the figures need
        column.addWidget(self.body, 1)
        self.show_run(None)

    def show_run(self, report: TimingReport | None) -> None:
        """Shows a run's roofline when the tab is looked at, or one line that says how to get it."""
        self._report = report
        words = _missing(report)
        self.before.setText(words)
        self.before.setVisible(bool(words))
        self.body.setVisible(not words)
        note = "" if report is None or words else excess_text(report)
        self.note.setText(sentences((note,)) if note else "")
        self.note.setVisible(bool(note))
        set_state(self.note, State.WARN)
        if self.isVisible():
            self._fill()

    def show_measuring(self, *, is_measuring: bool) -> None:
        """Whether the ceilings are being measured again."""
        self.again.setEnabled(not is_measuring)
        self.again.setText(MEASURING if is_measuring else AGAIN)

    def select(self, paths: Sequence[str]) -> None:
        """Rings the points of some layers, or of all in some blocks or stages."""
        self._selected = tuple(paths)
        if self._plot is not None:
            self._plot.select(paths)

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self.colors = colors
        if self._plot is not None:
            self._plot.set_colors(colors)

    def texts(self) -> list[str]:
        """The figures as they are shown, for tests and screen readers."""
        return self.rows.texts()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        report = self._report
        if report is None or report.ceilings is None or _missing(report):
            return
        graph = shown_network(report.arch).graph  # without layers where nobody knows it
        self.rows.show_rows(ceiling_rows(report, report.ceilings, graph.view_paths))
        from resnet_viz.ui.timing.roofline_plot import Placed, RooflinePlot

        if self._plot is None:  # its library takes half a second to load
            self._plot = RooflinePlot(self.colors)
            self._plot.layer_selected.connect(self.layer_selected)
            self._row.addWidget(self._plot, 1)
        roofs = roofs_of(report, costs_of_run(report, graph))
        placed = [
            Placed(each, roofs[each.path], report.sums_error)
            for each in report.layers
            if each.path in roofs
        ]
        self._plot.show_layers(placed, report.ceilings)
        self._plot.select(self._selected)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 10, 0, 10)
        column.setSpacing(8)
        column.addWidget(self.rows)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return side


def ceiling_rows(
    report: TimingReport, ceilings: Ceilings, views: frozenset[str] = frozenset()
) -> list[FigureRow]:
    """The ceilings, how much each limits, and when they were measured.

    `views` compute nothing: they are no layers to people, and their time is in no share.
    """
    layers = [each for each in report.layers if each.path not in views]
    compute, cache, memory = ceilings.fastest_compute, ceilings.cache, ceilings.main_memory
    kernels = "\n".join(f"{name}: {speed_text(speed)} GFLOP/s" for name, speed in ceilings.compute)
    curve = "\n".join(
        f"{bytes_text(size)}: {speed_text(speed)} GB/s" for size, speed in ceilings.bandwidth
    )
    conditions = f"{report.device.name}, {report.precision}, {counted(report.threads, 'thread')}"
    return [
        ("Compute", f"{speed_text(compute.gflops_per_s)} GFLOP/s", f"The fastest of\n{kernels}"),
        ("Cache", f"{speed_text(cache.gigabytes_per_s)} GB/s", f"By bytes moved:\n{curve}"),
        ("Main memory", f"{speed_text(memory.gigabytes_per_s)} GB/s", f"By bytes moved:\n{curve}"),
        _held_row("Compute-bound", layers, Bound.COMPUTE),
        _held_row("Memory-bound", layers, Bound.MEMORY),
        (
            "Share of ceiling",
            share_text(mean_share(layers) or 0.0),
            "All layers' times at this machine's measured ceiling, over those they took",
        ),
        ("Measured", _local(ceilings.measured_at), conditions),
    ]


def _held_row(name: str, layers: Sequence[LayerTime], bound: Bound) -> FigureRow:
    held = held_by(layers, bound)
    figure = f"{counted(held.count, 'layer')}, {share_text(held.time_share)}"
    return name, figure, f"Layers limited by the {bound} ceiling, and their share of the time"


def _missing(report: TimingReport | None) -> str:
    """Why there is nothing to draw, '' where there is."""
    if report is None:
        return BEFORE
    if report.what_if.is_training:
        return TRAINING
    return "" if report.ceilings else WITHOUT


def _local(moment: str) -> str:
    """A moment as this place's clocks show it."""
    return moment_text(moment) or "unknown"
