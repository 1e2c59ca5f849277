"""The diagram in the main window: unfolding in place, search, shortcuts, direction."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from resnet_viz.core.wording import counted
from resnet_viz.diagram.scene.scene import Frame, Item, Rect, TextRole
from resnet_viz.diagram.view import Level, View
from resnet_viz.session import edits
from resnet_viz.ui.canvas.fitting import Fitting
from resnet_viz.ui.canvas.zoom_box import STEP
from resnet_viz.ui.window.window import MainWindow


@pytest.fixture(autouse=True)
def every_block(window: MainWindow) -> None:
    """In a small window equal blocks are merged to fit; here it is about each of them."""
    window.diagram.show_every_block()
    window.diagram.request_scene()


def place_of(window: MainWindow, path: str) -> QPoint:
    canvas = window.panels.canvas
    assert window.diagram.scene is not None
    rect = next(item.rect for item in window.diagram.scene.all_items if item.id == path)
    middle = QPointF(rect.x + rect.width / 2, rect.y + rect.height / 2)
    return canvas.placement.to_widget(middle).toPoint()


def drawn_ids(window: MainWindow) -> set[str]:
    assert window.diagram.scene is not None
    return {item.id for item in window.diagram.scene.all_items}


def card_text(window: MainWindow, item_id: str) -> str:
    assert window.diagram.scene is not None
    return window.panels.canvas.describe(window.diagram.scene, item_id)


def double_click(window: MainWindow, place: QPoint) -> None:
    canvas, left = window.panels.canvas, Qt.MouseButton.LeftButton
    QTest.mouseClick(canvas, left, pos=place)
    QTest.mouseDClick(canvas, left, pos=place)


def test_a_double_click_unfolds_a_block_in_its_place_and_folds_it_again(
    window: MainWindow,
) -> None:
    double_click(window, place_of(window, "layer2.1"))
    assert "layer2.1.conv1" in drawn_ids(window)
    assert "layer2.2" in drawn_ids(window)
    assert window.panels.canvas.selected() == "layer2.1.conv1"
    double_click(window, place_of(window, "layer2.1.conv2"))
    assert "layer2.1.conv1" not in drawn_ids(window)
    assert window.panels.canvas.selected() == "layer2.1"


def test_the_signs_unfold_and_fold_by_one_click(window: MainWindow) -> None:
    canvas = window.panels.canvas
    for path, inside in (("layer2.1", "layer2.1.conv1"), ("layer3", "layer3")):
        canvas.zoom_to(1.0)
        assert window.diagram.scene is not None
        parts: list[Frame | Item] = [*window.diagram.scene.frames, *window.diagram.scene.items]
        rect = next(part.rect for part in parts if part.id == path)
        canvas.center_on(QPointF(rect.x + rect.width, rect.y))
        sign = QPointF(rect.x + rect.width - 5, rect.y + 5)
        place = canvas.placement.to_widget(sign).toPoint()
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
        assert inside in drawn_ids(window), path


def test_enter_unfolds_and_backspace_folds_outwards(window: MainWindow) -> None:
    canvas = window.panels.canvas
    canvas.choose("layer3.1")
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert "layer3.1.conv1" in drawn_ids(window)
    for folded in ("1 block", "5 blocks", "stage"):
        window.diagram.fold_outwards()
        assert window.diagram.scene is not None
        item = next(item for item in window.diagram.scene.items if item.id == canvas.selected())
        assert folded == ("stage" if item.op == "stage" else counted(item.count, "block"))


def test_what_unfolds_stays_where_it_was_unless_all_is_fitted(window: MainWindow) -> None:
    canvas = window.panels.canvas
    canvas.zoom_by(STEP)
    before = place_of(window, "layer3.3").y()
    scale = canvas.placement.scale
    window.diagram.toggle_item("layer3.3")
    assert canvas.placement.scale == scale
    assert window.diagram.scene is not None
    frame = next(frame.rect for frame in window.diagram.scene.frames if frame.id == "layer3.3")
    top = canvas.placement.to_widget(QPointF(frame.x, frame.y)).y()
    assert abs(top - before) < 40 * scale
    window.panels.canvas.fit(Fitting.WHOLE)
    window.diagram.toggle_item("layer3.3")
    shown = canvas.placement.rect_to_widget(
        QRectF(0, 0, window.diagram.scene.width, window.diagram.scene.height)
    )
    assert QRectF(canvas.rect()).contains(shown)


def test_fold_all_and_unfold_all_undo_what_was_opened_singly(window: MainWindow) -> None:
    window.diagram.toggle_item("layer1.1")
    window.diagram.fold_all()
    assert "layer1" in drawn_ids(window)
    window.diagram.toggle_item("layer1")
    assert "layer1.0" in drawn_ids(window)
    window.diagram.unfold_all()
    paths = {row.cost.path for row in window.session.shown.rows}
    assert paths < drawn_ids(window)
    assert window.diagram.view == View(Level.LAYER)


def test_what_is_unfolded_stays_so_while_the_network_is_edited(window: MainWindow) -> None:
    window.diagram.toggle_item("layer2.1")
    window.networks.open_text("resnet101,width=32")
    assert "layer2.1.conv1" in drawn_ids(window)
    window.networks.open_text("resnet18,stages=2")
    assert "layer1.0" in drawn_ids(window)


def test_search_goes_through_what_it_found_and_back(window: MainWindow) -> None:
    field = window.toolbar.search
    QTest.keyClicks(field, "layer3.0.conv")
    seen = []
    for key, modifier in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier),
    ):
        QTest.keyClick(field, key, modifier)
        found = (window.panels.layers.selected_path(), window.panels.canvas.selected())
        seen.append((*found, field.found.text()))
    assert seen == [
        ("layer3.0.conv1", "layer3.0", "1 of 3"),
        ("layer3.0.conv2", "layer3.0", "2 of 3"),
        ("layer3.0.conv1", "layer3.0", "1 of 3"),
        ("layer3.0.conv3", "layer3.0", "3 of 3"),
    ]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == field.found.text() == ""
    assert len(window.panels.layers.shown_paths()) == len(window.session.shown.rows)


def test_a_search_that_finds_nothing_says_so_and_leaves_the_selection(window: MainWindow) -> None:
    window.panels.canvas.choose("layer2.0")
    QTest.keyClicks(window.toolbar.search, "conv99")
    window.finding.find_next()
    assert window.toolbar.search.found.text() == "No matches"
    assert window.toolbar.search.property("state") == "bad"
    assert window.panels.canvas.selected() == "layer2.0"


def test_the_card_of_a_shortcut_tells_its_shapes_and_its_own_cost(window: MainWindow) -> None:
    card = card_text(window, "layer2.0.shortcut").replace("\N{NARROW NO-BREAK SPACE}", "")
    for words in ("projection", "256 × 56 × 56 → 512 × 28 × 28", "132096", "102760448", "401408"):
        assert words in card, words
    assert "identity" in card_text(window, "layer2.1.shortcut")
    window.panels.view.fold.click()
    assert "each of 3" in card_text(window, "layer2.1.shortcut")


def test_a_click_on_a_shortcut_selects_the_sum_it_ends_in(window: MainWindow) -> None:
    canvas = window.panels.canvas
    assert window.diagram.scene is not None
    shortcut = next(
        each for each in window.diagram.scene.shortcuts if each.id == "layer2.1.shortcut"
    )
    lane = max(shortcut.strokes[0].points)  # the point furthest from the main path
    place = canvas.placement.to_widget(QPointF(*lane))
    assert canvas.under(place).shortcut == shortcut
    assert canvas.under(place + QPointF(12, 0)).shortcut is None
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert canvas.selected() == "layer2.1.add"


def test_the_view_menu_turns_the_picture_and_draws_it_to_scale(window: MainWindow) -> None:
    rightwards, to_scale = (
        window.actions_by_name[name] for name in ("flow_to_the_right", "draw_to_scale")
    )
    assert not rightwards.isChecked()
    assert not to_scale.isChecked()
    assert drawn_rect(window, "layer1.1").y > drawn_rect(window, "layer1.0").y
    rightwards.trigger()
    to_scale.trigger()
    assert rightwards.isChecked()
    assert to_scale.isChecked()
    assert drawn_rect(window, "layer1.1").x > drawn_rect(window, "layer1.0").x
    assert drawn_rect(window, "layer1.1").y == drawn_rect(window, "layer1.0").y
    assert drawn_rect(window, "layer1.1").height == 2 * drawn_rect(window, "layer2.1").height
    rightwards.trigger()
    to_scale.trigger()
    assert window.diagram.view == View()


def drawn_rect(window: MainWindow, path: str) -> Rect:
    assert window.diagram.scene is not None
    return next(item.rect for item in window.diagram.scene.items if item.id == path)


def test_a_search_that_finds_nothing_leaves_table_and_lights_as_they_were(
    window: MainWindow,
) -> None:
    field = window.toolbar.search
    QTest.keyClicks(field, "conv3")
    before = window.panels.layers.shown_paths()
    lit = window.panels.canvas.grab().toImage()
    assert len(before) == 16
    QTest.keyClicks(field, "x")
    assert window.panels.layers.shown_paths() == before
    assert window.panels.canvas.grab().toImage() == lit
    assert field.found.text() == "No matches"
    window.finding.find_next()
    assert window.panels.canvas.selected() == ""
    window.networks.open_text("resnet18")
    assert len(window.panels.layers.shown_paths()) == len(window.session.shown.rows)


def test_the_line_above_the_diagram_selects_whole_stages_and_blocks(window: MainWindow) -> None:
    window.diagram.show_layers()
    window.panels.canvas.go_to("layer3.1.conv2")
    window.panels.crumb.linkActivated.emit("#layer3.1")
    assert window.panels.canvas.selected() == "layer3.1"
    assert "F(x) + x" in window.panels.inspector.texts()
    window.panels.crumb.linkActivated.emit("#layer3")
    stage = next(
        stage for stage in window.session.shown.network.graph.stages if stage.path == "layer3"
    )
    assert f"{len(stage.nodes)} layers" in window.panels.inspector.texts()
    assert window.panels.layers.selected_path() == "layer3.0.conv1"
    window.panels.canvas.zoom_by(STEP)
    window.panels.crumb.linkActivated.emit("#")
    assert window.panels.canvas.selected() == ""
    assert window.panels.canvas.fitting is Fitting.TO_READ


def test_a_block_marks_all_its_rows_and_a_run_those_of_all_its_blocks(window: MainWindow) -> None:
    rows = [row.cost.path for row in window.session.shown.rows]
    window.panels.canvas.choose("layer3.2")
    marked = window.panels.layers.selected_paths()
    assert list(marked) == [path for path in rows if path.startswith("layer3.2.")]
    assert len(marked) > 9
    window.session.edit(edits.set_folded, is_folded=True)
    window.panels.canvas.choose("layer3.1")
    marked = window.panels.layers.selected_paths()
    assert {path.split(".")[1] for path in marked} == {"1", "2", "3", "4", "5"}


def test_a_block_in_a_box_of_its_stage_still_marks_its_own_rows(window: MainWindow) -> None:
    window.session.edit(edits.set_level, Level.STAGE)
    window.selection.select("layer3.2")
    assert window.panels.canvas.selected() == "layer3"
    assert all(path.startswith("layer3.2.") for path in window.panels.layers.selected_paths())


def test_a_figure_is_written_on_the_boxes_by_the_menu_and_undone_in_one_step(
    window: MainWindow,
) -> None:
    menu = window.actions_by_name["values_on_boxes"].menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    entries = {entry.text(): entry for entry in menu.actions()}
    assert entries["None"].isChecked()
    assert not entries["Time (after a timed run)"].isEnabled()
    entries["MACs (paper)"].trigger()
    assert window.session.document.view.values == "macs"
    assert figures_on(window)["layer1.1"] == "218.3 M"
    window.session.edit(edits.set_batch, 2)
    assert figures_on(window)["layer1.1"] == "436.7 M"
    window.session.undo()
    assert str(window.session.timeline.undo_text) == "Show MACs (paper) on boxes"
    window.session.undo()
    assert figures_on(window) == {}


def figures_on(window: MainWindow) -> dict[str, str]:
    assert window.diagram.scene is not None
    return {
        item.id: text.text
        for item in window.diagram.scene.all_items
        for text in item.texts
        if text.role is TextRole.VALUE
    }
