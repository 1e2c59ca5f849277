"""The charts of the page, each made when it is first shown."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from resnet_viz.session.chart_choice import ChartKind
from resnet_viz.ui.lab.charts.chart_part import Asked, ChartPart
from resnet_viz.ui.lab.charts.curve_charts import AgainstChart, AlongChart
from resnet_viz.ui.lab.charts.many_charts import ManyChart, Source, make_parallel, make_scatter
from resnet_viz.ui.lab.charts.stage_chart import StageChart


class Charts(QObject):
    """What a person does with any of them is said by the signals that `ChartsPage` explains."""

    stage_selected = Signal(str)
    opened = Signal(str)
    brushed = Signal(object)
    pointed = Signal(int)
    picked = Signal(int)
    noted = Signal(str)

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._stack = stack
        self._source = Source(self)
        self.made: dict[ChartKind, ChartPart] = {}

    def shown(self, asked: Asked) -> QWidget:
        """The widget of the chart that is asked for, showing it."""
        kind = asked.choice.kind
        if kind not in self.made:
            self.made[kind] = self._make(asked)
            self._stack.addWidget(self.made[kind].widget)
        self.made[kind].show(asked)
        return self.made[kind].widget

    def many(self) -> list[ManyChart]:
        """Those of many networks."""
        return [each for each in self.made.values() if isinstance(each, ManyChart)]

    def _make(self, asked: Asked) -> ChartPart:
        match asked.choice.kind:
            case ChartKind.STAGES:
                stages = StageChart(self, asked)
                stages.stage_selected.connect(self.stage_selected)
                return stages
            case ChartKind.ALONG:
                return AlongChart(self, asked)
            case ChartKind.AGAINST:
                against = AgainstChart(self, asked)
                against.opened.connect(self.opened)
                return against
            case ChartKind.SCATTER:
                return self._joined(make_scatter(self._source, asked))
            case ChartKind.PARALLEL:
                return self._joined(make_parallel(self._source, asked))

    def _joined(self, made: ManyChart) -> ManyChart:
        made.opened.connect(self.opened)
        made.brushed.connect(self.brushed)
        made.pointed.connect(self.pointed)
        made.picked.connect(self.picked)
        made.noted.connect(self.noted)
        return made
