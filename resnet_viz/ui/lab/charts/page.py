"""The page of charts: one row of choices, and the chart that is chosen below it."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resnet_viz.session.chart_choice import FIRST_CHART, ChartChoice, ChartKind
from resnet_viz.ui.lab.charts.choices import ChartChoices
from resnet_viz.ui.lab.charts.compared import compared_of
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.session.session import Session

if TYPE_CHECKING:  # their library takes half a second to load
    from resnet_viz.core.lab.series import ChartData
    from resnet_viz.ui.lab.charts.chart_part import ChartPart
    from resnet_viz.ui.lab.charts.charts import Charts
    from resnet_viz.ui.lab.charts.networks import Networks

OF_MANY = (ChartKind.SCATTER, ChartKind.PARALLEL)
EMPTY = "No network here can be counted. Add one whose costs are known."


class ChartsPage(QWidget):
    """Shows what it is given when it is looked at.

    `chosen` carries another choice, `stage_selected` the path of the stage of a bar, `opened` the
    text of a network that a person opens from its point. Of charts of many networks `brushed` has
    the indices of those that are selected, None for all, `picked` that of one that was clicked on,
    `pointed` that under the pointer, −1 for none.
    """

    chosen = Signal(object)
    stage_selected = Signal(str)
    opened = Signal(str)
    brushed = Signal(object)
    pointed = Signal(int)
    picked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._colors = LIGHT
        self._choice = FIRST_CHART
        self._networks_of: Callable[[], Networks | None] = lambda: None
        self._charts: Charts | None = None
        self._selected: tuple[str, ...] = ()
        self._marked: tuple[int, ...] = ()
        self.choices = ChartChoices()
        self.choices.chosen.connect(self.chosen)
        self.empty = plain_label(EMPTY)
        self.empty.setProperty("role", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 6)
        column.setSpacing(6)
        column.addWidget(self.choices)
        column.addWidget(self.stack, 1)

    def refresh(self) -> None:
        """Shows the networks of the session as they are now."""
        self._show()

    def show_networks(self, networks_of: "Callable[[], Networks | None]") -> None:
        """Where the networks of scatter and parallel coordinates come from; None: those around A.

        It is asked when they are drawn.
        """
        self._networks_of = networks_of

    def show_choice(self, choice: ChartChoice) -> None:
        """Shows another chart."""
        self._choice = choice
        self._show()

    def select(self, paths: Sequence[str]) -> None:
        """What is selected in pictures and tables: the bars of its stages stay strong."""
        self._selected = tuple(paths)
        for part in self._parts():
            part.select(self._selected)

    def mark(self, indices: Iterable[int]) -> None:
        """The networks of a sweep that are selected elsewhere, by their indices."""
        self._marked = tuple(indices)
        if self._charts is not None:
            for part in self._charts.many():
                part.mark(self._marked)

    def clear_brush(self) -> None:
        """All networks again where some are selected in a chart."""
        if self._charts is not None:
            for part in self._charts.many():
                part.clear_brush()

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self._colors = colors
        self._show()

    def part(self) -> "ChartPart | None":
        """The chart that is shown, None before one is."""
        return self._charts.made.get(self._choice.kind) if self._charts else None

    def data(self) -> "ChartData | None":
        """What the chart shows, as files are made of it; None before it shows any."""
        part = self.part()
        return part.data() if part else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _parts(self) -> "list[ChartPart]":
        return list(self._charts.made.values()) if self._charts else []

    def _show(self) -> None:
        if not self.isVisible():
            return
        compared = compared_of(self._session)
        self.choices.show_choice(self._choice, has_times=compared.has_times)
        if not compared.reports:
            self.stack.setCurrentWidget(self.empty)
            return
        from resnet_viz.ui.lab.charts.chart_part import Asked
        from resnet_viz.ui.lab.charts.charts import Charts

        if self._charts is None:
            self._charts = charts = Charts(self.stack)
            charts.stage_selected.connect(self.stage_selected)
            charts.opened.connect(self.opened)
            charts.brushed.connect(self.brushed)
            charts.pointed.connect(self.pointed)
            charts.picked.connect(self.picked)
            charts.noted.connect(self.choices.note.show_words)
        self.choices.note.show_words("")
        key = self.choices.measure_shown()
        networks = self._networks_of() if self._choice.kind in OF_MANY else None
        asked = Asked(self._choice, key, compared, networks, self._colors)
        self.stack.setCurrentWidget(self._charts.shown(asked))
        self.select(self._selected)
        for part in self._charts.many():
            part.mark(self._marked)
