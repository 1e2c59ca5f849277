"""Menus of box, shortcut, row, head, run and canvas: what they have and what it does."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from resnet_viz.core.lab.figures import FIGURES, WEIGHED
from resnet_viz.ui.parts.menu import Menu
from resnet_viz.ui.window.window import MainWindow


def right_click(widget: QWidget, at: QPoint) -> None:
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))


@pytest.fixture(autouse=True)
def no_menu_left() -> Iterator[None]:
    yield
    while (menu := QApplication.activePopupWidget()) is not None:
        menu.close()


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    return menu


def entries(menu: QMenu) -> dict[str, QAction]:
    return {each.text(): each for each in menu.actions() if not each.isSeparator()}


def middle_of(window: MainWindow, path: str) -> QPoint:
    assert window.diagram.scene is not None
    item = next(each for each in window.diagram.scene.items if each.id == path)
    x, y, width, height = item.rect
    return window.panels.canvas.placement.to_widget(
        QPointF(x + width / 2, y + height / 2)
    ).toPoint()


def test_a_box_is_selected_and_its_name_and_rows_are_copied(window: MainWindow) -> None:
    right_click(window.panels.canvas, middle_of(window, "layer3.0"))
    assert window.session.document.arrangement.selection == "layer3.0"
    found = entries(open_menu())
    found["Copy name"].trigger()
    assert QGuiApplication.clipboard().text() == "layer3.0"
    rows = next(text for text in found if text.endswith("rows") and text.startswith("Copy"))
    found[rows].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert rows == f"Copy {len(lines) - 1} rows"
    assert all(line.startswith("layer3.0.") for line in lines[1:])


def test_the_menu_of_a_box_shows_actions_of_the_menu_bar_as_they_are(window: MainWindow) -> None:
    right_click(window.panels.canvas, middle_of(window, "layer3.0"))
    found = entries(open_menu())
    for name in ("toggle_selected", "fold_outwards", "color_by"):
        made = window.actions_by_name[name]
        shown = found[made.text()]
        assert (shown.isEnabled(), shown.shortcut()) == (made.isEnabled(), made.shortcut())
    found[window.actions_by_name["fold_outwards"].text()].trigger()
    assert "layer3" in " ".join(window.session.document.view.toggled)


def test_the_diagram_is_coloured_from_its_own_menu(window: MainWindow) -> None:
    right_click(window.panels.canvas, QPoint(1, 1))
    colors = entries(open_menu())[window.actions_by_name["color_by"].text()].menu()
    assert isinstance(colors, QMenu)
    colors.aboutToShow.emit()
    assert [text for text, each in entries(colors).items() if each.isChecked()] == ["Operation"]
    entries(colors)[FIGURES["macs"].title].trigger()
    assert window.session.document.coloring.color_by == "macs"


def test_no_action_goes_with_a_menu_that_showed_it(window: MainWindow) -> None:
    for _ in range(3):
        right_click(window.panels.canvas, QPoint(1, 1))
        menu = open_menu()
        colors = entries(menu)[window.actions_by_name["color_by"].text()].menu()
        assert isinstance(colors, QMenu)
        colors.aboutToShow.emit()
        menu.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert not isValid(menu)
    assert all(isValid(made) for made in window.actions_by_name.values())
    window.actions_by_name["color_by"].menu()


def test_a_box_is_coloured_by_a_figure_and_the_menu_marks_it(window: MainWindow) -> None:
    menu = window.actions_by_name["color_by"].menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert [text for text, each in entries(menu).items() if each.isChecked()] == ["Operation"]
    title = FIGURES["macs"].title
    entries(menu)[title].trigger()
    assert window.session.document.coloring.color_by == "macs"
    menu.aboutToShow.emit()
    assert [text for text, each in entries(menu).items() if each.isChecked()] == [title]
    greyed = [text for text, each in entries(menu).items() if not each.isEnabled()]
    needs = [text.partition(" (")[2] for text in greyed]
    assert needs == ["after a timed run)"] * 2 + ["with weights from a file)"] * len(WEIGHED)


def test_the_empty_canvas_has_the_menu_of_the_diagram(window: MainWindow) -> None:
    right_click(window.panels.canvas, QPoint(1, 1))
    found = entries(open_menu())
    assert {window.actions_by_name[name].text() for name in ("fit", "export")} <= set(found)
    assert next(text for text, each in found.items() if each.isChecked()) == "Blocks"


def test_a_right_press_does_not_drag_the_diagram(window: MainWindow) -> None:
    canvas = window.panels.canvas
    before = canvas.placement
    QTest.mousePress(canvas, Qt.MouseButton.RightButton, pos=QPoint(30, 30))
    QTest.mouseMove(canvas, QPoint(90, 80))
    QTest.mouseRelease(canvas, Qt.MouseButton.RightButton, pos=QPoint(90, 80))
    assert canvas.placement == before


def test_a_row_is_copied_and_shown_in_the_diagram(window: MainWindow) -> None:
    layers = window.panels.layers
    index = layers.model().index(5, 0)
    path = str(index.data())
    right_click(layers.viewport(), layers.visualRect(index).center())
    found = entries(open_menu())
    found["Copy row"].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == [path]
    found["Show in diagram"].trigger()
    assert window.session.document.arrangement.selection == path


def test_a_column_is_sorted_by_the_menu_of_its_head(window: MainWindow) -> None:
    layers = window.panels.layers
    header = layers.horizontalHeader()
    column = next(place for place in range(3, header.count()) if not layers.isColumnHidden(place))
    at = QPoint(header.sectionViewportPosition(column) + 4, 5)
    right_click(header.viewport(), at)
    entries(open_menu())["Sort descending"].trigger()
    assert header.sortIndicatorSection() == column
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_the_keyboard_opens_the_menu_of_what_is_selected(window: MainWindow) -> None:
    window.activateWindow()
    canvas = window.panels.canvas
    canvas.choose("layer3.2")
    canvas.setFocus()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(canvas, QContextMenuEvent(reason, QPoint(), QPoint()))
    assert "Copy name" in entries(open_menu())
    shown = canvas.mapFromGlobal(open_menu().pos())
    assert canvas.rect().contains(shown)
