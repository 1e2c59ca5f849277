"""The card at the end: more networks, counterparts of one, and whether equal rows are shown."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import NamedTuple

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.presets import PRESETS, Family
from resnet_viz.session.cards import FULL
from resnet_viz.ui.lab.cards.arch_edit import EXAMPLE, ArchEdit
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.menu import Menu
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip

MATCHES = (
    ("stages", "Stages", "The same stages with the other block"),
    ("depth", "Depth", "The other block at the nearest depth"),
    ("macs", "MACs", "The other block at the nearest MACs"),
    ("params", "Parameters", "The other block with the nearest parameters"),
    ("latency", "Latency", "The other block with the nearest latency: three networks are timed"),
)
ADD, ADD_TIP = "+ Add a network", "Add a network to the comparison"
NO_MATCH = "Only residual networks have a counterpart"
NARROW_ROW = 3  # buttons in a row where there is little room
SPACING = 3
MARGINS = QMargins(10, 4, 8, 7)
ONLY, ONLY_TIP = "Only what differs", "Hide the rows of tables that are equal for all networks"


class Offers(NamedTuple):
    """What can be added: the block of the twin, '' for no twin, and networks that are hidden.

    `matched` is the letter of the network that is matched; `has_room` says whether one more can be
    shown.
    """

    matched: str
    block: str
    hidden: tuple[tuple[int, str], ...]
    has_room: bool


class AddCard(QFrame):
    """`typed` and `chosen` carry the text of a network, `shown` the place of one that was hidden.

    `twin_asked` is for the twin of the current network, `match_asked` carries what a counterpart
    has in common, `only_differing` whether equal rows are hidden.
    """

    typed = Signal(str)
    chosen = Signal(str)
    shown = Signal(int)
    twin_asked = Signal()
    match_asked = Signal(str)
    only_differing = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._offers = Offers("", "", (), has_room=True)
        self.add = QToolButton()
        self.add.setText(ADD)
        self.add.setProperty("role", "add")
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_tip(self.add, ADD_TIP)
        self._menu = Menu("", self.add)
        self._menu.aboutToShow.connect(self._fill)
        self.add.setMenu(self._menu)
        self.edit = ArchEdit()
        self.edit.setPlaceholderText(EXAMPLE)
        self.edit.hide()
        self.edit.entered.connect(self.typed)
        self.edit.left.connect(self.end_edit)
        self.about = ElidedLabel()
        self.about.setProperty("role", "note")
        self.matches = {key: self._match_button(key, text, tip) for key, text, tip in MATCHES}
        self.only = QCheckBox(ONLY)
        set_tip(self.only, ONLY_TIP)
        self.only.toggled.connect(self.only_differing)
        self._grid, self._top = QGridLayout(), QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._is_wide: bool | None = None
        self._lay_out()
        self.set_wide(is_wide=True)

    def show_offers(self, offers: Offers) -> None:
        """What can be added to the networks that are shown."""
        self._offers = offers
        self.add.setEnabled(offers.has_room)
        set_tip(self.add, ADD_TIP if offers.has_room else FULL)
        for key, button in self.matches.items():
            button.setEnabled(offers.has_room and bool(offers.block))
            reason = FULL if not offers.has_room else "" if offers.block else NO_MATCH
            tip = next(tip for each, _, tip in MATCHES if each == key)
            set_tip(button, reason or tip)
        if not self.edit.isVisibleTo(self):
            self._show_about()

    def show_only(self, *, is_on: bool) -> None:
        """Whether equal rows are hidden."""
        self.only.blockSignals(True)
        self.only.setChecked(is_on)
        self.only.blockSignals(False)

    def set_wide(self, *, is_wide: bool) -> None:
        """Buttons in one row or in two, and the switch next to the button or below all."""
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        for place, button in enumerate(self.matches.values()):
            row, column = divmod(place, len(MATCHES) if is_wide else NARROW_ROW)
            self._grid.addWidget(button, row, column)
        (self._top if is_wide else self._column).addWidget(self.only)
        self.updateGeometry()

    def needed(self, *, is_wide: bool) -> int:
        """The pixels of width that every word needs."""
        margins = MARGINS.left() + MARGINS.right() + 2
        widths = [button.sizeHint().width() for button in self.matches.values()]
        add, only = self.add.sizeHint().width(), self.only.sizeHint().width()
        if is_wide:
            return margins + max(sum(widths) + SPACING * (len(widths) - 1), add + 6 + only)
        pairs = zip(widths[:NARROW_ROW], [*widths[NARROW_ROW:], 0], strict=True)
        return margins + max(sum(map(max, pairs)) + SPACING * (NARROW_ROW - 1), add, only)

    def begin_edit(self) -> None:
        """Lets a person type the network that is added."""
        if self._offers.has_room:
            self.add.hide()
            self.only.hide()
            self.edit.begin("")

    def end_edit(self) -> None:
        """Shows the button again."""
        had_focus = self.edit.hasFocus()
        self.edit.hide()
        self.add.show()
        self.only.show()
        self._show_about()
        if had_focus:
            self.add.setFocus()

    def show_error(self, error: UserError) -> None:
        """What is wrong with what was typed."""
        set_state(self.edit, State.BAD)
        set_state(self.about, State.BAD)
        self.about.show_words(error.sentence)

    def _show_about(self) -> None:
        offers = self._offers
        set_state(self.about, State.PLAIN)
        words = (
            f"Match {offers.matched} with {offers.block} blocks by" if offers.block else NO_MATCH
        )
        self.about.show_words(words if offers.has_room else FULL)

    def _fill(self) -> None:
        """What can be added now."""
        menu = self._menu
        menu.clear()
        offers = self._offers
        menu.addAction("Type a network").triggered.connect(lambda _: self.begin_edit())
        if offers.block:
            twin = menu.addAction(f"{offers.block.capitalize()} twin of {offers.matched}")
            twin.triggered.connect(lambda _: self.twin_asked.emit())
        for place, title in offers.hidden:
            _add(menu, f"Show {title}", partial(self.shown.emit, place))
        menu.addSeparator()
        for family in self._families:
            menu.addMenu(family)

    @cached_property
    def _families(self) -> tuple[Menu, ...]:
        """The published networks, a menu for each family; clearing what they are in leaves them."""
        menus = {family: Menu(family, self._menu) for family in Family}
        for preset in PRESETS:
            _add(menus[preset.family], preset.title, partial(self.chosen.emit, preset.name))
        return tuple(menus.values())

    def _match_button(self, key: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "match")
        button.setAccessibleName(f"Match by {text}")
        set_tip(button, tip)
        button.clicked.connect(lambda: self.match_asked.emit(key))
        return button

    def _lay_out(self) -> None:
        self._top.setSpacing(6)
        for widget in (self.add, self.edit):
            self._top.addWidget(widget)
        self._top.addStretch(1)
        self._grid.setSpacing(SPACING)
        self._column.setContentsMargins(MARGINS)
        self._column.setSpacing(3)
        self._column.addLayout(self._top)
        self._column.addWidget(self.about)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)


def _add(menu: Menu, text: str, act: Callable[[], object]) -> None:
    menu.addAction(text).triggered.connect(lambda _: act())
