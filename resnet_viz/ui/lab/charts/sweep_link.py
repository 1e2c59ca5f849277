"""The charts of many networks and the table of a sweep: each selects and filters in the other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from resnet_viz.core.wording import counted, digits_grouped
from resnet_viz.ui.lab.charts.page import ChartsPage
from resnet_viz.ui.lab.sweeps.page import SweepPage

if TYPE_CHECKING:
    from resnet_viz.ui.lab.charts.networks import Networks

MOST = 20_000  # networks in a chart: of more, every second, third … one is drawn
PAUSE_MS = 400  # between two times that rows which came are drawn


class SweepLink(QObject):
    """While a sweep is shown, its chosen rows are what scatter and parallel coordinates draw.

    A brush there filters the table, a click selects its row, and selected rows are marked there.
    """

    def __init__(self, charts: ChartsPage, sweep: SweepPage) -> None:
        super().__init__(charts)
        self._charts, self._sweep = charts, sweep
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(charts.refresh)
        charts.show_networks(self.networks)
        sweep.sweep.settled.connect(self._on_settled)
        sweep.sweep.forgotten.connect(self._on_settled)
        sweep.table.selected.connect(charts.mark)
        sweep.chart.brushed.connect(charts.mark)
        sweep.narrowing.clicked.connect(charts.clear_brush)
        charts.brushed.connect(self._on_brushed)
        charts.picked.connect(self._on_picked)

    def networks(self) -> "Networks | None":
        """The chosen rows of the sweep, None without a sweep."""
        if not self._has_sweep():
            return None
        import numpy as np

        from resnet_viz.ui.lab.charts.networks import Networks

        columns = self._sweep.sweep.columns
        assert columns is not None
        chosen = np.flatnonzero(np.frombuffer(bytes(self._sweep.sweep.chosen), np.uint8))
        drawn = chosen[:: -(-len(chosen) // MOST) or 1]
        title = f"{counted(len(chosen), 'network')} of the sweep"
        if len(drawn) < len(chosen):
            title = f"{digits_grouped(len(drawn))} of {title}"
        values = {
            key: np.frombuffer(each, np.float64)[drawn].tolist()
            for key, each in columns.values.items()
        }
        groups = np.frombuffer(columns.blocks, np.int8)[drawn].tolist()
        return Networks(title, drawn.tolist(), values, groups, self._sweep.table.rows.arch_of)

    def _on_settled(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _on_brushed(self, indices: Sequence[int] | None) -> None:
        if self._has_sweep():
            self._sweep.narrow(None if indices is None else [int(index) for index in indices])

    def _on_picked(self, index: int) -> None:
        if self._has_sweep():
            self._sweep.select([index])

    def _has_sweep(self) -> bool:
        columns = self._sweep.sweep.columns
        return columns is not None and len(columns) > 0
