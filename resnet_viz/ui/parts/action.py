"""An action is a decorator on the method that does it; menus are made from what is declared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from resnet_viz.core.wording import sentence
from resnet_viz.ui.parts.menu import Menu
from resnet_viz.ui.parts.tip import set_tip, with_keys

Method = TypeVar("Method", bound=Callable[..., Any])
KeyShortcut = str | tuple[str, ...] | QKeySequence.StandardKey


class ActionState(NamedTuple):
    """What an action shows now: a text in place of the declared one, whether it can be chosen.

    `reason` is what is missing where it can't be chosen, as a short sentence.
    """

    text: str = ""
    is_enabled: bool = True
    is_on: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Where an action is and how it is reached; `tip` is one sentence for the status bar.

    A switch is ticked or not, and its method gets which; a menu is filled by its method when it is
    opened. Actions of one `submenu` are in a menu of that title. Of the actions of one `group` one
    is marked, whichever is on. `state` gives from the feature what the action shows at the moment;
    without it the action always shows what is declared.
    """

    menu: str
    text: str
    tip: str
    shortcut: KeyShortcut | None = None
    starts_group: bool = False
    is_switch: bool = False
    is_menu: bool = False
    group: str = ""
    submenu: str = ""
    state: Callable[[Any], ActionState] | None = None


def action(
    menu: str, text: str, tip: str, shortcut: KeyShortcut | None = None, **more: Any
) -> Callable[[Method], Method]:
    """Declares a method of a feature as an action; `more` are the further fields of `ActionRow`."""
    row = ActionRow(menu, text, tip, shortcut, **more)

    def mark(method: Method) -> Method:
        method.action_row = row  # type: ignore[attr-defined]  # read only by add_actions
        return method

    return mark


class ActionEntry(NamedTuple):
    """An action as the palette, the shortcut sheet and tests know it, by its method's name.

    `reason` says why it can't be chosen now, where that is known.
    """

    name: str
    row: ActionRow
    made: QAction
    reason: str

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys, as people write them."""
        return keys_of(self.made)


class Actions:
    """The actions of all features by the names of their methods, in the order of the menus."""

    def __init__(self, bar: QMenuBar, menus: Sequence[str]) -> None:
        self.by_name: dict[str, QAction] = {}
        self.menus = {title: _menu(bar, title) for title in menus}
        self._bar = bar
        self._submenus: dict[tuple[str, str], QMenu] = {}
        self._rows: dict[str, tuple[ActionRow, QObject]] = {}
        self._groups: dict[str, QActionGroup] = {}
        for menu in self.menus.values():
            menu.aboutToShow.connect(self.refresh)

    def add(self, feature: QObject, name: str) -> None:
        """Puts one action of a feature at the end of its menu."""
        assert name not in self.by_name, f"two actions are called {name}"
        method: Callable[..., Any] = getattr(feature, name)
        row: ActionRow = method.action_row  # type: ignore[attr-defined]
        made = self.by_name[name] = _added(self._place_of(row), method, row)
        made.setObjectName(name)
        self._rows[name] = row, feature
        if row.group:
            group = self._groups.setdefault(row.group, QActionGroup(self._bar))
            group.addAction(made)
        made.triggered.connect(self.refresh)

    def _place_of(self, row: ActionRow) -> QMenu:
        """The menu or the submenu that an action is in, which its first action brings about."""
        menu, key = self.menus[row.menu], (row.menu, row.submenu)
        if not row.submenu:
            return menu
        if key not in self._submenus:
            if row.starts_group:
                menu.addSeparator()
            self._submenus[key] = Menu(row.submenu, menu)
            menu.addMenu(self._submenus[key])
        return self._submenus[key]

    def entries(self) -> tuple[ActionEntry, ...]:
        """Every action as it is now, in the order of the menus."""
        self.refresh()
        order = list(self.menus)
        rows = sorted(self._rows.items(), key=lambda item: order.index(item[1][0].menu))
        return tuple(
            ActionEntry(name, row, self.by_name[name], _state_of(row, feature).reason)
            for name, (row, feature) in rows
        )

    def follow(self, *signals: SignalInstance) -> None:
        """Refreshes whenever one of these says something."""
        for signal in signals:
            signal.connect(self.refresh)

    def refresh(self) -> None:
        """Lets each action show what it is now."""
        for name, (row, feature) in self._rows.items():
            if row.state is not None:
                state, made = row.state(feature), self.by_name[name]
                made.setText(state.text or row.text)
                made.setEnabled(state.is_enabled)
                made.setChecked(state.is_on)
                _show_tip(made, row, "" if state.is_enabled else state.reason)


def add_actions(bar: QMenuBar, menus: Sequence[str], features: Sequence[QObject]) -> Actions:
    """Makes menus and actions of what the features declare, in the order of the features."""
    actions = Actions(bar, menus)
    for feature in features:
        for name, value in vars(type(feature)).items():
            if hasattr(value, "action_row"):
                actions.add(feature, name)
    actions.refresh()
    return actions


def keys_of(made: QAction) -> tuple[str, ...]:
    """The keys of an action, as people write them."""
    written = QKeySequence.SequenceFormat.NativeText
    return tuple(key.toString(written) for key in made.shortcuts())


def tip_of(made: QAction) -> str:
    """What an action does, with its first key: the tip of whatever triggers it."""
    return with_keys(made.statusTip(), keys_of(made)[:1])


def _show_tip(made: QAction, row: ActionRow, reason: str) -> None:
    """What the action does, and why it can't be chosen now where that is known."""
    tip = f"{row.tip}. {sentence(reason)}" if reason else row.tip
    if made.statusTip() != tip:
        made.setStatusTip(tip)
        set_tip(made, tip_of(made))


def _state_of(row: ActionRow, feature: QObject) -> ActionState:
    return row.state(feature) if row.state is not None else ActionState()


def _menu(bar: QMenuBar, title: str) -> QMenu:
    menu = Menu(f"&{title}", bar)
    bar.addMenu(menu)
    return menu


def _added(menu: QMenu, method: Callable[..., Any], row: ActionRow) -> QAction:
    if row.starts_group:
        menu.addSeparator()
    if row.is_menu:
        inner = Menu(row.text, menu)
        inner.aboutToShow.connect(lambda: method(inner))
        made = menu.addMenu(inner)
        made.setStatusTip(row.tip)
        set_tip(made, tip_of(made))
        return made
    made = QAction(row.text, menu)
    made.setStatusTip(row.tip)
    if isinstance(row.shortcut, tuple):
        made.setShortcuts([QKeySequence(each) for each in row.shortcut])
    elif row.shortcut is not None:
        made.setShortcut(QKeySequence(row.shortcut))
    made.setCheckable(row.is_switch or bool(row.group))
    made.triggered.connect(method if row.is_switch else lambda _: method())
    set_tip(made, tip_of(made))
    menu.addAction(made)
    return made
