"""Actions as menus, marks, keys and tips show them."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from resnet_viz.ui.parts.action import ActionState, action, add_actions, tip_of
from resnet_viz.ui.parts.tip import show_tips, triggers, wrapped

LONG = "Blocks and layers as high as their output, as wide as the logarithm of its channels"


class Drawer(QObject):
    """Three ways of one thing, of which one is on, and what can't be done without any."""

    def __init__(self) -> None:
        super().__init__()
        self.way = "left"

    @action("Ways", "Left", "To the left", "Ctrl+L", group="way",
            state=lambda drawer: ActionState(is_on=drawer.way == "left"))  # fmt: skip
    def go_left(self) -> None:
        self.way = "left"

    @action("Ways", "Right", LONG, "Ctrl+R", group="way",
            state=lambda drawer: ActionState(is_on=drawer.way == "right"))  # fmt: skip
    def go_right(self) -> None:
        self.way = "right"

    @action("Ways", "Stop", "No way", starts_group=True,
            state=lambda drawer: ActionState("", not drawer.way, reason="Moving"))  # fmt: skip
    def stop(self) -> None:
        self.way = ""


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def test_of_a_group_the_one_that_is_on_is_marked_however_it_came_on(window: QMainWindow) -> None:
    drawer = Drawer()
    actions = add_actions(window.menuBar(), ("Ways",), (drawer,))
    left, right = actions.by_name["go_left"], actions.by_name["go_right"]
    assert (left.isChecked(), right.isChecked()) == (True, False)
    right.trigger()
    assert (left.isChecked(), right.isChecked()) == (False, True)
    drawer.way = "left"
    actions.menus["Ways"].aboutToShow.emit()
    assert (left.isChecked(), right.isChecked()) == (True, False)


def test_choosing_what_is_on_already_leaves_its_mark(window: QMainWindow) -> None:
    actions = add_actions(window.menuBar(), ("Ways",), (Drawer(),))
    actions.by_name["go_left"].trigger()
    assert actions.by_name["go_left"].isChecked()


def test_the_table_of_actions_says_name_keys_and_why_not(window: QMainWindow) -> None:
    left, _, stop = add_actions(window.menuBar(), ("Ways",), (Drawer(),)).entries()
    assert (left.name, left.row.menu, left.keys, left.reason) == (
        "go_left",
        "Ways",
        ("Ctrl+L",),
        "",
    )
    assert (stop.name, stop.made.isEnabled(), stop.reason) == ("stop", False, "Moving")


def test_two_actions_of_one_name_are_a_mistake(window: QMainWindow) -> None:
    with pytest.raises(AssertionError, match="go_left"):
        add_actions(window.menuBar(), ("Ways",), (Drawer(), Drawer()))


def test_a_widget_that_triggers_an_action_has_its_tip_with_the_key(window: QMainWindow) -> None:
    button, other = QPushButton("→", window), QPushButton("?", window)
    other.setToolTip(LONG)
    triggers(button, "go_right")
    actions = add_actions(window.menuBar(), ("Ways",), (Drawer(),))
    show_tips(window, actions.by_name)
    assert button.toolTip() == tip_of(actions.by_name["go_right"])
    assert button.toolTip().endswith("(Ctrl+R)")
    for tip in (button.toolTip(), other.toolTip()):
        assert all(len(line) <= 60 for line in tip.splitlines())
    assert other.toolTip().replace("\n", " ") == LONG


def test_a_tip_says_why_an_action_can_not_be_chosen_as_long_as_it_can_not(
    window: QMainWindow,
) -> None:
    drawer, button = Drawer(), QPushButton("■", window)
    triggers(button, "stop")
    actions = add_actions(window.menuBar(), ("Ways",), (drawer,))
    show_tips(window, actions.by_name)
    assert (button.toolTip(), button.statusTip()) == ("No way. Moving.", "No way. Moving.")
    drawer.stop()
    actions.refresh()
    assert (button.toolTip(), button.statusTip()) == ("No way", "No way")
    drawer.go_left()
    actions.refresh()
    assert button.toolTip() == "No way. Moving."


def test_lines_of_a_tip_stay_and_a_long_word_is_not_cut() -> None:
    assert wrapped("one\ntwo") == "one\ntwo"
    assert wrapped("x" * 80) == "x" * 80


def test_keys_are_at_the_right_edge_of_a_menu(window: QMainWindow) -> None:
    """The ink of every key ends in the same column, which is right of where all texts end."""
    menu = add_actions(window.menuBar(), ("Ways",), (Drawer(),)).menus["Ways"]
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    image = QImage(menu.size(), QImage.Format.Format_RGB32)
    image.fill(menu.palette().window().color())
    painter = QPainter(image)
    menu.render(painter, menu.rect().topLeft())
    painter.end()
    ends = []
    for made in menu.actions()[:2]:
        rect = menu.actionGeometry(made).adjusted(4, 2, -4, -2)
        paper = image.pixel(rect.right() - 2, rect.top())
        columns = range(rect.left(), rect.right())
        rows = range(rect.top(), rect.bottom())
        ends.append(max(x for x in columns if any(image.pixel(x, y) != paper for y in rows)))
    assert abs(ends[0] - ends[1]) <= 2
    assert ends[0] > menu.width() * 0.8


class Sorted(QObject):
    """Two actions in a menu of their own."""

    @action("Ways", "Up", "Upwards", "Ctrl+U", submenu="Height", starts_group=True)
    def go_up(self) -> None: ...

    @action("Ways", "Down", "Downwards", submenu="Height")
    def go_down(self) -> None: ...


def test_actions_of_one_submenu_share_it_and_keep_their_keys(window: QMainWindow) -> None:
    actions = add_actions(window.menuBar(), ("Ways",), (Drawer(), Sorted()))
    last = actions.menus["Ways"].actions()[-1]
    inner = last.menu()
    assert isinstance(inner, QMenu)
    assert last.text() == "Height"
    assert [each.text() for each in inner.actions() if not each.isSeparator()] == ["Up", "Down"]
    by_name = {entry.name: entry for entry in actions.entries()}
    assert (by_name["go_up"].keys, by_name["go_up"].row.menu) == (("Ctrl+U",), "Ways")
