"""The page of sweeps: a recipe, and all its networks as points and as rows."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.lab.sweep.columns import Arrived
from resnet_viz.core.lab.sweep.measures import BY_KEY
from resnet_viz.core.lab.sweep.recipe import Recipe
from resnet_viz.core.lab.where import Limit
from resnet_viz.core.wording import digits_grouped
from resnet_viz.session.sweep_choice import FIRST_SWEEP, SweepChoice
from resnet_viz.ui.lab.sweeps.axes_bar import AxesBar
from resnet_viz.ui.lab.sweeps.chart import MemberPoint, SweepChart
from resnet_viz.ui.lab.sweeps.form import SweepForm
from resnet_viz.ui.lab.sweeps.refused_table import RefusedTable
from resnet_viz.ui.lab.sweeps.row_table import RowTable
from resnet_viz.ui.lab.sweeps.shown_sweep import ShownSweep
from resnet_viz.ui.lab.sweeps.stored_list import StoredList
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.parts.choice import ButtonRow
from resnet_viz.ui.parts.tip import set_tip, triggers
from resnet_viz.ui.session.session import Session

ROWS, REFUSED, SWEEPS = "rows", "refused", "sweeps"
TITLES = {ROWS: "Networks", REFUSED: "Can't be built", SWEEPS: "Sweeps"}
NARROWED = "{count} selected in Charts ✕"
CHART_SHARE, TABLE_SHARE = 5, 4
LOW_PX = 250  # of a page that has its height for chart and table
PAUSE_MS = 200  # between two times that what came is counted


class SweepPage(QWidget):
    """Point and row select each other; a click on a point or a double click on a row opens it.

    `choice_made` carries another choice, `opened` the text of a network, `looked_at` says that
    the page is shown.
    """

    choice_made = Signal(object)
    opened = Signal(str)
    looked_at = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._choice = FIRST_SWEEP
        self.sweep = ShownSweep(self)
        self.form = SweepForm(lambda: session.document.member.arch)
        self.axes = AxesBar()
        self.table = RowTable(self.sweep)
        self.chart = SweepChart(self._tip)
        self.refused, self.stored = RefusedTable(), StoredList()
        self._views: dict[str, QWidget] = {
            ROWS: self.table,
            REFUSED: self.refused,
            SWEEPS: self.stored,
        }
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._on_rest)
        self._has_moved = False  # points that are drawn, since their networks were timed
        self.views = ButtonRow(list(TITLES.items()), self.show_view)
        self.narrowing = QPushButton()
        self.narrowing.setProperty("role", "note")
        set_tip(self.narrowing, "Show all networks again")
        self.narrowing.hide()
        self.save = QPushButton("Save…")
        triggers(self.save, "save_sweep")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.show_view(ROWS)
        self._show_counts()

    def show_choice(self, choice: SweepChoice) -> None:
        """Shows the recipe, the axes and the condition of a session."""
        before, self._choice = self._choice, choice
        self.form.show_recipe(choice.recipe, is_timed=choice.is_timed)
        self.axes.show_choice(choice)
        self.form.where.show_text(choice.where)
        if before.where != choice.where:
            self._choose()
        if (before.x, before.y, before.is_log) != (choice.x, choice.y, choice.is_log):
            self.chart.show_sweep(self.sweep.columns, choice, self._limits())

    def begin(self, uuid: str, recipe: Recipe, batch: int, *, is_timed: bool) -> None:
        """Shows a sweep, whose rows come after this."""
        self.sweep.begin(uuid, recipe, batch, is_timed=is_timed)
        self.narrowing.hide()
        self._choose()
        self._show_begun()

    def forget(self) -> None:
        """Shows no sweep."""
        self.sweep.forget()
        self.narrowing.hide()
        self._show_begun()

    def where_text(self) -> str:
        """The condition that chooses rows, '' for none and for one that can't be read."""
        condition = self.form.where.condition()
        return condition.text if condition else ""

    def show_members(self, members: Sequence[MemberPoint]) -> None:
        """The networks of the comparison, by letter."""
        self.chart.show_members(members)

    def select(self, indices: Sequence[int]) -> None:
        """Selects rows and their points."""
        self.table.select_rows(indices, is_shown=True)
        self.chart.mark(indices)

    def narrow(self, indices: Sequence[int] | None) -> None:
        """Only the rows that are selected in a chart, None for all."""
        self.sweep.narrow(indices)
        self.narrowing.setVisible(indices is not None)
        if indices is not None:
            self.narrowing.setText(NARROWED.format(count=digits_grouped(len(indices))))

    def show_view(self, key: str) -> None:
        """Shows the networks, what can't be built, or the list of sweeps."""
        self.views.show_value(key)
        self._stack.setCurrentWidget(self._views[key])

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self.chart.set_colors(colors)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.form.set_low(is_low=event.size().height() < LOW_PX)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit()

    def _show_begun(self) -> None:
        self.table.begin()
        self.chart.show_sweep(self.sweep.columns, self._choice, self._limits())
        self._show_counts()

    def _choose(self) -> None:
        self.sweep.choose(self.form.where.condition())

    def _limits(self) -> tuple[Limit, ...]:
        condition = self.form.where.condition()
        return condition.limits if condition else ()

    def _tip(self, index: int) -> str:
        rows = self.table.rows
        keys = dict.fromkeys((self._choice.x, self._choice.y))
        lines = (f"{BY_KEY[key].title}: {rows.text(index, key)}" for key in keys)
        return "\n".join([rows.arch_of(index), *lines])

    def _on_grew(self, arrived: Arrived) -> None:
        is_timed = any(BY_KEY[key].is_timed for key in (self._choice.x, self._choice.y))
        self._has_moved |= is_timed and bool(arrived.timed)
        self.chart.grow()
        if not self._later.isActive():
            self._later.start()

    def _on_rest(self) -> None:
        self._show_counts()
        if self._has_moved:
            self._has_moved = False
            self.chart.show_sweep(self.sweep.columns, self._choice, self._limits())

    def _on_chosen(self) -> None:
        self.chart.show_chosen(self.sweep.chosen, self._limits())
        self._show_counts()

    def _show_counts(self) -> None:
        columns = self.sweep.columns
        rows, refused = (len(columns), columns.refused_count) if columns else (0, 0)
        chosen = sum(self.sweep.chosen)
        some = "" if chosen == rows else f"{digits_grouped(chosen)} of "
        end = ", not all" if self.sweep.is_cut else ""
        texts = {ROWS: f"{some}{digits_grouped(rows)}{end}" if rows else ""}
        texts[REFUSED] = digits_grouped(refused)
        for key, text in texts.items():
            button = self.views.button(key)
            button.setText(f"{TITLES[key]} {text}".strip())
            button.setMinimumWidth(button.sizeHint().width())
        self.save.setEnabled(bool(self.sweep.uuid))
        self.views.button(REFUSED).setVisible(refused > 0)
        if columns and refused:
            self.refused.show_refused(columns.refused)

    def _open(self, index: int) -> None:
        self.select([index])
        self.opened.emit(self.table.rows.arch_of(index))

    def _on_brushed(self, indices: Sequence[int]) -> None:
        self.select([int(index) for index in indices])

    def _connect(self) -> None:
        self.form.typed.connect(lambda text: self._change(recipe=text))
        self.form.timed_chosen.connect(lambda is_on: self._change(is_timed=is_on))
        self.form.where.changed.connect(lambda text: self._change(where=text))
        self.axes.chosen.connect(self._on_axes)
        self.sweep.grew.connect(self._on_grew)
        self.sweep.chosen_changed.connect(self._on_chosen)
        self.table.selected.connect(self.chart.mark)
        self.table.opened.connect(self._open)
        self.chart.clicked.connect(self._open)
        self.narrowing.clicked.connect(lambda: self.narrow(None))
        self.chart.brushed.connect(self._on_brushed)

    def _on_axes(self, choice: SweepChoice) -> None:
        self._change(x=choice.x, y=choice.y, is_log=choice.is_log)

    def _change(self, **changes: object) -> None:
        choice = replace(self._choice, **changes)  # type: ignore[arg-type]  # each by its own field
        self.choice_made.emit(choice)

    def _lay_out(self) -> None:
        for view in self._views.values():
            self._stack.addWidget(view)
        above = QHBoxLayout()
        above.addWidget(self.views)
        above.addWidget(self.narrowing)
        above.addStretch(1)
        above.addWidget(self.save)
        left, right = _side(self.axes, self.chart), _side(above, self._stack)
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.setChildrenCollapsible(False)
        self.sides.addWidget(left)
        self.sides.addWidget(right)
        self.sides.setSizes([CHART_SHARE * 1000, TABLE_SHARE * 1000])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 6)
        column.setSpacing(6)
        column.addWidget(self.form)
        column.addWidget(self.sides, 1)


def _side(head: QWidget | QLayout, body: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    if isinstance(head, QWidget):
        column.addWidget(head)
    else:
        column.addLayout(head)
    column.addWidget(body, 1)
    return made
