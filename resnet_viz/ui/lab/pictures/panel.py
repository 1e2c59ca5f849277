"""The pictures of a comparison next to each other, or how to get a second network."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QWidget,
)

from resnet_viz.ui.canvas.canvas import Canvas
from resnet_viz.ui.lab.pictures.card import PictureCard
from resnet_viz.ui.parts.empty_page import empty_page
from resnet_viz.ui.parts.label import menu_text, plain_label
from resnet_viz.ui.parts.menu import Menu
from resnet_viz.ui.parts.tip import set_tip, triggers

EMPTY = "Keep this network as the base, then change it: both are drawn next to each other."
ALONE = "This network is the base. Choose another one above to see both next to each other."
PIN, TWIN = "Pin this network as the base", "Compare with the {block} twin"
GAP = 8
UNBOUNDED = 16_777_215  # pixels: QWIDGETSIZE_MAX, for a widget that may be as wide as it likes
CHOICE_TIP = "Which networks have pictures, and what is marked in them"


class Choice(NamedTuple):
    """A network that can have a picture: its place, its name, and whether it has one.

    The base and the network on screen always have one: `is_free` says that it can be chosen.
    """

    place: int
    name: str
    is_on: bool
    is_free: bool


class PicturesPanel(QWidget):
    """Shows the pictures, or how to get a second network.

    `pin_clicked`, `twin_clicked`, `swap_clicked`, `end_clicked` and `marks_switched` are what a
    person does here; `picture_chosen` carries the place of a network whose picture is switched on
    or off. `looked_at` and `looked_away` say whether the panel is in sight.
    """

    pin_clicked = Signal()
    twin_clicked = Signal()
    swap_clicked = Signal()
    end_clicked = Signal()
    marks_switched = Signal(bool)
    picture_chosen = Signal(int, bool)
    looked_at = Signal()
    looked_away = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")  # each picture has a frame of its own
        self.letter = plain_label()
        self.letter.setProperty("role", "heading")
        self.twin = _button(TWIN, self.twin_clicked)
        self.cards: list[PictureCard] = [PictureCard()]
        self._choices: tuple[Choice, ...] = ()
        self._is_marked = True
        self.choose = self._choose_button()
        self.cards[0].add_control(self.choose)
        self._row = QSplitter(Qt.Orientation.Horizontal)
        self._row.setHandleWidth(GAP)
        self._row.setChildrenCollapsible(False)
        self._row.addWidget(self.cards[0])
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self._row)

    @property
    def canvas(self) -> Canvas:
        """The picture of the base."""
        return self.cards[0].canvas

    def show_count(self, count: int, *, has_others: bool = False) -> None:
        """So many pictures; none shows how to get one, of others that are there or not.

        Cards that are there are used again.
        """
        self._words.setText(ALONE if has_others else EMPTY)
        self._pages.setCurrentIndex(1 if count else 0)
        shown = sum(not card.isHidden() for card in self.cards)
        while len(self.cards) < count:
            self.cards.append(PictureCard())
            self._row.addWidget(self.cards[-1])
        for place, each in enumerate(self.cards):
            each.setVisible(place < count)
            each.share_room(max(1, count))
        if count and count != shown and self.isVisible():
            self._share_room(count)

    def _share_room(self, count: int) -> None:
        """As much room for each of these pictures as for the diagram next to them."""
        splitter = self.parentWidget()
        if not isinstance(splitter, QSplitter):
            return
        sizes, own = splitter.sizes(), splitter.indexOf(self)
        widgets = [splitter.widget(place) for place in range(splitter.count())]
        wide = [
            place
            for place, each in enumerate(widgets)
            if each is not None
            and each is not self
            and not each.isHidden()
            and each.maximumWidth() >= UNBOUNDED
        ]
        share = (sizes[own] + sum(sizes[place] for place in wide)) // (count + len(wide))
        for place in wide:
            sizes[place] = share
        sizes[own] = count * share
        splitter.setSizes(sizes)

    def show_choices(self, choices: Sequence[Choice], *, is_marked: bool) -> None:
        """The networks that can have pictures, and whether what differs is marked."""
        self._choices, self._is_marked = tuple(choices), is_marked

    def show_twin(self, block: str) -> None:
        """Which block the twin of the network on screen has, '' where it has no twin."""
        self.twin.setText(TWIN.format(block=block))
        self.twin.setVisible(bool(block))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.looked_away.emit()

    def _choose_button(self) -> QToolButton:
        button = QToolButton()
        button.setText("⋯")
        button.setAccessibleName("Pictures")
        button.setProperty("role", "corner")
        set_tip(button, CHOICE_TIP)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Menu("Pictures", button)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        button.setMenu(menu)
        return button

    def _fill(self, menu: Menu) -> None:
        menu.clear()
        for choice in self._choices:
            entry = menu.addAction(menu_text(choice.name))
            entry.setCheckable(True)
            entry.setChecked(choice.is_on)
            entry.setEnabled(choice.is_free)
            place = choice.place
            entry.triggered.connect(
                lambda is_on, place=place: self.picture_chosen.emit(place, is_on)
            )
        menu.addSeparator()
        mark = menu.addAction("Mark differences")
        mark.setCheckable(True)
        mark.setChecked(self._is_marked)
        mark.triggered.connect(self.marks_switched)
        menu.addSeparator()
        menu.addAction("Swap with the base").triggered.connect(self.swap_clicked)
        menu.addAction("Remove the base").triggered.connect(self.end_clicked)

    def _empty_page(self) -> QWidget:
        pin = _button(PIN, self.pin_clicked)
        triggers(pin, "pin")
        set_tip(self.twin, "This network as the base, and its twin with the other block next to it")
        page = empty_page(EMPTY, self.twin, pin)
        page.setObjectName("card")
        self._words = page.findChildren(QLabel)[0]
        return page


def _button(text: str, clicked: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(clicked)
    return button
