"""The sheet of keys: every action that has one by its menu, and the keys of the diagram."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.ui.canvas.keys import DIAGRAM_KEYS
from resnet_viz.ui.find.fuzzy import Fit, fitter
from resnet_viz.ui.parts.action import ActionEntry
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.typed_field import typed_field

COLUMNS = 3
SIZE = 1120, 640
DIAGRAM = "On the diagram"
MARGIN = 18


class KeyRow(NamedTuple):
    """What a key does."""

    text: str
    keys: str


class KeyGroup(NamedTuple):
    """The keys of one menu."""

    title: str
    rows: tuple[KeyRow, ...]


def key_groups(entries: Sequence[ActionEntry]) -> tuple[KeyGroup, ...]:
    """The keys of every menu in its order, then those of the diagram."""
    menus = dict.fromkeys(entry.row.menu for entry in entries)
    groups = [
        KeyGroup(
            menu,
            tuple(
                KeyRow(entry.row.text.rstrip("…"), ", ".join(entry.keys))
                for entry in entries
                if entry.row.menu == menu and entry.keys
            ),
        )
        for menu in menus
    ]
    own = KeyGroup(DIAGRAM, tuple(KeyRow(text, keys) for keys, text in DIAGRAM_KEYS))
    return tuple(group for group in (*groups, own) if group.rows)


def filtered(groups: Sequence[KeyGroup], typed: str) -> tuple[KeyGroup, ...]:
    """The rows whose text or key has what was typed."""
    if not typed.strip():
        return tuple(groups)
    fit = fitter(typed)

    def has(row: KeyRow) -> bool:
        found = (fit(text.lower()) for text in (row.text, row.keys))
        return any(how is not None and how <= Fit.INSIDE for how in found)

    left = (KeyGroup(title, tuple(filter(has, rows))) for title, rows in groups)
    return tuple(group for group in left if group.rows)


def in_columns(groups: Sequence[KeyGroup], count: int) -> list[list[KeyGroup]]:
    """The groups in their order over columns of about the same height."""
    heights = [len(group.rows) + 2 for group in groups]
    goal, filled = sum(heights) / count, 0
    columns: list[list[KeyGroup]] = [[]]
    for group, height in zip(groups, heights, strict=True):
        is_full = bool(columns[-1]) and filled + height / 2 > goal * len(columns)
        if is_full and len(columns) < count:
            columns.append([])
        columns[-1].append(group)
        filled += height
    return columns


class ShortcutSheet(QDialog):
    """Shows the keys in columns; typing filters them."""

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self._groups = groups
        self.filter = typed_field()
        self.filter.setPlaceholderText("Filter by action or key")
        self.filter.setAccessibleName("Filter shortcuts")
        self.filter.setClearButtonEnabled(True)
        self.area = QScrollArea()
        self.area.setObjectName("column")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(12)
        column.addWidget(self.filter)
        column.addWidget(self.area, 1)
        self.filter.textChanged.connect(self._show)
        self._show("")
        room = parent.screen().availableSize()
        self.resize(min(SIZE[0], room.width() - 60), min(SIZE[1], room.height() - 90))

    def rows(self) -> list[tuple[str, str]]:
        """What is shown: text and key of each row."""
        labels = self.area.findChildren(QLabel, "key")
        return [(label.property("does"), label.text()) for label in labels]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        else:
            super().keyPressEvent(event)

    def _show(self, typed: str) -> None:
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(34)
        left = filtered(self._groups, typed)
        if not left:
            row.addWidget(_muted("No matches"), 0, Qt.AlignmentFlag.AlignTop)
        for groups in in_columns(left, COLUMNS):
            row.addLayout(_column(groups), 1)
        self.area.setWidget(inside)


def _column(groups: Sequence[KeyGroup]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    for title, rows in groups:
        heading = plain_label(title)
        heading.setProperty("role", "heading")
        heading.setContentsMargins(0, 10 if grid.count() else 0, 0, 2)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for row in rows:
            _add_row(grid, row)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid


def _add_row(grid: QGridLayout, row: KeyRow) -> None:
    place, (text, keys) = grid.rowCount(), (plain_label(row.text), plain_label(row.keys))
    text.setWordWrap(True)
    keys.setObjectName("key")
    keys.setProperty("role", "muted")
    keys.setProperty("does", row.text)
    grid.addWidget(text, place, 0)
    grid.addWidget(keys, place, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)


def _muted(text: str) -> QLabel:
    label = plain_label(text)
    label.setProperty("role", "muted")
    return label
