"""Entries of a passing menu that trigger actions of the menu bar."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from resnet_viz.ui.parts.action import tip_of
from resnet_viz.ui.parts.menu import Menu
from resnet_viz.ui.parts.tip import set_tip


def add_mirrored(menu: QMenu, made: QAction) -> None:
    """Adds an entry that shows an action as it is now, keys and marks included, and triggers it.

    The action itself stays out of a menu that is deleted when it is closed.
    """
    inner = made.menu()
    if isinstance(inner, QMenu):
        _add_menu(menu, inner)
    elif made.isSeparator():
        menu.addSeparator()
    else:
        _add_entry(menu, made)


def _add_menu(menu: QMenu, inner: QMenu) -> None:
    """A menu that has what the other one has when it is opened."""
    copy = Menu(inner.title(), menu)
    menu.addMenu(copy).setEnabled(inner.menuAction().isEnabled())

    def fill() -> None:
        if copy.isEmpty():
            inner.aboutToShow.emit()
            for made in inner.actions():
                add_mirrored(copy, made)

    copy.aboutToShow.connect(fill)


def _add_entry(menu: QMenu, made: QAction) -> None:
    entry = menu.addAction(made.text())
    entry.setEnabled(made.isEnabled())
    entry.setCheckable(made.isCheckable())
    entry.setChecked(made.isChecked())
    if made.actionGroup() is not None:
        QActionGroup(entry).addAction(entry)  # one of several has a mark of its own
    entry.setStatusTip(made.statusTip())
    set_tip(entry, tip_of(made))
    entry.setShortcut(made.shortcut())
    entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the action hears the key
    entry.triggered.connect(lambda _: made.trigger())
