"""The notices over the main view: the newest on top, of each cause one, at most three."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resnet_viz.ui.parts.notice import Cause, Notice
from resnet_viz.ui.parts.notice_card import NoticeCard

MOST = 3
WIDTH = 400
MARGIN = 12
GAP = 8
MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class NoticeStack(QWidget):
    """Is at the top right over a view inside of its parent and pushes nothing aside.

    The view is the parent until another is named; where that is hidden, it is the parent again.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = self._over = parent
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        parent.installEventFilter(self)
        self.hide()

    def place_over(self, over: QWidget) -> None:
        """Takes the notices along to another view, such as that of another workspace."""
        for widget in self._between():
            widget.removeEventFilter(self)
        self._over = over
        for widget in self._between():
            widget.installEventFilter(self)
        self._place()

    def show_notice(self, notice: Notice) -> None:
        """Shows a notice in the place of what was said of its cause."""
        self.clear(notice.cause)
        card = NoticeCard(notice, self._remove)
        self._column.insertWidget(0, card)
        cards = self._cards()
        if len(cards) > MOST:
            passing = [each for each in cards[1:] if each.notice.kind.is_passing]
            self._remove((passing or cards)[-1])
        self._place()
        card.announce()

    def clear(self, cause: Cause) -> None:
        """The cause is gone, and what was said of it."""
        for card in self._cards():
            if card.notice.cause is cause:
                self._remove(card)

    def notices(self) -> tuple[Notice, ...]:
        """What is shown now, the newest first."""
        return tuple(card.notice for card in self._cards())

    def text(self) -> str:
        """The messages that are shown, one a line, '' when none is."""
        return "\n".join(notice.text for notice in self.notices())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._place()

    def _between(self) -> list[QWidget]:
        """The view and what is around it up to the parent, whose moves move it too."""
        found: list[QWidget] = []
        widget: QWidget | None = self._over
        while widget is not None and widget is not self._parent:
            found.append(widget)
            widget = widget.parentWidget()
        return [*found, self._parent]

    def _room(self) -> QRect:
        if not self._over.isVisibleTo(self._parent):
            return self._parent.rect()
        return QRect(self._over.mapTo(self._parent, QPoint()), self._over.size())

    def _cards(self) -> list[NoticeCard]:
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, NoticeCard)]

    def _remove(self, card: NoticeCard) -> None:
        had_focus = card.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._place()
        if had_focus:
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """Shows as many as there is room for, always the newest."""
        cards = self._cards()
        room = self._room()
        width = min(WIDTH, room.width() - 2 * MARGIN)
        if not cards or width <= 0:
            self.hide()
            return
        for card in cards:
            card.show()
        for card in reversed(cards[1:]):
            if self._column.totalHeightForWidth(width) <= room.height() - 2 * MARGIN:
                break
            card.hide()
        height = self._column.totalHeightForWidth(width)
        left = room.left() + room.width() - MARGIN - width
        self.setGeometry(left, room.top() + MARGIN, width, height)
        self.show()
        self.raise_()
