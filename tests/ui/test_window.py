"""The main window without its child processes: what it shows of a spec, and its actions."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from resnet_viz.core.arch import parse
from resnet_viz.core.figures import FIGURES
from resnet_viz.core.measurement import Device
from resnet_viz.core.messages import Verb
from resnet_viz.core.report import graph_of, report_of
from resnet_viz.core.verification import Difference, Verification
from resnet_viz.core.wording import counted
from resnet_viz.diagram.heat import contrast
from resnet_viz.diagram.scene import Frame, Item, Rect
from resnet_viz.diagram.theme import LIGHT as PICTURE_LIGHT
from resnet_viz.diagram.view import Level, View
from resnet_viz.ui.appearance import Appearance
from resnet_viz.ui.child import Child
from resnet_viz.ui.colors import DARK, LIGHT, Colors
from resnet_viz.ui.main_window import MainWindow
from resnet_viz.worker.export import answer_export
from resnet_viz.worker.layout import lay_out
from tests.made_up import made_up_timing


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Verb, dict[str, Any]]]:
    """What the window asks of its children, which are not started; layouts are answered."""
    requests: list[tuple[Verb, dict[str, Any]]] = []

    def ask(_: Child, verb: Verb, values: dict[str, Any], on_result: Any, *__: Any) -> None:
        requests.append((verb, values))
        if verb is Verb.LAYOUT:
            on_result({"layouts": [lay_out(dot) for dot in values["dots"]]})

    monkeypatch.setattr(Child, "ask", ask)
    monkeypatch.setattr(Child, "start", lambda _: None)
    return requests


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, asked: list[tuple[Verb, dict[str, Any]]]
) -> Iterator[MainWindow]:
    appearance = Appearance(qapp)
    made = MainWindow(parse("resnet50"), appearance)
    qtbot.addWidget(made)
    made.show()
    made.start_children()
    yield made
    appearance.choose("light")
    qapp.setStyleSheet("")


def test_it_starts_with_figures_picture_and_a_request_to_check(
    window: MainWindow, asked: list[tuple[Verb, dict[str, Any]]], qtbot: QtBot
) -> None:
    assert window.windowTitle() == "ResNet-50 · resnet50 — ResNet Viz"
    assert window.scene is not None
    assert window.scene.title == "ResNet-50"
    qtbot.waitUntil(lambda: (Verb.VERIFY, {"arch": "resnet50"}) in asked)
    assert (Verb.DEVICES, {}) in asked


def test_a_burst_of_edits_is_checked_once_at_its_end(
    window: MainWindow, asked: list[tuple[Verb, dict[str, Any]]], qtbot: QtBot
) -> None:
    for depth in (101, 152, 50, 26, 38):
        window.open_text(f"resnet,depth={depth},block=bottleneck")
    qtbot.waitUntil(lambda: any(verb is Verb.VERIFY for verb, _ in asked))
    checked = [values["arch"] for verb, values in asked if verb is Verb.VERIFY]
    assert checked == [str(parse("resnet,depth=38,block=bottleneck"))]


def test_an_edit_changes_title_figures_table_and_picture(window: MainWindow) -> None:
    window.open_text("resnet18")
    assert window.report == report_of(parse("resnet18"))
    assert len(window.panels.layers.layers.rows) == 69
    assert window.scene is not None
    assert window.scene.title == "ResNet-18"


def test_blocks_once_laid_out_are_not_asked_for_again(
    window: MainWindow, asked: list[tuple[Verb, dict[str, Any]]]
) -> None:
    window.open_text("resnet101")
    asked.clear()
    window.open_text("resnet152")
    window.open_text("resnet50")
    assert [verb for verb, _ in asked if verb is Verb.LAYOUT] == []


def test_the_mark_says_that_it_agrees_or_how_it_differs(window: MainWindow) -> None:
    mark = window.panels.costs.mark
    assert "Checking" in mark.text()
    window.checks.verified.emit(Verification("resnet50", 175, 1, 1, "2"))
    assert mark.text() == "✓ agrees with PyTorch"
    difference = Difference("layer1.0.conv1", "params", "4096", "4097")
    window.checks.verified.emit(Verification("resnet50", 175, 1, 1, "2", (difference,)))
    assert "differs from PyTorch in 1 figure" in mark.text()
    assert "layer1.0.conv1 params: 4096, PyTorch 4097" in mark.toolTip()


def test_an_edit_takes_the_old_mark_away(window: MainWindow) -> None:
    window.checks.verified.emit(Verification("resnet50", 175, 1, 1, "2"))
    window.open_text("resnet34")
    assert "agrees" not in window.panels.costs.mark.text()


def test_pinning_sets_every_cost_beside_the_pinned(window: MainWindow) -> None:
    window.toggle_pin()
    window.swap_block()
    rows = {row[0]: row[1:] for row in window.panels.compare.texts()}
    assert rows["Block and stages"][:2] == ["bottleneck 3-4-6-3", "basic 3-4-6-3"]
    assert rows["Depth"][:3] == ["50", "34", "−16"]
    window.toggle_pin()
    assert window.panels.compare.texts() == []


def test_the_block_switch_goes_there_and_back(window: MainWindow) -> None:
    window.swap_block()
    assert window.report.arch == "resnet34"
    window.swap_block()
    assert window.report.arch == "resnet50"


def test_a_run_gives_table_and_diagram_their_times(window: MainWindow) -> None:
    assert window.toolbar.coloring.findData("time") == -1
    window.runs._on_report(made_up_timing("resnet50").to_dict())
    assert window.toolbar.coloring.findData("time") >= 0
    assert all(row.time for row in window.panels.layers.layers.rows)
    window.toolbar.coloring.show_value("time")
    heat = window.heat()
    assert heat is not None
    assert "layer1.0" in heat.fills
    assert "100.00 ms" in window.panels.timing.headline.text()


def choose_coloring(window: MainWindow, name: str) -> None:
    coloring = window.toolbar.coloring
    coloring.show_value(name)
    coloring.activated.emit(coloring.currentIndex())


def test_every_figure_and_the_stages_can_be_chosen_to_colour_by(window: MainWindow) -> None:
    window.runs._on_report(made_up_timing("resnet50").to_dict())
    for name in ("stage", *FIGURES):
        choose_coloring(window, name)
        heat = window.panels.canvas.heat
        assert heat is not None
        assert window.toolbar.log.isEnabled() == (name != "stage")
        assert heat.title.startswith(FIGURES[name].title if name in FIGURES else "Stage")
    choose_coloring(window, "op")
    assert window.panels.canvas.heat is None
    assert not window.toolbar.log.isEnabled()


def test_the_logarithmic_scale_is_a_toggle_that_figures_keep(window: MainWindow) -> None:
    choose_coloring(window, "macs")
    linear = window.heat()
    window.toolbar.log.click()
    logarithmic = window.panels.canvas.heat
    assert linear
    assert logarithmic
    assert logarithmic.title == "MACs (paper), log scale"
    assert logarithmic.fills != linear.fills
    choose_coloring(window, "stage")
    choose_coloring(window, "params")
    assert window.panels.canvas.heat
    assert window.panels.canvas.heat.title == "Parameters, log scale"
    window.toolbar.log.click()
    assert window.panels.canvas.heat.title == "Parameters"


@pytest.mark.parametrize("name", ["op", "stage", "memory"])
def test_exported_is_what_is_seen(window: MainWindow, tmp_path: Path, name: str) -> None:
    """The writer gets the words of the toolbar, and makes of them the colours on the canvas."""
    window.toolbar.log.setChecked(True)
    choose_coloring(window, name)
    path = tmp_path / "picture.svg"
    asked = {"what": "diagram", "suffix": ".svg", "theme": "light", "scale": 2,
             "has_legend": True, "path": str(path), "is_transparent": False, "page": "drawing",
             "caption": "", "part": None}  # fmt: skip
    answer_export(asked | window._what_is_shown(), lambda *_: None)
    picture = path.read_text(encoding="utf-8")
    heat = window.panels.canvas.heat
    for text in (tick.text for tick in heat.ticks) if heat else ():
        assert f">{text}</text>" in picture
    box = picture.partition('<g id="layer3.2" class="node block">')[2]
    fill = heat.fills["layer3.2"] if heat else PICTURE_LIGHT.tint_of("block").fill
    assert f'fill="{fill}"' in box.partition("</g>")[0]


def test_times_belong_to_their_network_and_come_back_with_it(window: MainWindow) -> None:
    window.runs._on_report(made_up_timing("resnet50").to_dict())
    window.open_text("resnet18")
    assert window.timing() is None
    assert window.panels.layers.layers.rows[0].time is None
    window.open_text("resnet50")
    assert window.timing() is not None


def test_a_run_that_is_not_to_be_trusted_says_so_aloud(window: MainWindow) -> None:
    window.runs._on_report(made_up_timing("resnet50", ("not steady: after 9 passes",)).to_dict())
    assert "Not steady: after 9 passes" in window.panels.notice.text()
    assert "not steady" in window.panels.timing.notes.text()


def test_a_run_in_progress_can_be_seen_and_cancelled(window: MainWindow) -> None:
    window.start_run()
    window.runs.progressed.emit({"doing": "pass", "done": 12, "total": 60})
    assert window.progress.doing() == "Timed run: pass 12 of at most 60"
    assert not window.toolbar.run.isEnabled()
    window.cancel_run()
    assert window.progress.doing() == "Timed run cancelled"
    assert window.toolbar.run.isEnabled()


def test_a_failed_run_is_a_sentence_and_the_window_goes_on(window: MainWindow) -> None:
    window.start_run()
    window.runs._on_failed({"message": "batch 9 does not fit"})
    assert window.panels.notice.text() == "batch 9 does not fit"
    assert window.toolbar.run.isEnabled()


def test_a_dead_drawing_process_leaves_the_last_picture(window: MainWindow) -> None:
    window.draw.died.emit("The draw process was ended by the system (signal 11).")
    assert "signal 11" in window.panels.notice.text()
    assert window.panels.canvas.painter is not None


def test_a_name_that_is_no_network_is_told_and_changes_nothing(window: MainWindow) -> None:
    window.open_text("resnet50,depth=51")
    assert "depth 51" in window.panels.notice.text()
    assert window.report.arch == "resnet50"


def test_another_batch_changes_the_counts_and_not_the_parameters(window: MainWindow) -> None:
    window.on_batch_edited(8)
    assert window.report.totals.macs == 8 * 4_089_184_256
    assert window.report.totals.params == 25_557_032


def test_every_action_has_words_and_a_shortcut_of_its_own(window: MainWindow) -> None:
    actions = window.actions_by_name.values()
    assert all(action.text() and action.toolTip() and action.statusTip() for action in actions)
    keys = [action.shortcut().toString() for action in actions if not action.shortcut().isEmpty()]
    assert sorted(set(keys)) == sorted(keys)


def test_every_control_has_a_name_for_those_who_do_not_see(window: MainWindow) -> None:
    kinds: tuple[type[QWidget], ...] = (QComboBox, QSpinBox, QLineEdit, QTableView)
    nameless = [
        each
        for kind in kinds
        for each in window.findChildren(kind)
        if not each.accessibleName()
        and each.isVisible()
        and each.objectName() != "qt_spinbox_lineedit"
    ]
    assert nameless == []


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read(colors: Colors) -> None:
    grounds = (colors.ground, colors.card, colors.field)
    for text in (colors.ink, colors.muted, colors.good, colors.warn, colors.bad, colors.accent):
        assert min(contrast(text, ground) for ground in grounds) >= 4.5, text
    assert contrast(colors.accent_ink, colors.accent) >= 4.5
    assert contrast(colors.run_ink, colors.run) >= 4.5
    assert contrast(colors.ink, colors.warn_soft) >= 4.5
    assert contrast(colors.ink, colors.accent_soft) >= 4.5


def test_dark_is_dark_in_window_and_diagram(window: MainWindow) -> None:
    window.appearance.choose("dark")
    image = window.grab().toImage()
    lightness = [
        QColor(image.pixel(x, y)).lightness()
        for x in range(0, image.width(), 16)
        for y in range(0, image.height(), 16)
    ]
    assert sorted(lightness)[len(lightness) // 2] < 60


def test_the_name_can_be_copied(window: MainWindow) -> None:
    window.open_text("resnet50,stride_in=1x1")
    window.copy_name()
    assert QGuiApplication.clipboard().text() == "resnet50,stride_in=1x1"


def test_the_places_of_the_panels_are_remembered(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    window.resize(window.minimumSizeHint().width(), 740)  # as the screen off screen allows
    qapp.processEvents()
    before = window.panels.rows.sizes()
    window.panels.rows.setSizes([before[0] - 40, before[1] + 40])
    sizes = window.panels.rows.sizes()
    window.close()
    again = MainWindow(parse("resnet18"), Appearance(qapp))
    qtbot.addWidget(again)
    again.show()
    qapp.processEvents()
    assert again.panels.rows.sizes() == sizes != before


def test_a_run_that_will_not_fit_is_warned_of_and_may_be_tried(
    window: MainWindow, asked: list[tuple[Verb, dict[str, Any]]]
) -> None:
    window.toolbar.show_devices((Device("cpu", "cpu", "A processor", 2**34, free_bytes=2**20),))
    window.start_run()
    assert "1.0 MiB are free on A processor" in window.panels.notice.text()
    assert [verb for verb, _ in asked if verb is Verb.TIME] == []
    buttons = window.panels.notice.findChildren(QPushButton)
    next(each for each in buttons if each.text() == "Run all the same").click()
    assert [verb for verb, _ in asked if verb is Verb.TIME] == [Verb.TIME]
    window.cancel_run()


def place_of(window: MainWindow, path: str) -> QPoint:
    canvas = window.panels.canvas
    assert window.scene is not None
    rect = next(item.rect for item in window.scene.all_items if item.id == path)
    middle = QPointF(rect.x + rect.width / 2, rect.y + rect.height / 2)
    return canvas.placement.to_widget(middle).toPoint()


def drawn_ids(window: MainWindow) -> set[str]:
    assert window.scene is not None
    return {item.id for item in window.scene.all_items}


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
        canvas.zoom_in()
        assert window.scene is not None
        parts: list[Frame | Item] = [*window.scene.frames, *window.scene.items]
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
        window.fold_outwards()
        assert window.scene is not None
        item = next(item for item in window.scene.items if item.id == canvas.selected())
        assert folded == ("stage" if item.op == "stage" else counted(item.count, "block"))


def test_what_unfolds_stays_where_it_was_unless_all_is_fitted(window: MainWindow) -> None:
    canvas = window.panels.canvas
    canvas.zoom_in()
    before = place_of(window, "layer3.3").y()
    scale = canvas.placement.scale
    window.toggle_item("layer3.3")
    assert canvas.placement.scale == scale
    assert window.scene is not None
    frame = next(frame.rect for frame in window.scene.frames if frame.id == "layer3.3")
    top = canvas.placement.to_widget(QPointF(frame.x, frame.y)).y()
    assert abs(top - before) < 40 * scale
    window.fit()
    window.toggle_item("layer3.3")
    shown = canvas.placement.rect_to_widget(QRectF(0, 0, window.scene.width, window.scene.height))
    assert QRectF(canvas.rect()).contains(shown)


def test_fold_all_and_unfold_all_undo_what_was_opened_singly(window: MainWindow) -> None:
    window.toggle_item("layer1.1")
    window.fold_all()
    assert "layer1" in drawn_ids(window)
    window.toggle_item("layer1")
    assert "layer1.0" in drawn_ids(window)
    window.unfold_all()
    paths = {row.cost.path for row in window.rows}
    assert paths < drawn_ids(window)
    assert window.toolbar.view() == View(Level.LAYER)


def test_what_is_unfolded_stays_so_while_the_network_is_edited(window: MainWindow) -> None:
    window.toggle_item("layer2.1")
    window.open_text("resnet101,width=32")
    assert "layer2.1.conv1" in drawn_ids(window)
    window.open_text("resnet18,stages=2")
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
    assert len(window.panels.layers.shown_paths()) == len(window.rows)


def test_a_search_that_finds_nothing_says_so_and_leaves_the_selection(window: MainWindow) -> None:
    window.panels.canvas.choose("layer2.0")
    QTest.keyClicks(window.toolbar.search, "conv99")
    window.find_next()
    assert window.toolbar.search.found.text() == "none"
    assert window.toolbar.search.property("state") == "bad"
    assert window.panels.canvas.selected() == "layer2.0"


def test_the_card_of_a_shortcut_tells_its_shapes_and_its_own_cost(window: MainWindow) -> None:
    card = window.panels.canvas.describe("layer2.0.shortcut").replace(
        "\N{NARROW NO-BREAK SPACE}", ""
    )
    for words in ("projection", "256 × 56 × 56 → 512 × 28 × 28", "132096", "102760448", "401408"):
        assert words in card, words
    assert "identity" in window.panels.canvas.describe("layer2.1.shortcut")
    window.toolbar.fold.setChecked(True)
    assert "each of 3" in window.panels.canvas.describe("layer2.1.shortcut")


def test_a_click_on_a_shortcut_selects_the_sum_it_ends_in(window: MainWindow) -> None:
    canvas = window.panels.canvas
    assert window.scene is not None
    shortcut = next(each for each in window.scene.shortcuts if each.id == "layer2.1.shortcut")
    lane = max(shortcut.strokes[0].points)  # the point furthest from the main path
    place = canvas.placement.to_widget(QPointF(*lane))
    assert canvas.shortcut_at(place) == shortcut
    assert canvas.shortcut_at(place + QPointF(12, 0)) is None
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
    assert window.toolbar.view() == View()


def drawn_rect(window: MainWindow, path: str) -> Rect:
    assert window.scene is not None
    return next(item.rect for item in window.scene.items if item.id == path)


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
    assert field.found.text() == "none"
    window.find_next()
    assert window.panels.canvas.selected() == ""
    window.open_text("resnet18")
    assert len(window.panels.layers.shown_paths()) == len(window.rows)


def test_the_line_above_the_diagram_selects_whole_stages_and_blocks(window: MainWindow) -> None:
    window.show_layers()
    window.panels.canvas.go_to("layer3.1.conv2")
    window.panels.crumb.linkActivated.emit("#layer3.1")
    assert window.panels.canvas.selected() == "layer3.1"
    assert "F(x) + x" in window.panels.inspector.text.text()
    window.panels.crumb.linkActivated.emit("#layer3")
    stage = next(stage for stage in graph_of(window.spec).stages if stage.path == "layer3")
    assert f"{len(stage.nodes)} layers" in window.panels.inspector.text.text()
    assert window.panels.layers.selected_path() == "layer3.0.conv1"
    window.panels.canvas.zoom_in()
    window.panels.crumb.linkActivated.emit("#")
    assert window.panels.canvas.selected() == ""
    assert window.panels.canvas._is_fitted
