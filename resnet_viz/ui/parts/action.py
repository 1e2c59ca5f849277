"""An action is a decorator on the method that does it; menus are made from what is declared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

Method = TypeVar("Method", bound=Callable[..., Any])
KeyShortcut = str | tuple[str, ...] | QKeySequence.StandardKey


class ActionState(NamedTuple):
    """What an action shows now: a text in place of the declared one, whether it can be chosen."""

    text: str = ""
    is_enabled: bool = True
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Where an action is and how it is reached; `tip` is one sentence for the status bar.

    A switch is ticked or not, and its method gets which; a menu is filled by its method when it is
    opened. `state` gives from the feature what the action shows at the moment; without it the
    action always shows what is declared.
    """

    menu: str
    text: str
    tip: str
    shortcut: KeyShortcut | None = None
    starts_group: bool = False
    is_switch: bool = False
    is_menu: bool = False
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


class Actions:
    """The actions of all features by the names of their methods."""

    def __init__(self) -> None:
        self.by_name: dict[str, QAction] = {}
        self._states: list[tuple[QAction, ActionRow, QObject]] = []

    def add(self, menu: QMenu, feature: QObject, name: str) -> None:
        """Puts one action of a feature at the end of its menu."""
        method: Callable[..., Any] = getattr(feature, name)
        row: ActionRow = method.action_row  # type: ignore[attr-defined]
        made = self.by_name[name] = _added(menu, method, row)
        if row.state is not None:
            self._states.append((made, row, feature))

    def refresh(self) -> None:
        """Lets each action show what it is now."""
        for made, row, feature in self._states:
            assert row.state is not None
            state = row.state(feature)
            made.setText(state.text or row.text)
            made.setEnabled(state.is_enabled)
            made.setChecked(state.is_on)


def add_actions(bar: QMenuBar, menus: Sequence[str], features: Sequence[QObject]) -> Actions:
    """Makes menus and actions of what the features declare, in the order of the features."""
    by_title = {title: bar.addMenu(f"&{title}") for title in menus}
    actions = Actions()
    for feature in features:
        for name, value in vars(type(feature)).items():
            if hasattr(value, "action_row"):
                actions.add(by_title[value.action_row.menu], feature, name)
    actions.refresh()
    return actions


def _added(menu: QMenu, method: Callable[..., Any], row: ActionRow) -> QAction:
    if row.starts_group:
        menu.addSeparator()
    if row.is_menu:
        inner = menu.addMenu(row.text)
        inner.aboutToShow.connect(lambda: method(inner))
        made = inner.menuAction()
        made.setToolTip(row.tip)
        made.setStatusTip(row.tip)
        return made
    made = QAction(row.text, menu)
    made.setToolTip(row.tip)
    made.setStatusTip(row.tip)
    if isinstance(row.shortcut, tuple):
        made.setShortcuts([QKeySequence(each) for each in row.shortcut])
    elif row.shortcut is not None:
        made.setShortcut(QKeySequence(row.shortcut))
    made.setCheckable(row.is_switch)
    made.triggered.connect(method if row.is_switch else lambda _: method())
    menu.addAction(made)
    return made
