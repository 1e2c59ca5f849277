"""One network of a comparison as a card: what it is, what it costs, and how that differs."""

from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QMargins, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.chart.colors import member_color
from resnet_viz.ui.lab.cards.arch_edit import ArchEdit
from resnet_viz.ui.lab.cards.facts import CardFacts
from resnet_viz.ui.lab.cards.figures import CardFigures
from resnet_viz.ui.lab.cards.frame import BAND, paint_frame
from resnet_viz.ui.look.colors import LIGHT, Colors
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.parts.label import plain_label
from resnet_viz.ui.parts.menu import Menu
from resnet_viz.ui.parts.state import State, set_state
from resnet_viz.ui.parts.tip import set_tip

MARGINS = QMargins(BAND + 7, 4, 6, 7)
NEEDS, NEEDS_TIP = "What it needs…", "Show why this network is not open, and what can be done"
EDIT_TIP = "Double-click or press F2 to type another network"


class Deed(Enum):
    """What a person does with a card."""

    CHOOSE = auto()
    EDIT = auto()
    DUPLICATE = auto()
    BASE = auto()
    LEFT = auto()
    RIGHT = auto()
    HIDE = auto()
    REMOVE = auto()


ENTRIES = (
    ("Type another network", None, "F2"),
    ("Edit in the left panel", Deed.EDIT, ""),
    ("Make it the base", Deed.BASE, "B"),
    ("Duplicate", Deed.DUPLICATE, ""),
    ("Move left", Deed.LEFT, "Ctrl+Left"),
    ("Move right", Deed.RIGHT, "Ctrl+Right"),
    ("Hide", Deed.HIDE, ""),
    ("Remove", Deed.REMOVE, "Del"),
)
KEYS = {
    Qt.Key.Key_Return: Deed.CHOOSE,
    Qt.Key.Key_Enter: Deed.CHOOSE,
    Qt.Key.Key_Space: Deed.CHOOSE,
    Qt.Key.Key_B: Deed.BASE,
    Qt.Key.Key_Delete: Deed.REMOVE,
}
MOVES = {Qt.Key.Key_Left: Deed.LEFT, Qt.Key.Key_Right: Deed.RIGHT}


class NetworkCard(QFrame):
    """`done` carries what a person does with it, `typed` the text of another network.

    `stepped` asks for the card next to it, −1 or 1; `dragged` and `dropped` carry where the pointer
    is on the screen.
    """

    done = Signal(object, int)
    typed = Signal(int, str)
    stepped = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.facts: CardFacts | None = None
        self._colors: Colors = LIGHT
        self._pressed: QPoint | None = None
        self._is_dragging = False
        self.letter, self.title = plain_label(), ElidedLabel()
        for label in (self.letter, self.title):
            label.setProperty("role", "heading")
        self.base = plain_label("base")
        self.base.setProperty("role", "note")
        self.about = ElidedLabel(Qt.TextElideMode.ElideRight)
        self.about.setProperty("role", "note")
        self.needs = QPushButton(NEEDS)
        self.needs.setProperty("role", "link")
        set_tip(self.needs, NEEDS_TIP)
        self.needs.clicked.connect(lambda: self._do(Deed.CHOOSE))
        self.edit = ArchEdit()
        self.edit.hide()
        self.edit.entered.connect(self._on_entered)
        self.edit.left.connect(self.end_edit)
        self.figures = CardFigures()
        self.menu_button = self._menu_button()
        self._lay_out()

    def show_facts(self, facts: CardFacts, colors: Colors, *, is_alone: bool) -> None:
        """Shows a network; one that is alone is not called a base."""
        is_edited = self.facts is None or self.facts.arch != facts.arch
        self.facts, self._colors = facts, colors
        color = member_color(ord(facts.letter) - ord("A"), colors.picture)
        self.letter.setText(facts.letter)
        self.letter.setStyleSheet(f"color: {color};")
        self.title.show_words(facts.title, facts.arch)
        self.base.setVisible(facts.is_base and not is_alone)
        self.needs.setVisible(facts.is_absent)
        self.figures.show_figures(facts.figures)
        if is_edited:
            self.end_edit()
        if not self.edit.isVisibleTo(self):
            self._show_about()
        self._name()
        self.update()

    def set_wide(self, *, is_wide: bool) -> None:
        """Figures next to each other, or below each other where there is less room."""
        self.figures.set_wide(is_wide=is_wide)
        self.updateGeometry()

    def needed(self, *, is_wide: bool) -> int:
        """The pixels of width that every figure needs."""
        margins = self.contentsMargins().left() + self.contentsMargins().right() + 2
        return MARGINS.left() + MARGINS.right() + margins + self.figures.needed(is_wide=is_wide)

    def begin_edit(self) -> None:
        """Lets a person type another network in place of this one."""
        if self.facts:
            self.title.hide()
            self.edit.begin(self.facts.arch)

    def end_edit(self) -> None:
        """Shows the title again."""
        had_focus = self.edit.hasFocus()
        self.edit.hide()
        self.title.show()
        self._show_about()
        if had_focus:
            self.setFocus()

    def show_error(self, error: UserError) -> None:
        """What is wrong with what was typed."""
        set_state(self.edit, State.BAD)
        set_state(self.about, State.BAD)
        self.about.show_words(error.sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.facts is None:
            return
        band = member_color(ord(self.facts.letter) - ord("A"), self._colors.picture)
        paint_frame(self, band, self._colors, is_current=self.facts.is_current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_moving = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        key = Qt.Key(event.key())
        if is_moving and key in MOVES:
            self._do(MOVES[key])
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in MOVES:
            self.stepped.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key == Qt.Key.Key_F2:
            self.begin_edit()
        elif key in KEYS:
            self._do(KEYS[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        way = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._is_dragging or way >= QApplication.startDragDistance():
            self._is_dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragging, was_pressed = self._is_dragging, self._pressed is not None
        self._pressed, self._is_dragging = None, False
        self.unsetCursor()
        if was_dragging:
            self.dropped.emit(event.globalPosition().toPoint())
        elif was_pressed:
            self._do(Deed.CHOOSE)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.begin_edit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self._menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _do(self, deed: Deed) -> None:
        if self.facts:
            self.done.emit(deed, self.facts.place)

    def _on_entered(self, text: str) -> None:
        if self.facts:
            self.typed.emit(self.facts.place, text)

    def _show_about(self) -> None:
        if self.facts:
            set_state(self.about, State.BAD if self.facts.error else State.PLAIN)
            self.about.show_words(self.facts.error or self.facts.subtitle)

    def _name(self) -> None:
        """All that the card shows, for screen readers: what is a colour is a word there."""
        facts = self.facts
        assert facts
        marks = [
            word for word, on in (("base", facts.is_base), ("current", facts.is_current)) if on
        ]
        spoken = [figure.spoken for figure in facts.figures]
        words = [f"{facts.letter} {facts.title}", *marks, facts.subtitle, *spoken, facts.error]
        self.setAccessibleName(". ".join(filter(None, words)))
        set_tip(self, EDIT_TIP)

    def _menu_button(self) -> QToolButton:
        button = QToolButton()
        button.setText("…")
        button.setProperty("role", "corner")
        button.setAccessibleName("What to do with this network")
        set_tip(button, "What to do with this network")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.clicked.connect(self._pop_up)
        return button

    def _pop_up(self) -> None:
        menu = self._menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def _menu(self) -> Menu:
        menu = Menu("", self)
        for text, deed, keys in ENTRIES:
            entry = menu.addAction(text)
            if keys:
                entry.setShortcut(keys)
            act = partial(self._do, deed) if deed else self.begin_edit
            entry.triggered.connect(lambda _=False, act=act: act())
        return menu

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.letter)
        top.addWidget(self.title, 1)
        top.addWidget(self.edit, 1)
        top.addWidget(self.base)
        top.addWidget(self.menu_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGINS)
        column.setSpacing(1)
        column.addLayout(top)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self.about, 1)
        below.addWidget(self.needs)
        column.addLayout(below)
        column.addSpacing(4)
        column.addStretch(1)
        column.addWidget(self.figures)
