"""All measures of the networks next to each other, with their differences from the base."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.lab.difference import Form
from resnet_viz.core.lab.measure_rows import MeasureRow
from resnet_viz.core.limits import MAX_BATCH
from resnet_viz.session.document import MOST_SHOWN
from resnet_viz.ui.lab.cards.add_card import ONLY, ONLY_TIP
from resnet_viz.ui.lab.cards.measures_model import MeasuredName, MeasuresModel
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.parts.choice import ButtonRow, Spin
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.empty_page import empty_page
from resnet_viz.ui.parts.flow import Flow
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.menu import Menu
from resnet_viz.ui.parts.tables.rows import DENSE_LINES, show_as_rows
from resnet_viz.ui.parts.tip import set_tip, triggers

EMPTY = "Add a second network to see all measures next to each other."
TWIN = "Compare with the {block} twin"
FORMS = ((Form.PERCENT, "%"), (Form.ABSOLUTE, "±"), (Form.RATIO, "×"))
FORM_TIPS = {
    Form.PERCENT: "How much more or less, in percent",
    Form.ABSOLUTE: "How many more or fewer",
    Form.RATIO: "How many times as much",
}
COPIES = (
    ("text", "As text"),
    ("csv", "As CSV"),
    ("markdown", "As Markdown"),
    ("latex", "As LaTeX"),
)


class MeasuresPage(QWidget):
    """`form_chosen` carries how differences are written, `only_differing` whether equal rows go,
    `batch_edited` how many images there are in a pass.

    `time_asked` is for a timed comparison, `report_asked` for a report, `twin_clicked` for the twin
    of the network on screen. `looked_at` says that it is in sight again.
    """

    form_chosen = Signal(object)
    only_differing = Signal(bool)
    batch_edited = Signal(int)
    time_asked = Signal()
    report_asked = Signal()
    twin_clicked = Signal()
    looked_at = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = MeasuresModel(self)
        self.table = self._table()
        self.forms = ButtonRow(FORMS, lambda value: self.form_chosen.emit(Form(value)), role="chip")
        for form, tip in FORM_TIPS.items():
            set_tip(self.forms.button(form), tip)
            self.forms.button(form).setAccessibleName(tip)
        self.only = QCheckBox(ONLY)
        set_tip(self.only, ONLY_TIP)
        self.only.toggled.connect(self.only_differing)
        self.batch = Spin(1, MAX_BATCH, self.batch_edited.emit)
        self.batch.setAccessibleName("Batch size")
        set_tip(self.batch, "Images in one pass. Counts are for the whole batch")
        self.copy = self._copy_button()
        self.time, self.report = QPushButton("Time in turn"), QPushButton("Report…")
        self.runs = QPushButton("Stored runs")
        triggers(self.runs, "choose_runs")
        set_tip(self.report, "Save tables, diagrams and charts of this comparison")
        triggers(self.time, "time_in_turn")
        self.time.clicked.connect(self.time_asked)
        self.report.clicked.connect(self.report_asked)
        self.verdicts = ElidedLabel(Qt.TextElideMode.ElideRight)
        self.verdicts.setProperty("role", "measured")
        self.verdicts.hide()
        self.twin = QPushButton(TWIN)
        self.twin.clicked.connect(self.twin_clicked)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(empty_page(EMPTY, self.twin))
        self._pages.addWidget(self._full_page())

    def show_measures(
        self, rows: Sequence[MeasureRow], names: Sequence[MeasuredName], base: int
    ) -> None:
        """Shows the rows of two or more networks; of fewer, how to get a second."""
        self._pages.setCurrentIndex(1 if len(names) > 1 else 0)
        self.only.setVisible(len(names) >= MOST_SHOWN)  # else it is on the card next to the others
        self.model.show_rows(rows, names, base)

    def show_verdicts(self, text: str) -> None:
        """What was timed in turn, in words; '' where nothing was."""
        self.verdicts.show_words(text)
        self.verdicts.setVisible(bool(text))

    def show_choices(self, form: Form, batch: int, *, only_differing: bool) -> None:
        """How differences are written, for how many images, and whether equal rows are hidden."""
        self.batch.show_value(batch)
        self.forms.show_value(form)
        self.only.blockSignals(True)
        self.only.setChecked(only_differing)
        self.only.blockSignals(False)

    def show_twin(self, block: str) -> None:
        """Which block the twin of the network on screen has, '' where it has no twin."""
        self.twin.setText(TWIN.format(block=block))
        self.twin.setVisible(bool(block))

    def set_colors(self, colors: Colors) -> None:
        """The colours in force."""
        self.model.set_colors(colors)

    def texts(self) -> list[list[str]]:
        """The rows as they are shown, for tests."""
        return self.model.texts()

    def copy_as(self, form: str) -> None:
        """Copies the table as it is shown; CSV has the exact values."""
        from resnet_viz.export.measures import measures_table
        from resnet_viz.export.tables import table_named

        names = [f"{name.letter} {name.title}".strip() for name in self.model.names]
        table = measures_table("Comparison", self.model.rows, names, self.model.base)
        if form == "text":
            rows = [tuple(head.title for head in table.heads), *table.texts]
            text = "\n".join("\t".join(row) for row in rows) + "\n"
        else:
            text = table_named(form).write(table)
        QApplication.clipboard().setText(text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_as("text")
        else:
            super().keyPressEvent(event)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        show_as_rows(table, "Measures of all networks", lines=DENSE_LINES)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _copy_button(self) -> QPushButton:
        button = QPushButton("Copy table")
        set_tip(button, "Copy what is shown")
        menu = Menu("", button)
        for form, text in COPIES:
            menu.addAction(text).triggered.connect(lambda _=False, form=form: self.copy_as(form))
        button.setMenu(menu)
        return button

    def _full_page(self) -> QWidget:
        page, bar = QWidget(), QWidget()
        buttons = self.time, self.runs, self.copy, self.report
        flow = Flow(bar)
        for widget in (self.forms, self.only, _named("Batch", self.batch), *buttons):
            flow.addWidget(widget)
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 6, 6, 4)
        column.setSpacing(4)
        column.addWidget(bar)
        column.addWidget(self.verdicts)
        column.addWidget(self.table, 1)
        return page


def _named(name: str, control: QWidget) -> QWidget:
    """A control with its name in front."""
    both, label = QWidget(), plain_label(name)
    label.setProperty("role", "muted")
    row = QHBoxLayout(both)
    row.setContentsMargins(6, 0, 6, 0)
    row.addWidget(label)
    row.addWidget(control)
    return both
