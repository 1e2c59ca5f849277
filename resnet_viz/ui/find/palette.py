"""The command palette: a field over the window, and what answers it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from resnet_viz.ui.find.offer import Found, Offer
from resnet_viz.ui.find.offer_list import OfferDelegate, OfferModel, row_height
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.typed_field import typed_field

WIDTH = 620
MOST_ROWS = 13
TOP = 56
SIDE = 20
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class Palette(QFrame):
    """Over the top centre of a window; `chosen` carries the offer, `closed` says it is gone.

    `answers` gives what answers a text.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, window: QWidget, answers: Callable[[str], Sequence[Found]]) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self._answers = answers
        self.field = typed_field()
        self.field.setPlaceholderText("Find an action, network, layer or run")
        self.field.setAccessibleName("Command palette")
        self.field.installEventFilter(self)
        self.model = OfferModel(self)
        self.list = QListView()
        self.list.setObjectName("offers")
        self.list.setAccessibleName("Matches")
        self.nothing = plain_label("No matches")
        self.nothing.setProperty("role", "muted")
        self.nothing.setContentsMargins(12, 4, 12, 8)
        self._set_up_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.field, self.list, self.nothing):
            column.addWidget(widget)
        self.field.textChanged.connect(lambda _: self.refresh())
        window.installEventFilter(self)

    def open(self) -> None:
        """Shows everything there is, the field empty and with the keyboard."""
        self.field.clear()
        self.refresh()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self) -> None:
        """Shows what answers the text, the best of it chosen."""
        self.model.show_found(self._answers(self.field.text()))
        first = next((row for row in range(len(self.model.rows)) if self.model.can_do(row)), -1)
        self._go_to(first)
        self.list.scrollToTop()
        self.list.setVisible(bool(self.model.rows))
        self.nothing.setVisible(not self.model.rows)
        self._place()

    def offer(self) -> Offer | None:
        """The offer that Enter does, None where there is none."""
        place = self.list.currentIndex().row()
        row = self.model.rows[place] if self.model.can_do(place) else None
        return row if isinstance(row, Offer) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is not self.field:
            return False
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut:
            self._close()
        is_key = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        return is_key and isinstance(event, QKeyEvent) and self._take_key(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Whether a key is for the list; each is heard before the window's own shortcuts."""
        key = Qt.Key(event.key())
        is_ours = key in (*STEPS, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not is_ours:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif key in STEPS:
            self._step(STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            self._choose(self.list.currentIndex())
        return True

    def _step(self, by: int) -> None:
        """So many offers on, from the last to the first where it is a single step."""
        able = [row for row in range(len(self.model.rows)) if self.model.can_do(row)]
        if not able:
            return
        here = self.list.currentIndex().row()
        place = (able.index(here) if here in able else -1) + by
        place = place % len(able) if abs(by) == 1 else min(max(place, 0), len(able) - 1)
        self._go_to(able[place])

    def _go_to(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.list.setCurrentIndex(index)
        if row == 1:  # with its heading
            self.list.scrollToTop()
        words = index.data(Qt.ItemDataRole.AccessibleTextRole) if index.isValid() else "No matches"
        self.field.setAccessibleDescription(str(words or ""))

    def _choose(self, index: QModelIndex) -> None:
        if self.model.can_do(index.row()):
            offer = self.model.rows[index.row()]
            self._close()
            self.chosen.emit(offer)

    def _close(self) -> None:
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _place(self) -> None:
        window = self.parentWidget()
        assert window
        height = row_height(self.list.fontMetrics().height())
        rows = min(len(self.model.rows), MOST_ROWS, max(3, (window.height() - 160) // height))
        self.list.setFixedHeight(rows * height + 2)
        width = min(WIDTH, window.width() - 2 * SIDE)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((window.width() - width) // 2, TOP)

    def _set_up_list(self) -> None:
        rows = self.list
        rows.setModel(self.model)
        rows.setItemDelegate(OfferDelegate(rows))
        rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows.setUniformItemSizes(True)
        rows.setFrameShape(QFrame.Shape.NoFrame)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.clicked.connect(self._choose)
