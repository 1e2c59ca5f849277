"""What differs between the base and the network on screen, by stage or by layer."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.cost.measures import measure_named
from resnet_viz.core.lab.diff.figure import Figure
from resnet_viz.core.lab.diff.table import DiffRow
from resnet_viz.ui.lab.pictures.differs_cells import ChangeBar, SignedName
from resnet_viz.ui.lab.pictures.differs_model import CHANGE, NAME, OURS, THEIRS, DiffersModel
from resnet_viz.ui.lab.pictures.signs import SignsLegend
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.parts.choice import ButtonRow, Combo
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.empty_page import empty_page
from resnet_viz.ui.parts.flow import Flow
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.menu import Menu
from resnet_viz.ui.parts.tables.rows import DENSE_LINES, show_as_rows
from resnet_viz.ui.parts.tip import set_tip

EMPTY = "Compare this network with another to see here what differs."
STAGES, LAYERS = "stages", "layers"
LEVELS = ((STAGES, "Stages"), (LAYERS, "Layers"))
FIGURES = tuple((figure.value, measure_named(figure).short_title) for figure in Figure)
ONLY, ONLY_TIP = "Only what differs", "Hide stages, layers and measures that are the same"
COPIES = (
    ("text", "Copy as text"),
    ("csv", "Copy as CSV"),
    ("markdown", "Copy as Markdown"),
    ("latex", "Copy as LaTeX"),
)
LEAST_WIDTH, MOST_WIDTH = 354, 420  # pixels
NARROW_CELLS = "QTableView::item { padding: 0 3px; border: 0; }"
WIDEST = "000.0 M"  # figure
CELL_PAD, BAR_WIDTH = 16, 26  # pixels
LINES_FROM, LEGEND_FROM = 430, 340  # pixels of height, from which there is room for them
FEW_ROWS, FEW_FROM = 5, 260  # under so many rows there is room for lines from that height on


class DiffersState(NamedTuple):
    """What is chosen of what differs."""

    figure: Figure
    by_layer: bool
    only: bool
    is_marked: bool


class DiffersPanel(QFrame):
    """`paths_chosen` carries the paths in A and in B of a row that a person selects.

    `figure_chosen`, `by_layer_chosen`, `only_chosen` and `marks_switched` are what a person
    chooses, `copy_asked` carries the format of a copied table. `looked_at` says that it is in sight
    again.
    """

    paths_chosen = Signal(tuple, tuple)
    figure_chosen = Signal(object)
    by_layer_chosen = Signal(bool)
    only_chosen = Signal(bool)
    marks_switched = Signal(bool)
    copy_asked = Signal(str)
    looked_at = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self.model = DiffersModel(self)
        self._names, self._bars = SignedName(self), ChangeBar(self)
        self.table = self._table()
        self.levels = ButtonRow(LEVELS, lambda value: self.by_layer_chosen.emit(value == LAYERS))
        self.figure = Combo(FIGURES, lambda value: self.figure_chosen.emit(Figure(value)))
        self.figure.setAccessibleName("Figure that is compared")
        self.only = QCheckBox(ONLY)
        set_tip(self.only, ONLY_TIP)
        self.only.clicked.connect(self.only_chosen)
        self.marks = QCheckBox("Mark in pictures")
        set_tip(self.marks, "Ring in the pictures what differs")
        self.marks.clicked.connect(self.marks_switched)
        self.about = ElidedLabel(Qt.TextElideMode.ElideRight)
        self.about.setProperty("role", "muted")
        self.lines = plain_label()
        self.lines.setWordWrap(True)
        self.lines.setProperty("role", "muted")
        self.legend = SignsLegend()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(empty_page(EMPTY))
        self._pages.addWidget(self._full_page())

    def show_rows(
        self, rows: Sequence[DiffRow], letters: tuple[str, str], sentences: Sequence[str]
    ) -> None:
        """Shows rows of both networks, and what differs in words."""
        self._pages.setCurrentIndex(1)
        self._names.letters = letters
        self.model.show_rows(rows, letters)
        text = " ".join(sentences)
        self.lines.setText(text)
        set_tip(self.lines, text)
        self.about.show_words(sentences[0] if sentences else "", tip=text)
        self.legend.show_kinds([row.kind for row in rows if row.kind], letters)
        self._show_lines()

    def show_nothing(self) -> None:
        """Nothing is compared."""
        self._pages.setCurrentIndex(0)

    def show_state(self, state: DiffersState) -> None:
        """What is chosen."""
        self.figure.show_value(state.figure)
        self.levels.show_value(LAYERS if state.by_layer else STAGES)
        for box, is_on in ((self.only, state.only), (self.marks, state.is_marked)):
            box.setChecked(is_on)

    def select(self, path: str, side: int) -> None:
        """Selects the row of a path of A (side 0) or B (side 1), without a signal."""
        place, rows = self.model.place_of(path, side), self.table.selectionModel()
        if place < 0:
            rows.clearSelection()
            return
        index, flags = self.model.index(place, NAME), QItemSelectionModel.SelectionFlag
        rows.select(index, flags.ClearAndSelect | flags.Rows)
        self.table.scrollTo(index)

    def set_colors(self, colors: Colors) -> None:
        """The colours in force."""
        self._names.colors = self._bars.colors = colors
        self.model.set_colors(colors)
        self.legend.set_colors(colors)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._give_widths()  # not before: the style sheet sets the font
        self.looked_at.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_lines()

    def _show_lines(self) -> None:
        """Says what differs in full where there is room: under few rows there is more of it."""
        least = FEW_FROM if len(self.model.rows) <= FEW_ROWS else LINES_FROM
        is_roomy = self.height() >= least
        self.lines.setVisible(is_roomy)
        self.about.setVisible(not is_roomy)
        self.legend.setVisible(self.height() >= LEGEND_FROM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit("text")
        else:
            super().keyPressEvent(event)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        show_as_rows(table, "What differs", lines=DENSE_LINES)
        table.setItemDelegateForColumn(NAME, self._names)
        table.setItemDelegateForColumn(CHANGE, self._bars)
        table.setStyleSheet(NARROW_CELLS)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        table.clicked.connect(lambda index: self._choose(index.row()))
        table.activated.connect(lambda index: self._choose(index.row()))
        return table

    def _give_widths(self) -> None:
        """Room for the figures; the name has the rest."""
        digits = self.table.fontMetrics().horizontalAdvance(WIDEST) + CELL_PAD
        for column, width in ((OURS, digits), (THEIRS, digits), (CHANGE, digits + BAR_WIDTH)):
            self.table.setColumnWidth(column, width)

    def _choose(self, place: int) -> None:
        row = self.model.rows[place]
        if row.paths_a or row.paths_b:
            self.paths_chosen.emit(row.paths_a, row.paths_b)

    def _menu(self) -> QToolButton:
        button = QToolButton()
        button.setText("⋯")
        button.setAccessibleName("Copy what differs")
        button.setProperty("role", "corner")
        set_tip(button, "Copy the rows that are shown")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Menu("", button)
        for form, text in COPIES:
            entry = menu.addAction(text)
            entry.triggered.connect(lambda _=False, form=form: self.copy_asked.emit(form))
        button.setMenu(menu)
        return button

    def _full_page(self) -> QWidget:
        page, top, bar, below = QWidget(), QHBoxLayout(), QWidget(), QWidget()
        heading = plain_label("What differs")
        heading.setProperty("role", "heading")
        top.addWidget(heading)
        top.addWidget(self.about, 1)
        top.addStretch(0)
        top.addWidget(self._menu())
        row, boxes = Flow(bar), Flow(below)
        row.addWidget(self.levels)
        row.addWidget(self.figure)
        boxes.addWidget(self.only)
        boxes.addWidget(self.marks)
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 5, 6, 6)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(bar)
        column.addWidget(self.table, 1)
        for widget in (self.lines, self.legend, below):
            column.addWidget(widget)
        return page
