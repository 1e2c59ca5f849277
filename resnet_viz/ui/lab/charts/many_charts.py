"""Many networks: a scatter of two measures, and parallel coordinates over all of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from functools import partial
from typing import cast

import numpy as np
from PySide6.QtCore import QObject, Signal

from resnet_viz.core.cost.measure import Better
from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.series import ChartData
from resnet_viz.core.lab.variation import VariedCosts, around, costs_of
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.core.wording import digits_grouped
from resnet_viz.diagram.chart.names import look_of
from resnet_viz.ui.charts.parallel import ParallelChart
from resnet_viz.ui.charts.parallel_axes import Dimension
from resnet_viz.ui.charts.scale import Scale
from resnet_viz.ui.charts.scatter import ScatterChart
from resnet_viz.ui.lab.charts.chart_part import Asked
from resnet_viz.ui.lab.charts.gathering import Gathering
from resnet_viz.ui.lab.charts.many_data import cloud_of, profiles_of
from resnet_viz.ui.lab.charts.measure_scale import scale_of
from resnet_viz.ui.lab.charts.networks import (
    BLOCKS,
    Networks,
    better_of,
    floats_of,
    networks_around,
)
from resnet_viz.ui.lab.charts.offered import AXES

BLOCK_AXIS = Dimension(Scale("Block"), tuple(map(str, BLOCKS)))
LINEAR = ("depth",)  # what is spread evenly over an axis
COUNTING = "Counting networks around A …"
PORTION = 1500  # points that are drawn in one step
LEAST_FRONT = 2  # points: a single one makes none


class Source(QObject):
    """The networks of both charts: those that are given, else those around the first one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._gathering = Gathering(self)
        self._question: tuple[ResNetSpec, int] | None = None
        self._around: Networks | None = None
        self._hear: Callable[[Networks], None] = lambda _: None

    def ask(self, asked: Asked, hear: Callable[[Networks], None]) -> None:
        """Says which they are, at once where they are known, to whom asked last."""
        self._hear = hear
        first = asked.compared.reports[0]
        if asked.networks is not None:
            hear(asked.networks)
            return
        try:
            question = spec_of(first.network), first.batch
        except UserError:
            return
        if question == self._question and self._around is not None:
            hear(self._around)
        elif question != self._question:
            self._question, self._around = question, None
            spec, batch = question
            steps = (costs_of(variant, batch) for variant in around(spec))
            self._gathering.start(steps, self._take)

    def _take(self, costs: list[VariedCosts]) -> None:
        self._around = networks_around(costs)
        self._hear(self._around)


class ManyChart(QObject):
    """What both charts have in common: `draw` shows networks, `data` gives what is shown.

    `opened` carries the text of the network that a person clicks on, `brushed` the indices of
    those that are selected, None for all, `pointed` the index under the pointer, −1 for none,
    `picked` the index clicked on, `noted` which networks are shown and how many are selected.
    """

    opened = Signal(str)
    brushed = Signal(object)
    pointed = Signal(int)
    picked = Signal(int)
    noted = Signal(str)

    def __init__(
        self,
        source: Source,
        widget: ScatterChart | ParallelChart,
        draw: Callable[[Asked, Networks], Iterator[None]],
        data: Callable[[Asked, Networks], ChartData],
        asked: Asked,
    ) -> None:
        super().__init__(source)
        self.widget, self._draw, self._data, self._asked = widget, draw, data, asked
        self._source, self._steps = source, Gathering(self)
        self.networks: Networks | None = None
        self._marked: tuple[int, ...] = ()
        widget.clicked.connect(self._on_clicked)
        widget.hovered.connect(self.pointed)
        widget.brushed.connect(self._on_brushed)
        if isinstance(widget, ScatterChart):
            widget.brushed.connect(widget.mark)

    def show(self, asked: Asked) -> None:
        """Shows other networks, axes or colours."""
        self._asked = asked
        if self.networks is None:
            self.noted.emit(COUNTING)
        self._source.ask(asked, self._take)

    def select(self, _: Sequence[str]) -> None:
        """A network has no stages here."""

    def mark(self, indices: Iterable[int]) -> None:
        """The networks that are selected elsewhere."""
        self._marked = tuple(indices)
        self.widget.mark(self._marked)

    def clear_brush(self) -> None:
        """All networks are selected again."""
        if isinstance(self.widget, ParallelChart):
            self.widget.clear_brushes()
        else:
            self.widget.mark(())
            self._on_brushed(None)

    def data(self) -> ChartData | None:
        """What is shown, as files are made of it."""
        return self._data(self._asked, self.networks) if self.networks else None

    def _take(self, networks: Networks) -> None:
        self.networks = networks
        self.widget.set_colors(self._asked.colors)
        self.noted.emit(networks.title)
        self._steps.start(self._draw(self._asked, networks), lambda _: self.mark(self._marked))

    def _on_clicked(self, index: int) -> None:
        if self.networks is not None:
            self.picked.emit(index)
            self.opened.emit(self.networks.arch_of(index))

    def _on_brushed(self, indices: object) -> None:
        self.brushed.emit(indices)
        if self.networks is not None:
            known, count = self.networks, len(cast(Sized, indices)) if indices is not None else 0
            some = f"{digits_grouped(count)} of " if count else ""
            self.noted.emit(f"{some}{known.title}")


def make_scatter(source: Source, asked: Asked) -> ManyChart:
    """The scatter of two measures."""
    chart = ScatterChart(lambda index: _tip(made, index), asked.colors)

    made = ManyChart(source, chart, partial(draw_scatter, chart), cloud_of, asked)
    return made


def make_parallel(source: Source, asked: Asked) -> ManyChart:
    """The parallel coordinates over all measures."""
    chart = ParallelChart(lambda index: _tip(made, index), asked.colors)

    made = ManyChart(source, chart, partial(draw_parallel, chart), profiles_of, asked)
    return made


def draw_scatter(chart: ScatterChart, asked: Asked, networks: Networks) -> Iterator[None]:
    """Shows networks by two measures, with the front and the networks that are compared.

    In steps of some milliseconds each.
    """
    across, up, is_log = asked.choice.across, asked.key, asked.choice.is_log
    chart.show_axes(scale_of(across, is_log=is_log), scale_of(up, is_log=is_log))
    xs, ys = (floats_of(networks.columns[key]) for key in (across, up))
    for begin in range(0, len(xs), PORTION):
        part = slice(begin, begin + PORTION)
        chart.add_points(networks.indices[part], xs[part], ys[part], networks.groups[part])
        yield
    front = networks.front(across, up)
    is_maximised = better_of(across) is not Better.FEWER
    chart.show_front(front if len(front) >= LEAST_FRONT else (), is_x_maximised=is_maximised)
    chart.show_members(
        [
            (name.letter, look_of(name, place, asked.colors.picture).color, *_pair(asked, place))
            for place, name in enumerate(asked.compared.names)
        ]
    )
    chart.fit()


def draw_parallel(chart: ParallelChart, asked: Asked, networks: Networks) -> Iterator[None]:
    """Shows networks over all measures, with those that are compared above them."""
    measures = [Dimension(scale_of(key, is_log=key not in LINEAR)) for key in AXES]
    blocks = np.asarray(networks.groups, np.float64)
    columns = [blocks, *(floats_of(networks.columns[key]) for key in AXES)]
    axes = (BLOCK_AXIS, *measures)
    chart.show_lines(axes, networks.indices, columns, networks.groups)
    compared = asked.compared
    chart.show_members(
        [
            (
                name.letter,
                look_of(name, place, asked.colors.picture).color,
                (_block_place(name.block), *floats_of(compared.values_of(place, AXES))),
            )
            for place, name in enumerate(compared.names)
        ]
    )
    yield


def _pair(asked: Asked, place: int) -> tuple[float, float]:
    across, up = floats_of(asked.compared.values_of(place, (asked.choice.across, asked.key)))
    return float(across), float(up)


def _block_place(block: str) -> float:
    names = BLOCK_AXIS.names
    return float(names.index(block)) if block in names else float("nan")


def _tip(made: ManyChart, index: int) -> str:
    return made.networks.words_of(index, AXES) if made.networks else ""
