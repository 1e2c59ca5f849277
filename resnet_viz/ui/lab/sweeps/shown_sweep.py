"""The sweep on the page: its rows so far, which of them a condition chooses, in which order."""

from collections import deque
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_viz.core.lab.sweep.columns import AnyPoint, SweepColumns
from resnet_viz.core.lab.sweep.recipe import Recipe
from resnet_viz.core.lab.where import Condition, condition_of

MOST_ROWS = 200_000  # that are shown; the command saves all of a larger sweep
PORTION = 300  # rows that are taken or looked at in one turn of the event loop


class ShownSweep(QObject):
    """`grew` says which rows came, `chosen_changed` that others are chosen than before.

    `settled` comes when all rows that came are taken and looked at, `forgotten` when none is shown.
    `narrowed` are the rows that are selected in a chart, None for all.
    """

    grew = Signal(object)
    chosen_changed = Signal()
    settled = Signal()
    forgotten = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.columns: SweepColumns | None = None
        self.uuid = ""
        self.is_timed = False
        self.is_cut = False  # whether there are more rows than are shown
        self.chosen = bytearray()
        self.narrowed: frozenset[int] | None = None
        self._condition: Condition | None = None
        self._waiting: deque[Sequence[AnyPoint]] = deque()
        self._next = 0  # the first row that the condition has not looked at
        self._is_changed = False
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)

    def begin(self, uuid: str, recipe: Recipe, batch: int, *, is_timed: bool) -> None:
        """Another sweep, of which no row is there yet."""
        self.forget()
        self.uuid, self.is_timed = uuid, is_timed
        self.columns = SweepColumns(recipe, batch)

    def forget(self) -> None:
        """No sweep."""
        self.uuid, self.columns, self.narrowed = "", None, None
        self.chosen, self._next, self.is_cut = bytearray(), 0, False
        self._waiting.clear()
        self._turn.stop()
        self.forgotten.emit()

    def add(self, points: Sequence[AnyPoint]) -> None:
        """Takes rows that came, a portion at a time."""
        assert self.columns is not None
        room = MOST_ROWS - len(self.columns) - sum(map(len, self._waiting))
        if room < len(points):
            self.is_cut = True
            points = points[: max(room, 0)]
        for start in range(0, len(points), PORTION):
            self._waiting.append(points[start : start + PORTION])
        self._turn.start()

    def choose(self, condition: Condition | None) -> None:
        """Another condition, which looks at a portion of the rows at a time."""
        self._condition = condition and condition_of(condition.text, condition.keys)
        self._next, self._is_changed = 0, True
        if self.columns is not None:
            self._turn.start()

    def narrow(self, indices: Iterable[int] | None) -> None:
        """Only these of the chosen rows in the table, None for all of them."""
        self.narrowed = None if indices is None else frozenset(indices)
        self.chosen_changed.emit()

    def order(self, key: str, *, is_descending: bool) -> Sequence[int]:
        """The chosen rows by a measure, in the order of places for any other word."""
        columns = self.columns
        if columns is None:
            return ()
        chosen = [index for index, is_chosen in enumerate(self.chosen) if is_chosen]
        if self.narrowed is not None:
            chosen = [index for index in chosen if index in self.narrowed]
        values = columns.values.get(key)
        if values is not None:
            chosen.sort(key=lambda index: (values[index] != values[index], values[index]))
        elif key:
            chosen.sort(key=columns.places.__getitem__)
        return chosen[::-1] if is_descending else chosen

    def _go_on(self) -> None:
        columns = self.columns
        if columns is None:
            self._turn.stop()
        elif self._waiting:
            self._take(columns, self._waiting.popleft())
        elif self._next < len(columns):
            end = min(self._next + PORTION, len(columns))
            self._look_at(columns, range(self._next, end))
            self._next = end
        else:
            self._turn.stop()
            if self._is_changed:
                self._is_changed = False
                self.chosen_changed.emit()
            self.settled.emit()

    def _take(self, columns: SweepColumns, points: Sequence[AnyPoint]) -> None:
        arrived = columns.add(points)
        self.chosen.extend(b"\1" * len(arrived.new))
        self._look_at(columns, (index for index in arrived.timed if index < self._next))
        self._is_changed |= self._condition is not None or bool(arrived.timed)
        self.grew.emit(arrived)

    def _look_at(self, columns: SweepColumns, indices: Iterable[int]) -> None:
        condition = self._condition
        for index in indices:
            row = columns.row(index, condition.keys) if condition else ()
            self.chosen[index] = condition is None or condition.chooses(row)
