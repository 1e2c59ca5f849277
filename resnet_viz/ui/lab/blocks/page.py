"""The page that puts one basic block next to one bottleneck block, with every number worked out."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resnet_viz.core.lab.block_pair import BlockPair, pair_of
from resnet_viz.core.lab.choices import BlockPlace, PairSetup, Same
from resnet_viz.core.lab.pair_text import further_text, lead_text, title_text
from resnet_viz.core.lab.pair_why import total_rows, why_texts
from resnet_viz.core.resnet.spec import ResNetSpec
from resnet_viz.export.blocks import pair_table
from resnet_viz.ui.lab.blocks.family import family_network
from resnet_viz.ui.lab.blocks.pair_view import PairView
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.parts.choice import ButtonRow, Combo
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.tables.words_table import WordsTable
from resnet_viz.ui.parts.tip import set_tip, triggers
from resnet_viz.ui.session.session import Session

SAME = ((Same.OUTPUT, "Same output size"), (Same.WIDTH, "Same width"))
PLACES = ((BlockPlace.LATER, "Any later block"), (BlockPlace.FIRST, "First block"))
TIPS = {
    Same.OUTPUT: "Both blocks as their networks have them: the bottleneck carries more channels",
    Same.WIDTH: "The basic block on as many channels as the bottleneck carries",
    BlockPlace.LATER: "A block that keeps the shape, so that its shortcut is the identity",
    BlockPlace.FIRST: "The block that changes the shape, with what its shortcut costs",
}
MARGIN = 12
HEADS = ("", "Basic", "Bottleneck", "Ratio")
WORK_OUT, FOLD = "▸ Worked numbers", "▾ Worked numbers"
WORDS_WIDTH = 330  # pixels of the sentences at least
MOST_WIDTH = 640


class BlocksPage(QScrollArea):
    """Shows both blocks of one stage of the base of the comparison.

    `setup_chosen` carries another setup of the pair.
    """

    setup_chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[str, PairSetup] | None = None
        self._pair: BlockPair | None = None
        self.figure = PairView()
        self.same = ButtonRow(SAME, lambda value: self._choose(same=Same(value)))
        self.place = ButtonRow(PLACES, lambda value: self._choose(place=BlockPlace(value)))
        self.stage = Combo((), lambda value: self._choose(stage=int(value)))
        self.stage.setAccessibleName("Stage")
        self.worked, self.save = QPushButton(WORK_OUT), QPushButton("Export…")
        self.copy = QPushButton("Copy table")
        self.table = WordsTable("Both blocks, layer by layer")
        self.title, self.lead, self.further = (_label(role) for role in ("heading", "figure", ""))
        self.of = _label("muted")
        self.why = tuple(_label("") for _ in range(3))
        self._totals = QGridLayout()
        self._dress()
        self.setAccessibleName("Blocks")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self._laid_out())
        session.network_changed.connect(self.follow)
        session.opened.connect(self.follow)

    @property
    def pair(self) -> BlockPair | None:
        """The pair on the page, None before it was looked at."""
        return self._pair

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self.figure.set_colors(colors)

    def follow(self) -> None:
        """Shows the pair of the session, when it is looked at."""
        network = family_network(self._session.document)
        setup = self._session.document.arrangement.pair
        if not self.isVisible() or (network.arch, setup) == self._shown:
            return
        self._shown = network.arch, setup
        self._fill(network.spec, setup)
        self.of.setText(network.text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow()

    def texts(self) -> tuple[str, ...]:
        """What its labels say, for tests."""
        return tuple(each.text() for each in self.findChildren(QLabel) if not each.isHidden())

    def _fill(self, spec: ResNetSpec, setup: PairSetup) -> None:
        pair = self._pair = pair_of(spec, setup)
        stages = [(str(number), f"conv{number + 1}_x") for number in range(1, len(spec.stages) + 1)]
        self.stage.set_rows(stages)
        self.stage.show_value(str(pair.setup.stage))
        self.same.show_value(setup.same)
        self.place.show_value(setup.place)
        self.title.setText(title_text(pair))
        self.lead.setText(lead_text(pair))
        self.further.setText(further_text(pair))
        for label, text in zip(self.why, why_texts(pair), strict=True):
            label.setText(text)
        self.figure.show_pair(pair)
        self._fill_totals(pair)
        if not self.table.isHidden():
            self._fill_table()

    def _fill_totals(self, pair: BlockPair) -> None:
        for line, row in enumerate((HEADS, *total_rows(pair))):
            for column, text in enumerate(row):
                item = self._totals.itemAtPosition(line, column)
                label = item.widget() if item else None
                if isinstance(label, QLabel):
                    label.setText(text)
                else:
                    self._totals.addWidget(_cell(text, line, column), line, column)

    def _toggle_worked(self) -> None:
        is_shown = self.table.isHidden()
        self.table.setVisible(is_shown)
        self.worked.setText(FOLD if is_shown else WORK_OUT)
        if is_shown:
            self._fill_table()

    def _fill_table(self) -> None:
        if self._pair is None:
            return
        self.table.show_table(pair_table(self._pair))
        rows = sum(self.table.rowHeight(row) for row in range(self.table.rowCount()))
        head = self.table.horizontalHeader().sizeHint().height()
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(rows + head + bar + 2 * self.table.frameWidth())

    def _choose(self, **changes: object) -> None:
        setup = replace(self._session.document.arrangement.pair, **changes)  # type: ignore[arg-type]
        self.setup_chosen.emit(setup)
        self.follow()

    def _dress(self) -> None:
        for row, choices in ((self.same, SAME), (self.place, PLACES)):
            for value, _ in choices:
                set_tip(row.button(value), TIPS[value])
        for button in (self.worked, self.copy, self.save):
            button.setProperty("role", "link")
        triggers(self.save, "export_blocks")
        triggers(self.copy, "copy_blocks")
        self.worked.clicked.connect(self._toggle_worked)
        self.table.hide()

    def _laid_out(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, MARGIN // 2, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addLayout(self._controls())
        both = QHBoxLayout()
        both.setSpacing(3 * MARGIN)
        both.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignTop)
        both.addWidget(self._sentences(), 100, Qt.AlignmentFlag.AlignTop)
        both.addStretch(1)
        column.addLayout(both)
        column.addWidget(self.table)
        column.addStretch(1)
        return page

    def _controls(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        for widget in (self.title, self.stage, self.same, self.place):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.copy, self.save):
            row.addWidget(button)
        return row

    def _sentences(self) -> QWidget:
        inside = QWidget()
        inside.setMinimumWidth(WORDS_WIDTH)
        inside.setMaximumWidth(MOST_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._totals.setHorizontalSpacing(20)
        self._totals.setVerticalSpacing(2)
        self._totals.setColumnStretch(len(HEADS), 1)
        for widget in (self.lead, self.further):
            column.addWidget(widget)
        column.addLayout(self._totals)
        for widget in (*self.why, self.of):
            column.addWidget(widget)
        column.addWidget(self.worked, 0, Qt.AlignmentFlag.AlignLeft)
        return inside


def _label(role: str) -> QLabel:
    label = plain_label()
    if role:
        label.setProperty("role", role)
    label.setWordWrap(role != "heading")
    return label


def _cell(text: str, line: int, column: int) -> QLabel:
    label = plain_label(text)
    if not line or not column:
        label.setProperty("role", "muted")
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side)
    return label
