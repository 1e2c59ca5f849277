"""An action is a decorator on the method that does it; menus are made from what is declared."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

Method = TypeVar("Method", bound=Callable[..., Any])
KeyShortcut = str | QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Where an action is and how it is reached; `tip` is one sentence for the status bar.

    A switch is ticked or not, and its method gets which.
    """

    menu: str
    text: str
    tip: str
    shortcut: KeyShortcut | None = None
    starts_group: bool = False
    is_switch: bool = False


def action(
    menu: str,
    text: str,
    tip: str,
    shortcut: KeyShortcut | None = None,
    *,
    starts_group: bool = False,
    is_switch: bool = False,
) -> Callable[[Method], Method]:
    """Declares a method of a window as an action of one of its menus."""
    row = ActionRow(menu, text, tip, shortcut, starts_group, is_switch)

    def mark(method: Method) -> Method:
        method.action_row = row  # type: ignore[attr-defined]  # read only by add_actions
        return method

    return mark


def add_actions(window: QMainWindow, menus: tuple[str, ...]) -> dict[str, QAction]:
    """Makes menus and actions of a window's declared methods; gives the actions by method."""
    bar = {name: window.menuBar().addMenu(f"&{name}") for name in menus}
    actions = {}
    for name in _names_in_order(type(window)):
        method = getattr(window, name)
        actions[name] = _add(bar[method.action_row.menu], method, method.action_row)
    return actions


def _names_in_order(kind: type) -> list[str]:
    kinds = [each for each in reversed(kind.__mro__) if not each.__module__.startswith("PySide6")]
    return [
        name for each in kinds for name, value in vars(each).items() if hasattr(value, "action_row")
    ]


def _add(menu: QMenu, method: Callable[..., Any], row: ActionRow) -> QAction:
    if row.starts_group:
        menu.addSeparator()
    made = QAction(row.text, menu)
    made.setToolTip(row.tip)
    made.setStatusTip(row.tip)
    if row.shortcut is not None:
        made.setShortcut(QKeySequence(row.shortcut))
    made.setCheckable(row.is_switch)
    made.triggered.connect(method if row.is_switch else lambda _: method())
    menu.addAction(made)
    return made
