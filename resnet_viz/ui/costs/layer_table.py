"""The table of all layers: sorts, filters, and keeps its selection in step with the diagram."""

from collections.abc import Callable, Collection, Iterator, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QObject,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.graph.path_cut import cut_path
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.export.spreadsheet import inert_cell
from resnet_viz.session.arrangement import Sorting
from resnet_viz.ui.costs.layer_model import (
    NATURAL,
    REVERSED,
    SORT_ROLE,
    Formulas,
    Index,
    LayerModel,
)
from resnet_viz.ui.costs.layer_rows import COLUMNS, LayerColumn
from resnet_viz.ui.costs.table_columns import CELL_ROOM, TableColumns
from resnet_viz.ui.parts.tables.rows import show_as_rows

NO_ARROW = "QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0; }"
"""The sign of sorting is a letter of the head's text, so that nothing is drawn over it."""


class ShareBar(QStyledItemDelegate):
    """A bar as long as the share, the longest of all layers filling the cell."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.color = QColor()
        self.longest = 1.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        share = float(index.data(SORT_ROLE))
        cell = QRectF(option.rect)
        if share > 0:
            room = cell.adjusted(8, cell.height() * 0.25, -62, -cell.height() * 0.25)
            room.setWidth(max(2.0, room.width() * share / self.longest))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.color)
            painter.drawRoundedRect(room, 3, 3)
        super().paint(painter, option, index)


class NameCell(QStyledItemDelegate):
    """A layer's path, cut in the middle where it has to be."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        room, metrics = option.rect.width() - CELL_ROOM, option.fontMetrics
        if room > 0:
            option.text = cut_path(
                option.text, lambda text: metrics.horizontalAdvance(text) <= room
            )


class LayerTable(QTableView):
    """`layers_selected` carries the paths that a person selects, the row in front first.

    `sorting_chosen` carries a `Sorting`, `rows_copied` how many went to the clipboard.
    """

    layers_selected = Signal(object)
    sorting_chosen = Signal(object)
    rows_copied = Signal(int)

    def __init__(
        self,
        formulas_of: Formulas = lambda path: {},
        name_of: Callable[[str], str] = lambda path: path,
    ) -> None:
        super().__init__()
        self.layers = LayerModel(self, formulas_of, name_of)
        self.bar = ShareBar(self)
        self._is_told = False
        self._chosen: tuple[str, ...] = ()
        self._preparing = QTimer(self, interval=0)
        self._preparing.timeout.connect(self._prepare)
        self.setModel(self.layers)
        self.columns = TableColumns(self)
        self._set_look()
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.horizontalHeader().sortIndicatorChanged.connect(self._on_sorted)
        QShortcut(
            QKeySequence.StandardKey.Copy, self, lambda: self.copy_rows(self.selected_paths())
        ).setContext(Qt.ShortcutContext.WidgetShortcut)

    def set_rows(self, rows: tuple[LayerRow, ...]) -> None:
        """Shows these layers; the columns of times only when there are times."""
        shares = [row.time.share for row in rows if row.time]
        self.bar.longest = max([*shares, 1e-9])
        is_kept = self.layers.set_rows(rows)
        self.columns.measure(rows)
        if not is_kept:
            self.select(self._chosen)

    def set_convention(self, convention: Convention) -> None:
        """Shows the work of the layers as this convention counts it."""
        self.columns.set_convention(convention)

    def show_sorting(self, sorting: Sorting) -> None:
        """Sorts as a session has it; by a column that is not here, in the layers' own order."""
        if sorting != self._sorting():
            titles = [column.title for column in COLUMNS]
            place = titles.index(sorting.column) if sorting.column in titles else 0
            self.sortByColumn(place, REVERSED if sorting.is_descending else NATURAL)

    def _sorting(self) -> Sorting:
        header = self.horizontalHeader()
        place, is_descending = header.sortIndicatorSection(), header.sortIndicatorOrder() != NATURAL
        return Sorting(COLUMNS[place].title if place else "", is_descending)

    def set_bar_color(self, color: str) -> None:
        """The colour of the bars of the share of time."""
        self.bar.color = QColor(color)
        self.viewport().update()

    def prepare_search(self) -> None:
        """Somebody is about to search: what is looked through is put together step by step."""
        self._preparing.start()

    def filter_by(self, text: str) -> None:
        """Shows only the layers that contain this text: see `LayerSearch.places_of`."""
        self._is_told = True
        self.layers.filter_by(text)
        self.select(self._chosen)

    def select(self, paths: Sequence[str]) -> None:
        """Selects layers from outside, without a signal, and shows the first of them."""
        self._is_told = True
        self._chosen = tuple(paths)
        wanted = frozenset(paths)
        paths = self.shown_paths() if wanted else []
        self._select_rows([row for row, path in enumerate(paths) if path in wanted])
        self._is_told = False

    def _select_rows(self, rows: Sequence[int]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        if not rows:
            self.clearSelection()
            return
        first = self.layers.index(rows[0], 0)
        chosen = QItemSelection()
        for start, end in _spans(rows):
            chosen.select(self.layers.index(start, 0), self.layers.index(end, 0))
        is_seen = self.viewport().rect().contains(self.visualRect(first))
        self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        hint = QAbstractItemView.ScrollHint
        is_alone = len(rows) == 1
        place = hint.PositionAtCenter if is_alone else hint.PositionAtTop
        self.scrollTo(first, hint.EnsureVisible if is_seen and is_alone else place)

    def shown_paths(self) -> list[str]:
        """The paths of the layers that are left by the filter, in the order shown."""
        return [row.cost.path for row in self.layers.shown_rows()]

    def selected_path(self) -> str:
        """The path of the first selected layer, '' when there is none."""
        return next(iter(self.selected_paths()), "")

    def selected_paths(self) -> tuple[str, ...]:
        """The paths of the selected layers, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.layers.row_at(row).cost.path for row in rows)

    def copy_rows(self, paths: Collection[str] = ()) -> int:
        """Copies the columns shown as tab-separated text for a spreadsheet, numbers exactly.

        Where layers are named it is their rows, else those that are left by the filter. Gives how
        many were copied.
        """
        shown = self.columns.copied()
        lines = ["\t".join(COLUMNS[place].title for place in shown)]
        named = [row for row in self.layers.rows if row.cost.path in paths]
        for row in named if paths else self.layers.shown_rows():
            lines.append("\t".join(_exact(COLUMNS[place], row) for place in shown))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        self.rows_copied.emit(len(lines) - 1)
        return len(lines) - 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.layers.rows:
            self.columns.measure(self.layers.rows)

    def _prepare(self) -> None:
        if not self.layers.search.prepare():
            self._preparing.stop()

    def _on_sorted(self) -> None:
        sorting = self._sorting()
        header = self.horizontalHeader()
        self.layers.show_sorted(header.sortIndicatorSection(), is_descending=sorting.is_descending)
        self.sorting_chosen.emit(sorting)

    def _on_selection(self) -> None:
        paths = self.selected_paths()
        if self._is_told or not paths:
            return
        current = str(self.currentIndex().siblingAtColumn(0).data())
        first = current if current in paths else paths[0]
        self._chosen = (first, *(path for path in paths if path != first))
        self.layers_selected.emit(self._chosen)

    def _set_look(self) -> None:
        show_as_rows(self, "Layers", has_several=True)
        self.setSortingEnabled(True)
        self.sortByColumn(0, NATURAL)
        self.horizontalHeader().setStyleSheet(NO_ARROW)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setStretchLastSection(False)
        self.setItemDelegateForColumn(0, NameCell(self))
        for place, column in enumerate(COLUMNS):
            if column.is_bar:
                self.setItemDelegateForColumn(place, self.bar)


def _spans(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of neighbours."""
    start = end = rows[0]
    for row in rows[1:]:
        if row != end + 1:
            yield start, end
            start = row
        end = row
    yield start, end


def _exact(column: LayerColumn, row: LayerRow) -> str:
    """A number as a spreadsheet reads it; nothing for one that is not known."""
    if not column.is_number:
        return str(inert_cell(column.text(row)))
    value = column.value(row)
    return "" if value is None else str(value)
