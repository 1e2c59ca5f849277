"""'What a residual block is': a lesson made of the network on screen."""

from html import escape

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

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.graph.tree import BlockView as Block
from resnet_viz.core.lab.block_chain import is_chain
from resnet_viz.core.lab.block_lesson import BlockLesson, lesson_of
from resnet_viz.diagram.layout.block_figure import block_figure
from resnet_viz.session import edits
from resnet_viz.ui.learn import block_words as words
from resnet_viz.ui.learn.block_view import BlockView
from resnet_viz.ui.learn.lesson_plan import LessonPlan
from resnet_viz.ui.learn.lesson_words import words_for
from resnet_viz.ui.look.colors import Colors
from resnet_viz.ui.network.table_one_panel import TableOnePanel
from resnet_viz.ui.parts.emptying import empty
from resnet_viz.ui.parts.label import plain_label, rich_label
from resnet_viz.ui.session.session import Session

LETTERS = 70  # of a line, at most
HEADINGS = (
    "When the shape changes",
    "Basic and bottleneck",
    "The family, as table 1 of the paper prints it",
)
MARGIN = 28


class BlockPage(QScrollArea):
    """`block_asked` carries the path of a block to be shown in the diagram, which is selected."""

    block_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lesson: BlockLesson | None = None
        self._is_other = True  # than the network that it was last shown on
        self._title = _label("What a residual block is", "title")
        self._on = _label("", "muted")
        self._identity, self._changing, self._rivals = (_label("", "lesson") for _ in range(3))
        self._when, self._designs, self._family = (_label(each, "heading") for each in HEADINGS)
        self.figures = (BlockView(), BlockView())
        self.shows = tuple(_link("Show this block in the diagram") for _ in self.figures)
        self.plain, self.block = _link(""), _link("")
        self.plan = LessonPlan()
        self.to_plan = _link("To the lesson of 15 minutes")
        self._costs = QGridLayout()
        self.table = TableOnePanel()
        self.table.show_large()
        self.setAccessibleName("What a residual block is")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self._laid_out())
        self.to_plan.clicked.connect(self._show_plan)
        self.plain.clicked.connect(lambda: session.edit(edits.switch_plain))
        self.block.clicked.connect(lambda: session.edit(edits.switch_block))
        self.table.network_chosen.connect(
            lambda network: session.edit(edits.open_network, network.name)
        )
        for place, show in enumerate(self.shows):
            show.clicked.connect(lambda _=False, place=place: self._ask(place))
        session.network_changed.connect(self._on_network)

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        for part in (*self.figures, self.table):
            part.set_colors(colors)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_other:
            self._fill()

    def text(self) -> str:
        """All that it says, for tests."""
        labels = self.findChildren(QLabel)
        return "\n".join(each.text() for each in labels if not each.isHidden())

    def _show_plan(self) -> None:
        """Scrolls to the lesson, and goes there with the keyboard."""
        self.verticalScrollBar().setValue(self.plan.y())
        next(iter(self.plan.links.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_network(self) -> None:
        self._is_other = True
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        self._is_other = False
        network = self._session.shown.network
        lesson = self._lesson = lesson_of(network)
        self._on.setText(f"Shown on {network.title}")
        self._identity.setText(words.identity_text(lesson))
        self._changing.setText(words.changing_text(lesson))
        self.plan.show_words(words_for(network, lesson))
        self._rivals.setText(words.rivals_text(lesson.rivals) if lesson.rivals else "")
        for place, block in enumerate(self._blocks(lesson)):
            self._show_block(place, network.graph, block)
        structure = network.structure
        is_basic = structure is not None and structure.block == "basic"
        for button in (self.plain, self.block):
            button.setVisible(structure is not None)
        self.block.setText("Switch to bottleneck" if is_basic else "Switch to basic")
        self.plain.setText("Put the shortcuts back" if lesson.plain else "Take the shortcuts away")
        for shown, of_it in (
            (lesson.changing, (self._when, self._changing)),
            (lesson.rivals, (self._designs, self._rivals)),
            (structure, (self._family, self.table)),
        ):
            for widget in of_it:
                widget.setVisible(shown is not None)
        self._fill_costs(lesson)
        self.table.show_network(network)

    def _blocks(self, lesson: BlockLesson) -> tuple[Block | None, Block | None]:
        return lesson.identity or lesson.plain, lesson.changing

    def _show_block(self, place: int, graph: Graph, block: Block | None) -> None:
        can_draw = block is not None and is_chain(graph, block)
        self.figures[place].show_figure(block_figure(graph, block) if can_draw and block else None)
        self.shows[place].setVisible(block is not None)

    def _fill_costs(self, lesson: BlockLesson) -> None:
        empty(self._costs)
        rows = words.rivals_rows(lesson.rivals) if lesson.rivals else ()
        heads = (("", "Parameters", "MACs"),) if rows else ()
        for line, row in enumerate((*heads, *rows)):
            for column, text in enumerate(row):
                label = _label(escape(text), "lesson") if line else _label(text, "muted")
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                label.setAlignment(side)
                self._costs.addWidget(label, line, column)

    def _ask(self, place: int) -> None:
        block = self._blocks(self._lesson)[place] if self._lesson else None
        if block is not None:
            self._session.select(block.path)
            self.block_asked.emit(block.path)

    def _laid_out(self) -> QWidget:
        page, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        formula = _label(words.FORMULA, "formula")
        column.addWidget(self._title)
        line = QHBoxLayout()
        line.addWidget(self._on, 1)
        line.addWidget(self.to_plan)
        column.addLayout(line)
        for widget in (_label(words.IDEA, "lesson"), formula):
            column.addWidget(widget)
        column.addWidget(_label(words.ZERO, "lesson"))
        column.addWidget(_label(words.SOURCE, "muted"))
        texts = (
            (_label("The identity shortcut", "heading"), self._identity),
            (self._when, self._changing),
        )
        for place, (heading, text) in enumerate(texts):
            column.addWidget(heading)
            column.addWidget(text)
            column.addWidget(self.figures[place], 0, Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(self.shows[place], 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.plain, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._designs)
        column.addWidget(self._rivals)
        self._costs.setHorizontalSpacing(24)
        column.addLayout(self._costs)
        column.addWidget(self.block, 0, Qt.AlignmentFlag.AlignLeft)
        inside, whole = QWidget(), QVBoxLayout(page)
        inside.setLayout(column)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(12)
        whole.addLayout(self._centred(inside))
        whole.addWidget(self._family)
        whole.addWidget(self.table)
        whole.addSpacing(MARGIN)
        whole.addLayout(self._centred(self.plan))
        whole.addStretch(1)
        return page

    def _centred(self, widget: QWidget) -> QHBoxLayout:
        """Lines of text no longer than people like to read."""
        widget.setMaximumWidth(LETTERS * self.fontMetrics().averageCharWidth() * 5 // 4)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(widget, 100)
        row.addStretch(1)
        return row


def _label(text: str, role: str) -> QLabel:
    label = rich_label(text) if role in ("lesson", "formula") else plain_label(text)
    label.setProperty("role", role)
    label.setWordWrap(role in ("lesson", "muted"))
    return label


def _link(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "link")
    return button
