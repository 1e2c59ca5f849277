"""The networks of a comparison as a row of cards, and a card to add more."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from resnet_viz.core.errors import UserError
from resnet_viz.session.document import MOST_SHOWN
from resnet_viz.ui.lab.cards.add_card import AddCard, Offers
from resnet_viz.ui.lab.cards.card import Deed, NetworkCard
from resnet_viz.ui.lab.cards.facts import CardFacts
from resnet_viz.ui.look.colors import LIGHT, Colors

GAP = 7
FIRST_HEIGHT = 106  # before there are any cards
MARK_WIDTH = 3  # of the line that says where a card goes that is dragged


class CardStrip(QScrollArea):
    """`done` carries a deed and the place of a network, `typed` a place and the text typed there.

    `moved` carries the place of a network and the one that it is moved to.
    """

    done = Signal(object, int)
    typed = Signal(int, str)
    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAccessibleName("Networks that are compared")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.cards: list[NetworkCard] = []
        self.add = AddCard()
        self._colors: Colors = LIGHT
        self._inside = QWidget()
        self._inside.setObjectName("cards")
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self.add, 1)
        self.add.hide()  # until there are cards next to it
        self._mark = QFrame(self._inside)
        self._mark.setObjectName("mark")
        self._mark.hide()
        self.setWidget(self._inside)

    def show_cards(self, facts: Sequence[CardFacts], offers: Offers, colors: Colors) -> None:
        """Shows a card for each network; what is being typed stays as long as its card is there."""
        self._colors = colors
        while len(self.cards) < len(facts):
            self._make_card()
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(facts))
        for card, each in zip(self.cards, facts, strict=False):
            card.show_facts(each, colors, is_alone=len(facts) == 1)
        self.add.show_offers(offers)
        self.add.setVisible(len(facts) < MOST_SHOWN)
        self._fit()

    def shown(self) -> list[NetworkCard]:
        """The cards in their order."""
        return [card for card in self.cards if not card.isHidden()]

    def card_at(self, place: int) -> NetworkCard | None:
        """The card of the network at a place of the document."""
        found = (card for card in self.shown() if card.facts and card.facts.place == place)
        return next(found, None)

    def focus_card(self, place: int) -> None:
        """Puts the keyboard on the card of a network."""
        if card := self.card_at(place):
            card.setFocus()
            self.ensureWidgetVisible(card, 0, 0)

    def show_error(self, place: int | None, error: UserError) -> None:
        """What is wrong with what was typed on a card, or on the one to add."""
        if place is None:
            self.add.show_error(error)
        elif card := self.card_at(place):
            card.show_error(error)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_done = super().eventFilter(watched, event)
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self._fit()  # words or their font are other than before
        return is_done

    def _height(self) -> int:
        """That of the cards, and of a scroll bar where they have too little room."""
        if not self.cards:
            return FIRST_HEIGHT
        size = self._inside.minimumSizeHint()
        is_scrolled = size.width() > self.width()
        return size.height() + (self.horizontalScrollBar().sizeHint().height() + 2) * is_scrolled

    def _fit(self) -> None:
        """Figures next to each other where all cards have room for that, and all of one width."""
        cards: list[NetworkCard | AddCard] = [*self.shown()]
        if not self.add.isHidden():
            cards.append(self.add)
        if not cards:
            return
        room = (self.width() + GAP) // len(cards) - GAP
        is_wide = max(card.needed(is_wide=True) for card in cards) <= room
        width = max(card.needed(is_wide=is_wide) for card in cards)
        for card in cards:
            card.set_wide(is_wide=is_wide)
            card.setMinimumWidth(width)
        self.setFixedHeight(self._height())

    def _make_card(self) -> None:
        card = NetworkCard()
        card.done.connect(self._on_done)
        card.typed.connect(self.typed)
        card.stepped.connect(lambda by, card=card: self._step(card, by))
        card.dragged.connect(lambda at, card=card: self._show_mark(card, at))
        card.dropped.connect(lambda at, card=card: self._drop(card, at))
        self.cards.append(card)
        self._row.insertWidget(len(self.cards) - 1, card, 1)

    def _on_done(self, deed: Deed, place: int) -> None:
        ways = {Deed.LEFT: -1, Deed.RIGHT: 1}
        if deed not in ways:
            self.done.emit(deed, place)
        elif card := self.card_at(place):
            self._move(card, self.shown().index(card) + ways[deed])

    def _step(self, card: NetworkCard, by: int) -> None:
        shown = self.shown()
        place = shown.index(card) + by if card in shown else -1  # a hidden one may have the keys
        if 0 <= place < len(shown):
            shown[place].setFocus()
            self.ensureWidgetVisible(shown[place], 0, 0)

    def _target(self, card: NetworkCard, at: QPoint) -> int:
        """Which card, counted from the left, a dragged one would be."""
        x = self._inside.mapFromGlobal(at).x()
        others = [each for each in self.shown() if each is not card]
        return sum(each.geometry().center().x() < x for each in others)

    def _show_mark(self, card: NetworkCard, at: QPoint) -> None:
        """A line where the card would go."""
        others = [each.geometry() for each in self.shown() if each is not card]
        target, most = self._target(card, at), self._inside.width() - MARK_WIDTH
        x = min(others[target - 1].right() + GAP // 2, most) if target else 0
        self._mark.setGeometry(x, 0, MARK_WIDTH, self._inside.height())
        self._mark.raise_()
        self._mark.show()

    def _drop(self, card: NetworkCard, at: QPoint) -> None:
        self._mark.hide()
        self._move(card, self._target(card, at))

    def _move(self, card: NetworkCard, to: int) -> None:
        shown = self.shown()
        if not 0 <= to < len(shown) or shown[to] is card:
            return
        facts, target = card.facts, shown[to].facts
        if facts and target:
            self.moved.emit(facts.place, target.place)
            shown[to].setFocus()
