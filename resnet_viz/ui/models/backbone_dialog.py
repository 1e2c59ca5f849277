"""The models of timm to choose from: searched by name, parameters and MACs."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.errors import UserError
from resnet_viz.core.wording import digits_grouped, sentence
from resnet_viz.ui.models.backbone_costs import LIBRARY, BackboneCosts
from resnet_viz.ui.models.backbone_model import BackboneModel, BackboneSearch
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tables.instead import Instead
from resnet_viz.ui.parts.tables.rows import DENSE_LINES, show_as_rows
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.parts.typed_field import typed_field

SIZE = 620, 560
MARGIN = 18
LOOKED_MS = 300  # after scrolling, before costs of what is in sight are worked out
MOST_AT_ONCE = 12  # costs that are worked out unasked
READING = "Reading the list …"
NOTHING = "No model has all of that."
COUNT, STOP = "Work out all of these", "Stop"
COUNT_TIP = "Record each model that is listed, one after the other, to know what it costs"


class BackboneDialog(QDialog):
    """`chosen` carries the text of a model, and whether it joins the comparison."""

    chosen = Signal(str, bool)

    def __init__(self, costs: BackboneCosts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Models of timm")
        self._costs, self._is_counting_all = costs, False
        self.model = BackboneModel(costs)
        self.left = BackboneSearch(self.model, self)
        self.field = typed_field()
        self.field.setPlaceholderText("Search, such as: vit small params<30M macs<5G")
        self.field.setAccessibleName("Search models")
        self.table, self.about = self._table(), ElidedLabel()
        self.about.setProperty("role", "note")
        self._instead = Instead(self.table)
        self._instead.show_text(READING)
        self.count, self.add = QPushButton(COUNT), QPushButton("Add to comparison")
        self.open_button, self.close_button = QPushButton("Open"), QPushButton("Close")
        set_tip(self.count, COUNT_TIP)
        self._looked = QTimer(self, singleShot=True, interval=LOOKED_MS)
        self._lay_out()
        self._connect()
        self._show()
        self.resize(*SIZE)
        costs.begin()

    def name(self) -> str:
        """The model that is chosen, '' for none."""
        index = self.table.currentIndex()
        return str(index.siblingAtColumn(0).data() or "") if index.isValid() else ""

    def done(self, result: int) -> None:
        """Whatever closes it ends what is being worked out."""
        self._costs.stop()
        self._costs.blockSignals(True)  # what comes later finds it gone
        super().done(result)

    def _choose(self, *, adds: bool) -> None:
        if name := self.name():
            self.accept()
            self.chosen.emit(f"{LIBRARY}:{name}", adds)

    def _on_typed(self) -> None:
        try:
            self.left.search(self.field.text())
        except UserError as error:
            set_state(self.field, State.BAD)
            self.about.show_words(sentence(error.message))
            return
        set_state(self.field, State.PLAIN)
        self._is_counting_all = False
        self._show()
        self._looked.start()

    def _on_looked(self) -> None:
        """Costs of the models in sight."""
        if self._is_counting_all or not self.isVisible():
            return
        first = max(self.table.rowAt(0), 0)
        self._costs.want(self.left.names(first, first + MOST_AT_ONCE))

    def _on_count(self) -> None:
        self._is_counting_all = not self._is_counting_all
        if self._is_counting_all:
            self._costs.want(self.left.names())
        else:
            self._costs.stop()
        self._show()

    def _on_counted(self) -> None:
        self._is_counting_all = self._is_counting_all and self._costs.is_working
        self._show()

    def _on_failed(self, words: str) -> None:
        self._instead.show_text(words)

    def _on_listed(self) -> None:
        self._show()
        self._looked.start()

    def _show(self) -> None:
        costs, shown = self._costs, self.left.rowCount()
        if costs.names:
            self._instead.show_text("" if shown else NOTHING)
            total, known = len(costs.names), len(costs.costs)
            counts = f"{digits_grouped(shown)} of {digits_grouped(total)} models"
            known_text = f"Costs of {digits_grouped(known)} are known"
            self.about.show_words(f"{counts} of {LIBRARY} {costs.version}. {known_text}.")
        self.count.setText(STOP if self._is_counting_all else COUNT)
        self.count.setEnabled(bool(shown))
        for button in (self.open_button, self.add):
            button.setEnabled(bool(self.name()))

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.left)
        show_as_rows(table, "Models", lines=DENSE_LINES)
        table.setSortingEnabled(True)
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        return table

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        self._looked.timeout.connect(self._on_looked)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._looked.start())
        self.table.horizontalHeader().sortIndicatorChanged.connect(lambda *_: self._looked.start())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show())
        self.table.doubleClicked.connect(lambda _: self._choose(adds=False))
        self.count.clicked.connect(self._on_count)
        self.open_button.clicked.connect(lambda: self._choose(adds=False))
        self.add.clicked.connect(lambda: self._choose(adds=True))
        self.close_button.clicked.connect(self.reject)
        self._costs.listed.connect(self._on_listed)
        self._costs.failed.connect(self._on_failed)
        self._costs.counted.connect(lambda _: self._on_counted())

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        for button in (self.count, self.close_button, self.add):
            button.setAutoDefault(False)
        self.open_button.setDefault(True)
        bottom.addWidget(self.count)
        bottom.addStretch(1)
        for button in (self.close_button, self.add, self.open_button):
            bottom.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addWidget(self.field)
        column.addWidget(self.table, 1)
        column.addWidget(self.about)
        column.addLayout(bottom)
