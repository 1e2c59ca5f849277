"""Charts and reports saved from the window: what is asked, and that nothing is lost unasked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from resnet_viz.core.lab.series import ChartData, ChartKind, by_stage
from resnet_viz.core.lab.sweep.recipe import recipe_of
from resnet_viz.core.progress import Step
from resnet_viz.diagram.requests import SavedFile
from resnet_viz.export.lab.requests import PreviewChart, SaveChart, SaveReport, SaveSweep
from resnet_viz.session import card_edits, edits
from resnet_viz.ui.export.saving import Saving
from resnet_viz.ui.export.saving_dialog import SavingDialog
from resnet_viz.ui.export.target import Target
from resnet_viz.ui.lab.files.actions import LabFilesFeature, ShownChart
from resnet_viz.ui.parts.choice import Combo
from resnet_viz.ui.settings.settings import EXPORT_FOLDER, remember
from resnet_viz.ui.window.window import MainWindow


@pytest.fixture
def files(window: MainWindow, tmp_path: Path) -> LabFilesFeature:
    """ResNet-34 next to ResNet-50, and the folder of the last file."""
    remember(EXPORT_FOLDER, str(tmp_path))
    window.session.edit(edits.open_network, "resnet34")
    window.session.edit(card_edits.add_twin)
    return window.lab.files


def data_of(window: MainWindow) -> ChartData:
    reports = [each.report for each in window.session.shown.cards if each.report]
    return ChartData(ChartKind.GROUPED, stages=by_stage(reports, "macs"))


@pytest.fixture
def dialog(
    files: LabFilesFeature, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SavingDialog]:
    shown = ShownChart(lambda: True, lambda: data_of(window))
    monkeypatch.setattr(files, "_chart", shown)
    files.export_chart()
    (made,) = window.findChildren(SavingDialog)
    yield made
    made.close()


def asked_of(dialog: SavingDialog, suffix: str) -> SaveChart:
    """What the drawing process would be asked to write."""
    (saving,) = dialog.findChildren(Saving)
    asked = saving._to_save(Target(Path(f"chart{suffix}"), suffix, ""))
    assert isinstance(asked, SaveChart)
    return asked


def choose(combo: Combo, value: str) -> None:
    combo.show_value(value)
    combo.activated.emit(combo.currentIndex())


def test_every_choice_is_in_what_is_asked(dialog: SavingDialog) -> None:
    width, theme = (
        next(each for each in dialog.findChildren(Combo) if each.accessibleName() == name)
        for name in ("Width", "Theme")
    )
    choose(width, "180")
    choose(theme, "print")
    asked = asked_of(dialog, ".pdf")
    assert (asked.choice.width_mm, asked.choice.theme) == (180, "print")
    assert asked.suffix == ".pdf"
    (saving,) = dialog.findChildren(Saving)
    preview = saving._to_preview(".pdf")
    assert isinstance(preview, PreviewChart)
    assert preview.choice == asked.choice


def test_the_name_decides_the_format_and_the_format_the_name(dialog: SavingDialog) -> None:
    choose(dialog.format, ".tex")
    assert dialog.file.path.text().endswith("chart-grouped.tex")
    dialog.file.path.setText("mine.csv")
    dialog.file.path.textEdited.emit("mine.csv")
    assert dialog.format.value() == ".csv"
    choose(dialog.format, ".svg")
    assert dialog.file.path.text() == "mine.svg"


def test_a_file_that_is_there_is_not_replaced_unasked(
    dialog: SavingDialog, tmp_path: Path, qapp: QApplication
) -> None:
    written: list[Target] = []
    dialog.save_requested.disconnect()
    dialog.save_requested.connect(written.append)
    there = tmp_path / "there.svg"
    there.write_text("mine", encoding="utf-8")
    dialog.file.path.setText(str(there))
    dialog.file.path.textEdited.emit(str(there))
    dialog.writing.save.click()
    (box,) = dialog.findChildren(QMessageBox)
    assert written == []
    next(b for b in box.findChildren(QPushButton) if b.text() == "Cancel").click()
    assert written == []
    assert there.read_text(encoding="utf-8") == "mine"


def test_how_it_ends_is_said_and_escape_ends_the_writing_first(dialog: SavingDialog) -> None:
    dialog.save_requested.disconnect()
    cancelled: list[bool] = []
    dialog.writing.cancelled.connect(lambda: cancelled.append(True))
    dialog.writing.save.click()
    dialog.writing.show_step(Step("drawing"))
    assert "Drawing" in dialog.writing.outcome.message.text()
    dialog.reject()
    assert cancelled == [True]
    assert dialog.isVisible()
    dialog.writing.save.click()
    dialog.writing.show_saved(SavedFile("/tmp/chart.svg", 2048))
    assert dialog.writing.outcome.message.text() == "✓ Saved chart.svg (2.0 KiB)"
    dialog.writing.save.click()
    dialog.writing.show_failed("the disk is full")
    assert dialog.writing.outcome.message.text() == "The disk is full."


def test_a_report_is_about_the_compared_networks_with_the_base_first(
    files: LabFilesFeature, window: MainWindow
) -> None:
    window.panels.lab.compare.report_asked.emit()
    (dialog,) = window.findChildren(SavingDialog)
    (saving,) = dialog.findChildren(Saving)
    asked = saving._to_save(Target(Path("report.html"), ".html", ""))
    assert isinstance(asked, SaveReport)
    assert asked.asked.archs == ("resnet34", "resnet50")
    assert asked.asked.verdicts == ()
    assert dialog.file.path.text().endswith("report-resnet34-resnet50.html")
    dialog.close()


def test_a_chart_is_saved_by_the_button_of_the_charts(window: MainWindow) -> None:
    opened: list[bool] = []
    window.lab.files._chart = ShownChart(lambda: True, lambda: opened.append(True))
    window.panels.lab.charts.choices.export.click()
    assert opened


def test_the_rows_of_a_sweep_are_saved_with_the_condition_of_the_page(window: MainWindow) -> None:
    page = window.panels.lab.sweep
    assert not page.save.isEnabled()
    page.begin("a-uuid", recipe_of("resnet18|resnet34"), 1, is_timed=False)
    page.form.where.edit.setText("params<20M")
    page.save.click()
    (dialog,) = window.findChildren(SavingDialog)
    assert dialog.windowTitle() == "Save sweep"
    (saving,) = dialog.findChildren(Saving)
    asked = saving._to_save(Target(Path("sweep.csv"), ".csv", ""))
    assert asked == SaveSweep("a-uuid", "params<20M", "sweep.csv", ".csv")
    dialog.close()
    page.forget()
    assert not page.save.isEnabled()
