"""The card of the selection: a small figure, what it costs, and how each number comes about."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from resnet_viz.core.cost.measure import percent_text
from resnet_viz.core.graph.graph import Graph
from resnet_viz.diagram.scene.theme import LIGHT, Theme
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.emptying import empty
from resnet_viz.ui.parts.label import plain_label, rich_label
from resnet_viz.ui.parts.tables.share_bar import ShareBar
from resnet_viz.ui.parts.tip import set_tip
from resnet_viz.ui.selection.block_sketch import BlockSketch
from resnet_viz.ui.selection.describe import worked_html
from resnet_viz.ui.selection.subject import Figure, Part, Subject

FOLDED, UNFOLDED = "▸ How each number is calculated", "▾ How each number is calculated"
NAME_LETTERS, OUTPUT_LETTERS = 11, 14  # of a stage in the list, at most
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Inspector(QFrame):
    """Shows one subject: what is selected, or the network as a whole.

    Worked numbers are folded away until a person asks for them, and then stay unfolded.
    """

    def __init__(self, theme_of: Callable[[], Theme] = lambda: LIGHT) -> None:
        super().__init__()
        self.setObjectName("card")
        self._subject = Subject("", "")
        self.title, self.path = ElidedLabel(), ElidedLabel()
        self.title.setProperty("role", "heading")
        self.path.setProperty("role", "muted")
        self.formula, self.worked, self.note = _text_label(), _text_label(), _text_label()
        self.sketch = BlockSketch(theme_of)
        self.unfold = QPushButton(FOLDED)
        self.unfold.setProperty("role", "link")
        self.unfold.setStyleSheet("text-align: left; padding: 3px 0;")
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._show_worked)
        self._figures, self._parts = _grid(), _grid()
        self._parts.setColumnStretch(2, 1)
        self._parts.setHorizontalSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        above: tuple[QWidget, ...] = (self.title, self.path, self.formula, self.sketch)
        below: tuple[QWidget, ...] = (self.note, self.unfold, self.worked)
        for widget in above:
            column.addWidget(widget)
        column.addLayout(self._figures)
        column.addLayout(self._parts)
        for widget in below:
            column.addWidget(widget)
        column.addStretch(1)

    def show_subject(self, subject: Subject, graph: Graph) -> None:
        """Shows what is selected of a network, or the network."""
        if subject == self._subject:
            return
        self._subject = subject
        self.title.show_words(subject.title)
        self.path.show_words(subject.path)
        self.path.setVisible(bool(subject.path))
        for label, words in ((self.formula, subject.formula), (self.note, subject.note)):
            label.setText(words)
            label.setVisible(bool(words))
        self.sketch.show_block(graph, subject.block)
        self._fill(subject)
        self._show_worked()

    def texts(self) -> str:
        """All that is shown in words, for tests."""
        labels = self.findChildren(QLabel)
        words = (each.words if isinstance(each, ElidedLabel) else each.text() for each in labels)
        return "\n".join(words)

    def _fill(self, subject: Subject) -> None:
        _fill(self._figures, map(_figure_labels, subject.figures))
        _fill(self._parts, map(_part_widgets, subject.parts))

    def _show_worked(self) -> None:
        subject, is_open = self._subject, self.unfold.isChecked()
        lines = [each for each in (*subject.figures, *subject.further) if each.worked]
        self.unfold.setText(UNFOLDED if is_open else FOLDED)
        self.unfold.setVisible(bool(lines))
        self.worked.setVisible(is_open and bool(lines))
        self.worked.setText("".join(map(_worked_text, lines)) if is_open else "")


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(3)
    return grid


def _fill(grid: QGridLayout, rows: Iterable[Sequence[QWidget]]) -> None:
    """Replaces what is in a grid."""
    for widget in empty(grid):
        widget.setParent(None)
    for row, widgets in enumerate(rows):
        for column, widget in enumerate(widgets):
            is_last = column == len(widgets) - 1
            grid.addWidget(widget, row, column, 1, -1 if is_last else 1)


def _figure_labels(figure: Figure) -> tuple[QLabel, ...]:
    """Name, value and share; a value without a share has its room too: shapes are long."""
    name, value = map(plain_label, (figure.name, figure.text))
    name.setProperty("role", "muted")
    value.setStyleSheet("font-weight: 600")
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    value.setAccessibleName(f"{figure.name}: {figure.text}")
    value.setAlignment(RIGHT)
    if not figure.share:
        return name, value
    share = plain_label(figure.share)
    share.setProperty("role", "muted")
    share.setAlignment(RIGHT)
    return name, value, share


def _part_widgets(part: Part) -> tuple[QWidget, ...]:
    name = _short_label(part.name, NAME_LETTERS)
    output = _short_label(f"{part.output}  {part.blocks}".rstrip(), OUTPUT_LETTERS)
    bar = ShareBar(part.share or 0.0)
    share = plain_label(percent_text(part.share))
    output.setProperty("role", "muted")
    share.setAlignment(RIGHT)
    set_tip(name, part.path if part.path.startswith(part.name) else f"{part.name}\n{part.path}")
    bar.setAccessibleName(f"{part.name}: {percent_text(part.share)}")
    output.setAlignment(RIGHT)
    return name, output, bar, share


def _short_label(words: str, letters: int) -> QLabel:
    """A label that is never wider than so many letters; a tip has words that are cut."""
    label = plain_label(words)
    metrics = label.fontMetrics()
    room = letters * metrics.averageCharWidth()
    label.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room))
    set_tip(label, words if label.text() != words else "")
    return label


def _worked_text(figure: Figure) -> str:
    return (
        f"<p style='margin: 2px 0'><b>{escape(f'{figure.name} {figure.text}')}</b><br>"
        f"<span style='font-size: 8pt'>= {worked_html(figure.worked)}</span></p>"
    )


def _text_label() -> QLabel:
    label = rich_label()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.hide()
    return label
