"""The chart of a sweep: points as they come, limits, stairs, the members of the comparison."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from resnet_viz.core.lab.sweep.columns import SweepColumns
from resnet_viz.core.lab.sweep.measures import BY_KEY
from resnet_viz.core.lab.where import Limit
from resnet_viz.session.sweep_choice import FIRST_SWEEP, SweepChoice
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.label import plain_label

if TYPE_CHECKING:  # their library takes half a second to load
    import numpy as np
    import numpy.typing as npt

    from resnet_viz.core.lab.series import ChartData
    from resnet_viz.ui.charts.scale import Scale
    from resnet_viz.ui.charts.scatter import ScatterChart

EMPTY = "Each network of the recipe becomes a point here. Start the sweep."
REST_MS = 150  # without more points, after which all that is said of them is drawn
PORTION = 500  # points that are drawn in one turn of the event loop


class MemberPoint(NamedTuple):
    """A network of the comparison: its letter, its place among them, its values by measures."""

    letter: str
    place: int
    values: dict[str, float]


class SweepChart(QWidget):
    """`clicked` and `hovered` carry the index of a row, `brushed` several."""

    clicked = Signal(int)
    hovered = Signal(int)
    brushed = Signal(object)

    def __init__(self, tip_of: Callable[[int], str]) -> None:
        super().__init__()
        self._tip_of = tip_of
        self._chart: ScatterChart | None = None
        self._columns: SweepColumns | None = None
        self._chosen = bytearray()
        self._choice, self._limits = FIRST_SWEEP, tuple[Limit, ...]()
        self._members: Sequence[MemberPoint] = ()
        self._marked: Sequence[int] = ()
        self._colors = LIGHT
        self._drawn = 0  # rows that are in the chart
        self._shown_limits: dict[str, Limit] = {}
        self._has_greyed = False
        self._left: deque[Callable[[ScatterChart], None]] = deque()  # one for each turn
        self.empty = plain_label(EMPTY)
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._draw_on)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(lambda: self._say_all(is_fitted=True))

    def show_sweep(
        self, columns: SweepColumns | None, choice: SweepChoice, limits: tuple[Limit, ...]
    ) -> None:
        """Draws the rows of a sweep by its axes, from the first on."""
        self._columns, self._choice, self._limits = columns, choice, limits
        self._drawn, self._shown_limits, self._has_greyed = 0, {}, False
        has_points = columns is not None and len(columns) > 0
        if not has_points:
            self._turn.stop()
            self._stack.setCurrentWidget(self.empty)
            return
        chart = self._made()
        chart.show_axes(*_scales(choice))
        self._stack.setCurrentWidget(chart)
        self._turn.start()

    def grow(self) -> None:
        """More rows are there."""
        if self._drawn == 0:
            self.show_sweep(self._columns, self._choice, self._limits)
        else:
            self._turn.start()

    def show_chosen(self, chosen: bytearray, limits: tuple[Limit, ...]) -> None:
        """Greys the rows that are not chosen, and shades what is beyond a limit of an axis."""
        self._chosen, self._limits = chosen, limits
        if self._chart is not None and self._drawn and not self._rest.isActive():
            self._say_all(is_fitted=False)

    def show_members(self, members: Sequence[MemberPoint]) -> None:
        """The networks of the comparison, by letter."""
        self._members = members
        if self._chart is not None and self._drawn:
            self._draw_members(self._chart)

    def mark(self, indices: Sequence[int]) -> None:
        """Rings the points of these rows."""
        self._marked = indices
        if self._chart is not None and self._drawn:
            self._chart.mark(indices)

    @property
    def has_points(self) -> bool:
        """Whether it shows any network."""
        return self._columns is not None and self._drawn > 0

    def data(self) -> "ChartData | None":
        """What the chart shows, as files are made of it; None before it shows any."""
        if self._columns is None or not self._drawn:
            return None
        from resnet_viz.core.lab.series import Curve, Name
        from resnet_viz.ui.lab.sweeps.chart_data import sweep_cloud

        x, y = self._choice.x, self._choice.y
        members = [
            Curve(Name("", each.letter), ((each.values[x], each.values[y]),))
            for each in self._members
            if {x, y} <= each.values.keys()
        ]
        chosen, limits = self._chosen_rows(), self._limits
        return sweep_cloud(self._columns, self._choice, chosen, limits, members)

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self._colors = colors
        if self._chart is not None:
            self._chart.set_colors(colors)
            self._draw_members(self._chart)

    def _made(self) -> "ScatterChart":
        if self._chart is None:
            from resnet_viz.ui.charts.scatter import ScatterChart

            self._chart = ScatterChart(self._tip_of, self._colors, has_titles=False)
            self._chart.clicked.connect(self.clicked)
            self._chart.hovered.connect(self.hovered)
            self._chart.brushed.connect(self.brushed)
            self._stack.addWidget(self._chart)
        return self._chart

    def _draw_on(self) -> None:
        columns, chart = self._columns, self._chart
        if columns is None or chart is None:
            self._turn.stop()
        elif self._drawn < len(columns):
            self._add_points(columns, chart)
            if self._drawn == len(columns):
                self._rest.start()
        elif self._left:
            self._left.popleft()(chart)
        else:
            self._turn.stop()

    def _add_points(self, columns: SweepColumns, chart: "ScatterChart") -> None:
        import numpy as np

        portion = slice(self._drawn, min(self._drawn + PORTION, len(columns)))
        xs, ys = self._values(portion)
        groups = np.frombuffer(columns.blocks, np.int8)[portion].copy()
        self._drawn = portion.stop
        chart.add_points(range(portion.start, portion.stop), xs, ys, groups)

    def _say_all(self, *, is_fitted: bool) -> None:
        """What is said of all points, each in a turn of its own, since each draws them again."""
        self._left.clear()
        for axis in ("x", "y"):
            if self._shown_limits.get(axis) not in (None, self._limit_of(axis)):
                self._left.append(partial(self._draw_limit, axis, None))
        # What a limit greys is greyed before it is drawn, which then draws no point again.
        self._left.append(self._draw_greyed)
        for axis in ("x", "y"):
            if (limit := self._limit_of(axis)) not in (None, self._shown_limits.get(axis)):
                self._left.append(partial(self._draw_limit, axis, limit))
        self._left.extend((self._draw_front, self._draw_members))
        self._left.append(lambda chart: chart.mark(self._marked))
        if is_fitted:
            self._left.append(lambda chart: chart.fit())
        self._turn.start()

    def _limit_of(self, axis: str) -> Limit | None:
        key = self._choice.x if axis == "x" else self._choice.y
        return next((limit for limit in self._limits if limit.key == key), None)

    def _draw_limit(self, axis: str, limit: Limit | None, chart: "ScatterChart") -> None:
        self._shown_limits.pop(axis, None)
        if limit is None:
            chart.show_limit(axis, None)
        else:
            self._shown_limits[axis] = limit
            chart.show_limit(axis, float(limit.value), is_most=limit.is_most)

    def _draw_greyed(self, chart: "ScatterChart") -> None:
        import numpy as np

        greyed = np.flatnonzero(~self._chosen_rows()).tolist()
        if greyed or self._has_greyed:
            self._has_greyed = bool(greyed)
            chart.show_greyed(greyed)

    def _draw_front(self, chart: "ScatterChart") -> None:
        from resnet_viz.core.cost.measure import Better
        from resnet_viz.ui.lab.sweeps.front import stairs_of

        xs, ys = self._values(slice(0, self._drawn))
        across, up = (BY_KEY[key].better for key in (self._choice.x, self._choice.y))
        places = stairs_of(xs, ys, (across, up), self._chosen_rows())
        points = [(float(xs[place]), float(ys[place])) for place in places]
        chart.show_front(points, is_x_maximised=across is not Better.FEWER)

    def _chosen_rows(self) -> "npt.NDArray[np.bool_]":
        import numpy as np

        chosen = np.ones(self._drawn, np.bool_)
        known = np.frombuffer(bytes(self._chosen[: self._drawn]), np.bool_)
        chosen[: known.size] = known
        return chosen

    def _draw_members(self, chart: "ScatterChart") -> None:
        from resnet_viz.diagram.chart.colors import member_color

        x, y, theme = self._choice.x, self._choice.y, self._colors.picture
        known = (each for each in self._members if {x, y} <= each.values.keys())
        chart.show_members(
            [
                (each.letter, member_color(each.place, theme), each.values[x], each.values[y])
                for each in known
            ]
        )

    def _values(self, portion: slice) -> "tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]":
        import numpy as np

        assert self._columns is not None
        values = self._columns.values
        x, y = (
            np.frombuffer(values[key], np.float64)[portion].copy()
            for key in (self._choice.x, self._choice.y)
        )
        return x, y


def _scales(choice: SweepChoice) -> "tuple[Scale, Scale]":
    from resnet_viz.diagram.chart.axes import measure_axis
    from resnet_viz.ui.charts.scale import Scale

    x, y = map(measure_axis, (choice.x, choice.y))
    return Scale(x.title, choice.is_log, x.unit), Scale(y.title, choice.is_log, y.unit)
