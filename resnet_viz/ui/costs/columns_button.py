"""The button that chooses the columns of the layer table."""

from PySide6.QtWidgets import QToolButton, QWidget

from resnet_viz.ui.costs.table_columns import TableColumns
from resnet_viz.ui.parts.menu import Menu
from resnet_viz.ui.parts.tip import set_tip

ABOUT = "Choose the columns of the table. Drag a heading to move its column."


class ColumnsButton(QToolButton):
    """Opens a list of all columns, ticked where they are shown."""

    def __init__(self, columns: TableColumns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setText("Columns ▾")
        set_tip(self, ABOUT)
        self.setAccessibleName("Columns")
        self.setProperty("role", "corner")
        self._list = Menu("", self)
        self._list.aboutToShow.connect(self._fill)
        self.setMenu(self._list)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _fill(self) -> None:
        self._list.clear()
        self._columns.fill_menu(self._list)
