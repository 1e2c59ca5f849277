"""Lines of a comparison: sums along the depth, and both blocks against what is varied."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.against import variants_of
from resnet_viz.core.lab.choices import Varied
from resnet_viz.core.lab.series import ChartData, ChartKind, Curves
from resnet_viz.core.lab.variation import VariedCosts, costs_of, curves_of
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.spec import Block, ResNetSpec
from resnet_viz.core.wording import share_text
from resnet_viz.ui.charts.lines import LineChart
from resnet_viz.ui.lab.charts.chart_part import Asked
from resnet_viz.ui.lab.charts.gathering import Gathering
from resnet_viz.ui.lab.charts.measure_scale import scale_of
from resnet_viz.ui.lab.charts.member_looks import lines_of

Question = tuple[ResNetSpec, Varied, int]


class AlongChart(QObject):
    """Sums of a measure along the depth of each network."""

    def __init__(self, parent: QObject, asked: Asked) -> None:
        super().__init__(parent)
        self.widget = LineChart(self._tip, asked.colors)
        self._curves = Curves("depth", "macs", ())

    def show(self, asked: Asked) -> None:
        """Shows another comparison or measure."""
        self.widget.set_colors(asked.colors)
        self._curves = asked.compared.along(asked.key)
        lines = lines_of(self._curves, asked.colors.picture)
        self.widget.show_lines(lines, scale_of("depth"), scale_of(asked.key))

    def select(self, _: Sequence[str]) -> None:
        """A line has no stages."""

    def data(self) -> ChartData:
        """The lines."""
        return ChartData(ChartKind.LINES, curves=self._curves)

    def _tip(self, line: int, point: int) -> str:
        name, points = self._curves.curves[line]
        count, value = points[point]
        whole, scale = points[-1][1], scale_of(self._curves.y_key)
        share = f" ({share_text(value / whole)})" if whole else ""
        return (
            f"{name.with_letter}\n{scale.title} up to layer {count:g}: {scale.text(value)}{share}"
        )


class AgainstChart(QObject):
    """A measure of the first network against its depth, width or image, with both blocks.

    `opened` carries the text of the network of the point that a person clicks on.
    """

    opened = Signal(str)

    def __init__(self, parent: QObject, asked: Asked) -> None:
        super().__init__(parent)
        self.widget = LineChart(self._tip, asked.colors)
        self.widget.clicked.connect(self._on_clicked)
        self._asked = asked
        self._gathering = Gathering(self)
        self._question: Question | None = None
        self._costs: list[VariedCosts] = []
        self._curves = Curves("depth", "macs", ())

    def show(self, asked: Asked) -> None:
        """Shows another network, measure or what is varied, as soon as it is worked out."""
        self._asked = asked
        question = question_of(asked)
        if question == self._question:
            self._draw()
        elif question is not None:
            self._question, self._costs = question, []
            self._gathering.start(_worked_out(question), self._take)

    def select(self, _: Sequence[str]) -> None:
        """A line has no stages."""

    def data(self) -> ChartData | None:
        """The lines, None while they are worked out."""
        curves = self._curves._replace(is_log=self._asked.choice.is_log)
        return ChartData(ChartKind.LINES, curves=curves) if self._costs else None

    def _take(self, costs: list[VariedCosts]) -> None:
        self._costs = costs
        self._draw()

    def _draw(self) -> None:
        asked, choice = self._asked, self._asked.choice
        self.widget.set_colors(asked.colors)
        self._curves = curves_of(self._costs, choice.varied, asked.key)
        x = scale_of(str(choice.varied), is_log=choice.is_log)
        y = scale_of(asked.key, is_log=choice.is_log)
        self.widget.show_lines(lines_of(self._curves, asked.colors.picture), x, y)

    def _tip(self, line: int, point: int) -> str:
        curve = self._curves.curves[line]
        at, value = curve.points[point]
        x, y = scale_of(self._curves.x_key), scale_of(self._curves.y_key)
        return f"{curve.name.text}, {x.title.lower()} {at:g}\n{y.title}: {y.text(value)}"

    def _on_clicked(self, line: int, point: int) -> None:
        block = tuple(Block)[line]
        variants = [each.variant for each in self._costs if each.variant.block is block]
        self.opened.emit(str(variants[point].spec))


def question_of(asked: Asked) -> Question | None:
    """What has to be worked out, None for a first network that is not of the family."""
    first = asked.compared.reports[0]
    try:
        return spec_of(first.network), asked.choice.varied, first.batch
    except UserError:
        return None


def _worked_out(question: Question) -> Iterator[VariedCosts]:
    spec, varied, batch = question
    return (costs_of(variant, batch) for variant in variants_of(spec, varied))
