"""The table of all layers: sorts, filters, and keeps its selection in step with the diagram."""

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QObject,
    QRectF,
    Qt,
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
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.lab.layer_row import LayerRow
from resnet_viz.session.arrangement import Sorting
from resnet_viz.ui.costs.layer_model import (
    NATURAL,
    REVERSED,
    SORT_ROLE,
    Formulas,
    Index,
    LayerModel,
    LayerOrder,
)
from resnet_viz.ui.costs.layer_rows import COLUMNS, LayerColumn

ROW_HEIGHT_LINES = 1.75


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


class LayerTable(QTableView):
    """`layers_selected` carries the paths that a person selects, the row in front first.

    `sorting_chosen` carries a `Sorting`.
    """

    layers_selected = Signal(object)
    sorting_chosen = Signal(object)

    def __init__(self, formulas_of: Formulas = lambda path: {}) -> None:
        super().__init__()
        self.layers = LayerModel(self, formulas_of)
        self.sorted = LayerOrder(self)
        self.sorted.setSourceModel(self.layers)
        self.sorted.setSortRole(SORT_ROLE)
        self.sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.sorted.setFilterKeyColumn(-1)
        self.bar = ShareBar(self)
        self._is_told = False
        self._chosen: tuple[str, ...] = ()
        self._has_times = False
        self._convention = Convention.MACS
        self.setModel(self.sorted)
        self._set_look()
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.horizontalHeader().sortIndicatorChanged.connect(
            lambda: self.sorting_chosen.emit(self._sorting())
        )
        QShortcut(QKeySequence.StandardKey.Copy, self, self.copy_rows).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )

    def set_rows(self, rows: tuple[LayerRow, ...]) -> None:
        """Shows these layers; the columns of times only when there are times."""
        self._has_times = any(row.time for row in rows)
        shares = [row.time.share for row in rows if row.time]
        self.bar.longest = max([*shares, 1e-9])
        self.layers.set_rows(rows)
        self._hide_columns()

    def set_convention(self, convention: Convention) -> None:
        """Shows the work of the layers as this convention counts it."""
        if convention is not self._convention:
            self._convention = convention
            self._hide_columns()

    def _hide_columns(self) -> None:
        for place, column in enumerate(COLUMNS):
            is_other = column.convention not in (None, self._convention)
            self.setColumnHidden(place, is_other or (column.is_time and not self._has_times))
        self._size_columns()

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

    def filter_by(self, text: str) -> None:
        """Shows only the layers that contain this text in any column."""
        self._is_told = True  # Qt makes a neighbour current where the chosen one is hidden
        self.sorted.setFilterFixedString(text)
        self.select(self._chosen)

    def select(self, paths: Sequence[str]) -> None:
        """Selects layers from outside, without telling anybody, and shows the first of them."""
        self._is_told = True
        self._chosen = tuple(paths)
        wanted = frozenset(paths)
        places = [at for at, row in enumerate(self.layers.rows) if row.cost.path in wanted]
        indexes = [self.sorted.mapFromSource(self.layers.index(at, 0)) for at in places]
        self._select_rows(sorted(index.row() for index in indexes if index.isValid()))
        self._is_told = False

    def _select_rows(self, rows: Sequence[int]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        if not rows:
            self.clearSelection()
            return
        first = self.sorted.index(rows[0], 0)
        chosen = QItemSelection()
        for start, end in _spans(rows):
            chosen.select(self.sorted.index(start, 0), self.sorted.index(end, 0))
        is_seen = self.viewport().rect().contains(self.visualRect(first))
        self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        hint = QAbstractItemView.ScrollHint
        is_alone = len(rows) == 1
        place = hint.PositionAtCenter if is_alone else hint.PositionAtTop
        self.scrollTo(first, hint.EnsureVisible if is_seen and is_alone else place)

    def shown_paths(self) -> list[str]:
        """The paths of the layers that are left by the filter, in the order shown."""
        return [str(self.sorted.index(row, 0).data()) for row in range(self.sorted.rowCount())]

    def selected_path(self) -> str:
        """The path of the first selected layer, '' when there is none."""
        return next(iter(self.selected_paths()), "")

    def selected_paths(self) -> tuple[str, ...]:
        """The paths of the selected layers, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(str(self.sorted.index(row, 0).data()) for row in rows)

    def copy_rows(self, paths: Collection[str] = ()) -> int:
        """Copies the columns shown as tab-separated text for a spreadsheet, numbers exactly.

        Where layers are named it is their rows, else those that are left by the filter. Gives how
        many were copied.
        """
        shown = [place for place in range(len(COLUMNS)) if not self.isColumnHidden(place)]
        lines = ["\t".join(COLUMNS[place].title for place in shown)]
        places = (self.sorted.index(row, 0) for row in range(self.sorted.rowCount()))
        left = [self.layers.rows[self.sorted.mapToSource(place).row()] for place in places]
        named = [row for row in self.layers.rows if row.cost.path in paths]
        for row in named if paths else left:
            lines.append("\t".join(_exact(COLUMNS[place], row) for place in shown))
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        return len(lines) - 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def _size_columns(self) -> None:
        """Each column as wide as its figures; what room is left goes to one of them."""
        letter = self.fontMetrics().averageCharWidth()
        shown = [place for place in range(len(COLUMNS)) if not self.isColumnHidden(place)]
        widths = {place: letter * COLUMNS[place].letters for place in shown}
        widest = next((place for place in shown if COLUMNS[place].is_bar), 1)
        widths[widest] += max(0, self.viewport().width() - sum(widths.values()))
        for place, width in widths.items():
            self.setColumnWidth(place, width)

    def _on_selection(self) -> None:
        paths = self.selected_paths()
        if self._is_told or not paths:
            return
        current = str(self.currentIndex().siblingAtColumn(0).data())
        first = current if current in paths else paths[0]
        self._chosen = (first, *(path for path in paths if path != first))
        self.layers_selected.emit(self._chosen)

    def _set_look(self) -> None:
        self.setAccessibleName("Layers")
        self.setSortingEnabled(True)
        self.sortByColumn(0, NATURAL)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        height = int(self.fontMetrics().height() * ROW_HEIGHT_LINES)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(False)
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
        return column.text(row)
    value = column.value(row)
    return "" if value is None else str(value)
