"""The list at the left: the first page, then the experiments in the order of the lesson."""

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.ui.look.colors import LIGHT, Colors

FIRST_TITLE, FIRST_QUESTION = "What a residual block is", "What does a shortcut add, and where?"
KEY, TITLE, QUESTION, DONE = (Qt.ItemDataRole.UserRole + place for place in range(4))
PAD, GAP, MARK = 10, 2, 7  # pixels
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
Index = QModelIndex | QPersistentModelIndex


class ExperimentList(QListWidget):
    """`chosen` carries an experiment's word, '' for the first page."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.colors = LIGHT
        self.setObjectName("offers")
        self.setAccessibleName("Experiments")
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(EntryPainter(self))
        self._add("", FIRST_TITLE, FIRST_QUESTION)
        for number, (experiment, row) in enumerate(EXPERIMENTS.items(), start=1):
            self._add(experiment, f"{number}  {row.title}", row.question)
        self.setCurrentRow(0)
        self.currentItemChanged.connect(self._on_current)

    def show_chosen(self, key: str) -> None:
        """Marks the page that is shown, without a signal."""
        self.blockSignals(True)
        self.setCurrentRow(0 if not key else list(Experiment).index(Experiment(key)) + 1)
        self.blockSignals(False)
        self.viewport().update()

    def show_done(self, done: Collection[Experiment]) -> None:
        """Marks the experiments that have a result."""
        for place in range(1, self.count()):
            item = self.item(place)
            is_done = item.data(KEY) in done
            item.setData(DONE, is_done)
            words = f"{item.data(TITLE)}. {item.data(QUESTION)}"
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{words} Has a result" if is_done else words
            )

    def set_colors(self, colors: Colors) -> None:
        """The current colours."""
        self.colors = colors
        self.viewport().update()

    def _add(self, key: str, title: str, question: str) -> None:
        item = QListWidgetItem()
        for role, value in ((KEY, key), (TITLE, title), (QUESTION, question), (DONE, False)):
            item.setData(role, value)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}. {question}")
        self.addItem(item)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(KEY))


class EntryPainter(QStyledItemDelegate):
    """A title, the question below it, and a dot where there is a result."""

    def __init__(self, view: ExperimentList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        room = QRect(0, 0, width - 2 * PAD, 10_000)
        lines = option.fontMetrics.boundingRect(room, int(WRAPPED), index.data(QUESTION))
        return QSize(width, option.fontMetrics.height() + GAP + lines.height() + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors, room = self._view.colors, option.rect.adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            has_focus = self._view.hasFocus()
            painter.setPen(QPen(QColor(colors.accent if has_focus else colors.accent_soft), 1.5))
            painter.setBrush(QColor(colors.accent_soft))
            painter.drawRoundedRect(room, 6, 6)
        words = option.rect.adjusted(PAD, PAD, -PAD, -PAD)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setPen(QColor(colors.ink))
        painter.setFont(bold)
        painter.drawText(words, int(WRAPPED), index.data(TITLE))
        painter.setFont(option.font)
        painter.setPen(QColor(colors.muted))
        below = words.adjusted(0, option.fontMetrics.height() + GAP, 0, 0)
        painter.drawText(below, int(WRAPPED), index.data(QUESTION))
        if index.data(DONE):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.good))
            middle = words.top() + option.fontMetrics.height() // 2 - MARK // 2
            painter.drawEllipse(words.right() - MARK, middle, MARK, MARK)
        painter.restore()
