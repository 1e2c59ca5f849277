"""What every table of rows has in common: rows are chosen whole, no grid, and Tab leaves it."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

USUAL_LINES, DENSE_LINES = 1.75, 1.5  # heights of a row, in lines of text


def show_as_rows(
    table: QTableView, name: str, *, has_several: bool = False, lines: float = USUAL_LINES
) -> None:
    """Makes a table one of rows; `has_several` for rows that can be chosen together.

    `name` is for people who hear it. All rows have one height, so that thousands are quick.
    """
    modes = QAbstractItemView.SelectionMode
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(modes.ExtendedSelection if has_several else modes.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(int(table.fontMetrics().height() * lines))
    table.horizontalHeader().setHighlightSections(False)
