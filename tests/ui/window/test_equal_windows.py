"""No widget holds a value that a session should have: a second window shows all of the first."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from resnet_viz.ui.canvas.zoom_box import STEP
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.elided_label import ElidedLabel
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.window import MainWindow
from resnet_viz.ui.window.workspaces import PAGES, WORKSPACES

Widget = TypeVar("Widget", bound=QWidget)
OF_THE_MACHINE = {"Filter runs"}  # a list of this person's runs, whatever the session
OF_THE_WINDOW = {"Undo", "Redo"}  # steps are those of a window


@pytest.fixture
def second(qapp: QApplication, qtbot: QtBot, window: MainWindow) -> Iterator[list[MainWindow]]:
    """Where the test puts its second window, which is closed at the end."""
    made: list[MainWindow] = []
    yield made
    for each in made:
        each.leave()


def drive_every_control(window: MainWindow) -> None:
    """Another value in each control: whatever can be chosen, typed, ticked or turned."""
    for combo in window.findChildren(QComboBox):
        if combo.isEnabled() and combo.count() > 1:
            combo.setCurrentIndex((combo.currentIndex() + 1) % combo.count())
            combo.activated.emit(combo.currentIndex())
    for spin in window.findChildren(QSpinBox):
        if spin.isEnabled():
            spin.stepBy(1)
    for box in window.findChildren(QCheckBox):
        if box.isEnabled() and not box.isHidden():
            box.click()
    for action in window.actions_by_name.values():
        if action.isCheckable() and action.text() != "Start fresh":
            action.trigger()


def drive_the_rest(window: MainWindow) -> None:
    """Comparison, grouping, selection, search, tab, sizes, camera, what is unfolded."""
    window.compare.pin()
    window.compare.switch_block()
    window.diagram.show_stages()
    window.diagram.toggle_item("layer2")
    window.panels.groups.groupings.button("op").click()
    window.selection.select("layer3.0.conv2")
    window.panels.layers.horizontalHeader().sectionClicked.emit(3)
    window.panels.layers.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    QTest.keyClicks(window.toolbar.search, "conv2")
    window.arranging.front(window.panels.groups)
    sizes = window.panels.rows.sizes()
    window.panels.rows.setSizes([sizes[0] - 30, sizes[1] + 30])
    window.panels.rows.splitterMoved.emit(0, 1)
    window.panels.canvas.zoom_by(STEP)


def values_of(window: MainWindow) -> dict[str, object]:
    """What every control and every table shows, by where it is and its place among those there."""
    look_everywhere(window)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # what is gone is gone
    found: dict[str, object] = {
        f"text {words_of(label)}": True
        for label in window.findChildren(QLabel)
        if not label.isHidden() and not is_passing(words_of(label))
    }
    for kind in (QComboBox, QSpinBox, QLineEdit, QAbstractButton, QTabWidget):
        for name, widget in named(window.findChildren(kind)):
            is_own = widget.accessibleName() in OF_THE_MACHINE | OF_THE_WINDOW
            if not is_own and not is_scroller(widget):
                found[f"{kind.__name__} {name}"] = value_of(widget)
    for name, view in named(window.findChildren(QAbstractItemView)):
        if isinstance(view.parent(), QWidget) and view.model() is not None:
            found[f"table {name} {view.accessibleName()}"] = cells_of(view)
    return found


def words_of(label: QLabel) -> str:
    """What a label says, whole where it is cut to its room."""
    return label.words if isinstance(label, ElidedLabel) else label.text()


def is_scroller(widget: QWidget) -> bool:
    """Whether it is a button that scrolls tabs: which can be depends on what was in front."""
    return isinstance(widget.parent(), QTabBar)


def look_everywhere(window: MainWindow) -> None:
    """Brings every page to the front: some show themselves when they are looked at."""
    arrangement = window.session.document.arrangement
    for workspace, row in WORKSPACES.items():
        window.arranging.go_to(workspace)
        for key in row.tabs:
            window.arranging.go_to(workspace)
            window.arranging.front(window.panels.part(PAGES[key].part))
    window.experiments.show_first_page()
    window.session.show_learn(experiment=arrangement.learn.experiment)
    window.session.arrange(places=arrangement.places, workspace=arrangement.workspace)
    window.arranging.show()


def named(widgets: Sequence[Widget]) -> Iterator[tuple[str, Widget]]:
    """Widgets by the kinds of what they are in: parts of a window are made as they are needed."""
    counts: dict[str, int] = {}
    for widget in widgets:
        chain, parent = "", widget.parent()
        while parent is not None:
            chain, parent = (
                f"{type(parent).__name__} {parent.objectName()}/{chain}",
                parent.parent(),
            )
        counts[chain] = counts.get(chain, 0) + 1
        yield f"{chain}{counts[chain]}", widget


def value_of(widget: QWidget) -> object:
    if isinstance(widget, QComboBox):
        return widget.currentText(), widget.isEnabled()
    if isinstance(widget, QSpinBox):
        return widget.value(), widget.isEnabled()
    if isinstance(widget, QAbstractButton):
        return widget.text(), widget.isChecked(), widget.isEnabled()
    if isinstance(widget, QTabWidget):
        return widget.currentIndex()
    assert isinstance(widget, QLineEdit)
    return widget.text()


def cells_of(view: QAbstractItemView) -> list[tuple[str, ...]]:
    model, root = view.model(), QModelIndex()
    is_list = isinstance(model, QAbstractListModel)
    rows, columns = range(model.rowCount(root)), range(1 if is_list else model.columnCount(root))
    return [
        tuple(str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole)) for column in columns)
        for row in rows
    ]


def test_a_document_in_another_window_shows_the_same_everywhere(
    window: MainWindow, second: list[MainWindow], qapp: QApplication
) -> None:
    fresh = values_of(window)
    drive_every_control(window)
    drive_the_rest(window)
    driven = values_of(window)
    assert len([name for name in fresh if fresh[name] != driven.get(name)]) > 25
    other = MainWindow(Opening(window.session.document, is_new=False), Appearance(qapp))
    second.append(other)
    other.resize(window.size())
    other.show()
    other.start_children()
    found = values_of(other)
    assert differing(driven, found) == {}
    assert other.diagram.scene == window.diagram.scene
    assert other.diagram.heat() == window.diagram.heat()
    assert other.panels.canvas.selected() == window.panels.canvas.selected() != ""
    assert other.panels.layers.selected_path() == window.panels.layers.selected_path() != ""
    assert other.panels.inspector.texts() == window.panels.inspector.texts()


def test_the_document_of_one_window_can_be_opened_in_another(
    window: MainWindow, second: list[MainWindow], qapp: QApplication
) -> None:
    other = MainWindow(Opening(new_document("resnet18")), Appearance(qapp))
    second.append(other)
    other.resize(window.size())
    other.show()
    other.start_children()
    drive_every_control(window)
    drive_the_rest(window)
    other.session.open(window.session.document)
    assert differing(values_of(window), values_of(other)) == {}
    assert other.diagram.scene == window.diagram.scene


def differing(one: dict[str, object], other: dict[str, object]) -> dict[str, object]:
    """What is not the same in both, or only in one of them."""
    names = one.keys() | other.keys()
    pairs = {name: (one.get(name), other.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def is_passing(text: str) -> bool:
    """What is neither saved nor undone: how the last work ended, how long a layout took."""
    return "layout" in text or text in ("Ready", "")


def test_buttons_of_a_window_are_among_what_is_compared(window: MainWindow) -> None:
    before = values_of(window)
    next(each for each in window.findChildren(QPushButton) if each.text() == "Basic").click()
    assert values_of(window) != before
