"""The main window without its child processes: what it shows of a spec, and its actions."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence
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

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.lab.figures import FIGURES, WEIGHED
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Step, ignore_progress
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.requests import FindDevices, TimeNetwork
from resnet_viz.core.verification import Difference, Verification, VerifyNetwork
from resnet_viz.diagram.requests import SaveDiagram
from resnet_viz.diagram.scene.heat import contrast
from resnet_viz.diagram.scene.theme import LIGHT as PICTURE_LIGHT
from resnet_viz.jobs.messages import Failure
from resnet_viz.jobs.requests import LayOut
from resnet_viz.ui.costs.columns_button import ColumnsButton
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.look.colors import DARK, LIGHT, Colors
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.geometry import FRAME, LEAST_SIZE
from resnet_viz.ui.window.window import MainWindow
from resnet_viz.worker.export import answer_diagram
from tests.samples.runs import answered, made_up_timing
from tests.ui.conftest import Asked, asked_for


def test_it_starts_with_figures_picture_and_a_request_to_check(
    window: MainWindow, asked: Asked, qtbot: QtBot
) -> None:
    assert window.windowTitle() == "ResNet-50 — ResNet Viz"
    assert window.diagram.scene is not None
    assert window.diagram.scene.title == "ResNet-50"
    qtbot.waitUntil(lambda: VerifyNetwork("resnet50") in asked)
    assert FindDevices() in asked


def test_a_burst_of_edits_is_checked_once_at_its_end(
    window: MainWindow, asked: Asked, qtbot: QtBot
) -> None:
    asked.clear()  # on a busy machine the first network has been checked by now
    for depth in (101, 152, 50, 26, 38):
        window.networks.open_text(f"resnet,depth={depth},block=bottleneck")
    qtbot.waitUntil(lambda: bool(asked_for(asked, VerifyNetwork)))
    checked = [request.arch for request in asked_for(asked, VerifyNetwork)]
    assert checked == [str(parse("resnet,depth=38,block=bottleneck"))]


def test_an_edit_changes_title_figures_table_and_picture(window: MainWindow) -> None:
    window.networks.open_text("resnet18")
    assert window.session.shown.report == report_of(network_named("resnet18"))
    assert len(window.panels.layers.layers.rows) == 69
    assert window.diagram.scene is not None
    assert window.diagram.scene.title == "ResNet-18"


def test_blocks_once_laid_out_are_not_asked_for_again(window: MainWindow, asked: Asked) -> None:
    window.networks.open_text("resnet101")
    asked.clear()
    window.networks.open_text("resnet152")
    window.networks.open_text("resnet50")
    assert asked_for(asked, LayOut) == []


def test_the_mark_says_that_it_agrees_or_how_it_differs(window: MainWindow) -> None:
    mark = window.panels.costs.mark
    assert "Checking" in mark.text()
    window.costs.checks.verified.emit(Verification("resnet50", 175, 1, 1, "2"))
    assert mark.text() == "✓ agrees with PyTorch"
    difference = Difference("layer1.0.conv1", "params", "4096", "4097")
    window.costs.checks.verified.emit(Verification("resnet50", 175, 1, 1, "2", (difference,)))
    assert "differs from PyTorch in 1 figure" in mark.text()
    assert "layer1.0.conv1 params: 4096, PyTorch 4097" in mark.toolTip()


def test_an_edit_takes_the_old_mark_away(window: MainWindow) -> None:
    window.costs.checks.verified.emit(Verification("resnet50", 175, 1, 1, "2"))
    window.networks.open_text("resnet34")
    assert "agrees" not in window.panels.costs.mark.text()


def test_pinning_sets_every_cost_beside_the_pinned(window: MainWindow) -> None:
    window.compare.show_comparison()
    window.compare.pin()
    window.compare.switch_block()
    rows = {row[0]: row[1:] for row in window.panels.lab.compare.texts()}
    assert rows["Block and stages"][:2] == ["bottleneck 3-4-6-3", "basic 3-4-6-3"]
    assert rows["Depth"] == ["50", "34", "−32 % ▼"]
    window.compare.pin()
    assert window.panels.lab.compare.texts() == []


def test_the_block_switch_goes_there_and_back(window: MainWindow) -> None:
    window.compare.switch_block()
    assert window.session.shown.report.arch == "resnet34"
    window.compare.switch_block()
    assert window.session.shown.report.arch == "resnet50"


def test_a_run_gives_table_and_diagram_their_times(window: MainWindow) -> None:
    assert window.panels.view.coloring.findData("time") == -1
    window.runs._on_report(answered(made_up_timing("resnet50")))
    assert window.panels.view.coloring.findData("time") >= 0
    assert all(row.time for row in window.panels.layers.layers.rows)
    choose_coloring(window, "time")
    heat = window.diagram.heat()
    assert heat is not None
    assert "layer1.0" in heat.fills
    assert "100.00 ms" in window.panels.timing.headline.text()


def choose_coloring(window: MainWindow, name: str) -> None:
    coloring = window.panels.view.coloring
    coloring.show_value(name)
    coloring.activated.emit(coloring.currentIndex())


def test_every_figure_and_the_stages_can_be_chosen_to_colour_by(window: MainWindow) -> None:
    window.runs._on_report(answered(made_up_timing("resnet50")))
    for name in ("stage", *(name for name in FIGURES if name not in WEIGHED)):
        choose_coloring(window, name)
        heat = window.panels.canvas.heat
        assert heat is not None
        assert window.panels.view.log.isEnabled() == (name != "stage")
        assert heat.title.startswith(FIGURES[name].title if name in FIGURES else "Stage")
    choose_coloring(window, "op")
    assert window.panels.canvas.heat is None
    assert not window.panels.view.log.isEnabled()


def test_the_logarithmic_scale_is_a_toggle_that_figures_keep(window: MainWindow) -> None:
    choose_coloring(window, "macs")
    linear = window.diagram.heat()
    window.panels.view.log.click()
    logarithmic = window.panels.canvas.heat
    assert linear
    assert logarithmic
    assert logarithmic.title == "MACs (paper), log scale"
    assert logarithmic.fills != linear.fills
    choose_coloring(window, "stage")
    choose_coloring(window, "params")
    assert window.panels.canvas.heat
    assert window.panels.canvas.heat.title == "Parameters, log scale"
    window.panels.view.log.click()
    assert window.panels.canvas.heat.title == "Parameters"


@pytest.mark.parametrize("name", ["op", "stage", "memory"])
def test_exported_is_what_is_seen(window: MainWindow, tmp_path: Path, name: str) -> None:
    """The writer gets the look of the canvas, and makes of it the colours on the canvas."""
    window.panels.view.log.click()
    choose_coloring(window, name)
    path = tmp_path / "picture.svg"
    answer_diagram(
        SaveDiagram("resnet50", window.exports.look(), str(path), ".svg"), ignore_progress
    )
    picture = path.read_text(encoding="utf-8")
    heat = window.panels.canvas.heat
    for text in (tick.text for tick in heat.ticks) if heat else ():
        assert f">{text}</text>" in picture
    box = picture.partition('<g id="layer3.0" class="node block">')[2]
    fill = heat.fills["layer3.0"] if heat else PICTURE_LIGHT.tint_of("block").fill
    assert f'fill="{fill}"' in box.partition("</g>")[0]


def test_times_belong_to_their_network_and_come_back_with_it(window: MainWindow) -> None:
    window.runs._on_report(answered(made_up_timing("resnet50")))
    window.networks.open_text("resnet18")
    assert window.session.shown.timing is None
    assert window.panels.layers.layers.rows[0].time is None
    window.networks.open_text("resnet50")
    assert window.session.shown.timing is not None


def test_a_run_that_is_not_to_be_trusted_says_so_aloud(window: MainWindow) -> None:
    window.runs._on_report(answered(made_up_timing("resnet50", ("not steady: after 9 passes",))))
    said = "ResNet-50 took ≈ 100 ms wall time. Take care with this timing."
    assert window.panels.notice.text() == said
    assert window.panels.timing.notes.text() == "Not steady: after 9 passes."


def test_a_run_in_progress_can_be_seen_and_cancelled(window: MainWindow) -> None:
    window.timed.run()
    window.runs.progressed.emit(Step("pass", 12, 60))
    assert window.progress.doing() == "Timed run: pass 12 of at most 60"
    run, timing = window.toolbar.timed.run, window.panels.timing
    width = run.width()
    assert (run.text(), timing.headline.text()) == ("Stop", "Running: pass 12 of ≤ 60")
    assert "Not timed" not in timing.spread.text()
    run.click()
    assert window.progress.doing() == "Timed run stopped"
    assert (run.text(), run.width()) == ("Time it", width)
    assert timing.headline.text() == "No timing yet"


def test_a_failed_run_is_a_sentence_and_the_window_goes_on(window: MainWindow) -> None:
    window.timed.run()
    window.runs._on_failed(Failure("batch 9 does not fit"))
    assert window.panels.notice.text() == "batch 9 does not fit"
    assert window.toolbar.timed.run.text() == "Time it"


def test_a_dead_drawing_process_leaves_the_last_picture(window: MainWindow) -> None:
    window.draw.died.emit("The layout process crashed (signal 11).")
    assert "signal 11" in window.panels.notice.text()
    assert window.panels.canvas.painter is not None


def test_a_name_that_is_no_network_is_told_and_changes_nothing(window: MainWindow) -> None:
    window.networks.open_text("resnet50,depth=51")
    assert "depth 51" in window.panels.notice.text()
    assert window.session.shown.report.arch == "resnet50"


def test_another_batch_changes_the_counts_and_not_the_parameters(window: MainWindow) -> None:
    window.panels.costs.batch_edited.emit(8)
    assert window.session.shown.report.totals.macs == 8 * 4_089_184_256
    assert window.session.shown.report.totals.params == 25_557_032


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
    window.networks.open_text("resnet50,stride_in=1x1")
    window.exports.copy_name()
    assert QGuiApplication.clipboard().text() == "resnet50,stride_in=1x1"


def test_the_places_of_the_panels_are_remembered(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    window.resize(window.minimumSizeHint().width(), 740)  # as the screen off screen allows
    qapp.processEvents()
    before = window.panels.rows.sizes()
    window.panels.rows.setSizes([before[0] - 40, before[1] + 40])
    window.panels.rows.splitterMoved.emit(0, 1)
    sizes = window.panels.rows.sizes()
    window.close()
    again = MainWindow(Opening(new_document("resnet18")), Appearance(qapp))
    qtbot.addWidget(again)
    again.show()
    qapp.processEvents()
    assert again.panels.rows.sizes() == sizes != before


def test_a_run_that_will_not_fit_is_warned_of_and_may_be_tried(
    window: MainWindow, asked: Asked
) -> None:
    window.session.meet_devices(
        (Device("cpu", DeviceKind.CPU, "A processor", 2**34, free_bytes=2**20),)
    )
    window.timed.run()
    assert "1.0 MiB are free on A processor" in window.panels.notice.text()
    assert asked_for(asked, TimeNetwork) == []
    buttons = window.panels.notice.findChildren(QPushButton)
    next(each for each in buttons if each.text() == "Run anyway").click()
    assert len(asked_for(asked, TimeNetwork)) == 1
    window.timed.cancel()


def test_it_fits_a_small_laptops_screen(window: MainWindow) -> None:
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 720


def test_it_is_first_shown_inside_of_its_screen_with_a_frame_around_it(window: MainWindow) -> None:
    room = window.screen().availableSize()
    assert window.width() + FRAME.width() <= room.width()
    assert window.height() + FRAME.height() <= room.height()


def test_half_of_a_screen_of_1920_pixels_has_room_for_it(window: MainWindow) -> None:
    assert LEAST_SIZE.width() + FRAME.width() <= 1920 // 2
    assert window.panels.minimumSizeHint().width() <= LEAST_SIZE.width()
    assert window.toolbar.minimumSizeHint().width() <= LEAST_SIZE.width()


def test_the_button_of_columns_is_there_with_the_layers_and_lists_them(window: MainWindow) -> None:
    window.arranging.front(window.panels.layers)
    button = window.panels.tabs.findChild(ColumnsButton)
    assert isinstance(button, ColumnsButton)
    assert button.isVisible()
    button.menu().aboutToShow.emit()
    entries = {each.text(): each for each in button.menu().actions()}
    assert entries["MACs (paper)"].isChecked()
    entries["MACs (paper)"].trigger()
    assert "work" not in window.session.document.arrangement.layer_columns
    window.arranging.front(window.panels.groups)
    assert not button.isVisible()


def test_a_copy_of_rows_is_said_in_the_status_line(window: MainWindow, qtbot: QtBot) -> None:
    window.arranging.front(window.panels.layers)
    window.selection.select("layer3.2")
    window.panels.layers.setFocus()
    qtbot.waitUntil(window.panels.layers.hasFocus)
    QTest.keySequence(window.panels.layers, QKeySequence(QKeySequence.StandardKey.Copy))
    assert window.progress.doing() == "Copied 10 rows"
