"""Full screen, and the keyboard from panel to panel."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from resnet_viz.ui.find.reach import Reach
from resnet_viz.ui.parts.action import ActionState, action

VIEW_SHARE = 0.3  # of a panel, from which on a diagram or table is what it is about


def _is_full(feature: "ScreenFeature") -> ActionState:
    return ActionState(is_on=feature.reach.window.isFullScreen())


class ScreenFeature(QObject):
    """Esc leaves the full screen where nothing runs that it would cancel."""

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach.window)
        self.reach = reach
        reach.window.installEventFilter(self)

    @action(
        "View",
        "Full screen",
        "Use the whole screen. Press Esc to leave it.",
        "F11",
        is_switch=True,
        starts_group=True,
        state=_is_full,
    )
    def toggle_full_screen(self, is_on: bool) -> None:
        states = self.reach.window.windowState()
        full = Qt.WindowState.WindowFullScreen
        self.reach.window.setWindowState(states | full if is_on else states & ~full)

    @action(
        "View", "Next panel", "Move the keyboard focus to the next panel", "F6", submenu="Panels"
    )
    def next_panel(self) -> None:
        self._go(1)

    @action(
        "View",
        "Previous panel",
        "Move the keyboard focus to the previous panel",
        "Shift+F6",
        submenu="Panels",
    )
    def previous_panel(self) -> None:
        self._go(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_ours = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if not is_ours or not self.reach.window.isFullScreen() or self.reach.is_running():
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # before the window's own Esc
        elif event.type() is QEvent.Type.KeyPress:
            self.toggle_full_screen(False)
            self.reach.menus().refresh()
        return event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)

    def _go(self, step: int) -> None:
        panels = [each for each in self.reach.regions if first_within(each) is not None]
        focus = self.reach.window.focusWidget()
        here = next((at for at, each in enumerate(panels) if _has(each, focus)), None)
        if panels:
            place = (0 if step > 0 else -1) if here is None else here + step
            target = first_within(panels[place % len(panels)])
            assert target is not None
            target.setFocus(Qt.FocusReason.TabFocusReason)


def first_within(region: QWidget) -> QWidget | None:
    """What the keyboard goes to in a part of the window: a view that fills it, else what is first.

    None where nothing of it is seen or takes the keyboard.
    """
    if not region.isVisible():
        return None
    found = [each for each in _in_reading_order(region) if _takes_keys(each, region)]
    largest = max(found, key=_area, default=None)
    is_view = largest is not None and _area(largest) > _area(region) * VIEW_SHARE
    return largest if is_view else next(iter(found), None)


def _in_reading_order(region: QWidget) -> list[QWidget]:
    """The widgets of a part of the window by rows and columns.

    Qt's own chain is left alone: PySide takes each widget that `nextInFocusChain` gives for a child
    of the one before, and lets go of menus and pages that are still there.
    """

    def place(widget: QWidget) -> tuple[int, int]:
        corner = widget.mapTo(region, QPoint())
        return corner.y(), corner.x()

    inside = (each for each in region.findChildren(QWidget) if each.window() is region.window())
    return [region, *sorted(inside, key=place)]


def _area(widget: QWidget) -> int:
    return widget.width() * widget.height()


def _takes_keys(widget: QWidget, region: QWidget) -> bool:
    takes = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return takes and widget.isVisibleTo(region) and widget.isEnabled()


def _has(region: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (widget is region or region.isAncestorOf(widget))
