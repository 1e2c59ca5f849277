"""Costs or times by stage, as bars next to each other or stacked."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.cost.measure import Number
from resnet_viz.core.graph.paths import is_within_any
from resnet_viz.core.lab.series import ChartData, ChartKind, StageValues
from resnet_viz.core.wording import share_text
from resnet_viz.diagram.chart.names import look_of
from resnet_viz.diagram.scene.coloring import stage_fills
from resnet_viz.diagram.scene.theme import Theme
from resnet_viz.ui.charts.bars import BarChart, BarSeries
from resnet_viz.ui.charts.scale import Scale
from resnet_viz.ui.lab.charts.chart_part import Asked
from resnet_viz.ui.lab.charts.measure_scale import scale_of


class StageChart(QObject):
    """`stage_selected` carries the path of the stage of the bar that a person clicks on."""

    stage_selected = Signal(str)

    def __init__(self, parent: QObject, asked: Asked) -> None:
        super().__init__(parent)
        self.widget = BarChart(asked.colors)
        self.widget.clicked.connect(self._on_clicked)
        self._asked = asked
        self._values = StageValues("", (), ())
        self._paths: tuple[str, ...] = ()
        self._selected: tuple[str, ...] = ()

    def show(self, asked: Asked) -> None:
        """Shows another comparison, measure or form."""
        self._asked = asked
        self.widget.set_colors(asked.colors)
        self._values = values = asked.compared.by_stage(asked.key)
        stages = asked.compared.stages
        self._paths = tuple(stages[title] for title in values.stages)
        scale, theme = scale_of(values.key), asked.colors.picture
        if asked.choice.is_stacked:
            names = [name.with_letter for name, _ in values.rows]
            self.widget.show_bars(names, stacks_of(values, scale, theme), scale, is_stacked=True)
        else:
            self.widget.show_bars(values.stages, bars_of(values, scale, theme), scale)
        self.select(self._selected)

    def select(self, paths: Sequence[str]) -> None:
        """The stages of what is selected stay strong, the others turn pale."""
        self._selected = tuple(paths)
        inside = {
            stage.path
            for report in self._asked.compared.reports
            if paths
            for stage in report.network.graph.stages
            if stage.path in paths or any(is_within_any(node.path, paths) for node in stage.nodes)
        }
        self.widget.mark([place for place, path in enumerate(self._paths) if path in inside])

    def data(self) -> ChartData:
        """The values by stage."""
        is_stacked = self._asked.choice.is_stacked
        return ChartData(
            ChartKind.STACKED if is_stacked else ChartKind.GROUPED, stages=self._values
        )

    def _on_clicked(self, group: int, series: int) -> None:
        self.stage_selected.emit(self._paths[series if self._asked.choice.is_stacked else group])


def bars_of(values: StageValues, scale: Scale, theme: Theme) -> list[BarSeries]:
    """A colour for each network, a group for each stage."""
    return [
        BarSeries(
            name.with_letter,
            look_of(name, place, theme).color,
            row,
            tuple(_tips(name.with_letter, values.stages, row, scale)),
        )
        for place, (name, row) in enumerate(values.rows)
    ]


def stacks_of(values: StageValues, scale: Scale, theme: Theme) -> list[BarSeries]:
    """A colour for each stage, a stack for each network."""
    tips = [_tips(name.with_letter, values.stages, row, scale) for name, row in values.rows]
    fills = stage_fills(theme, len(values.stages))
    return [
        BarSeries(
            stage,
            fills[place],
            tuple(row[place] for _, row in values.rows),
            tuple(each[place] for each in tips),
        )
        for place, stage in enumerate(values.stages)
    ]


def _tips(
    name: str, stages: Sequence[str], row: Sequence[Number | None], scale: Scale
) -> list[str]:
    whole = sum(value for value in row if value is not None)
    tips = []
    for stage, value in zip(stages, row, strict=True):
        share = f" ({share_text(value / whole)})" if value and whole else ""
        words = "not there" if value is None else f"{scale.text(value)}{share}"
        tips.append(f"{name}\n{stage}: {words}")
    return tips
