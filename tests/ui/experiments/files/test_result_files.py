"""Results saved and copied from the Learn workspace: what is asked, and that nothing is lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QMessageBox

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.telling import caption_of, plots_of
from resnet_viz.export.lesson.requests import (
    CopyResultChart,
    PreviewResultChart,
    SaveLesson,
    SaveResult,
    SaveResultChart,
)
from resnet_viz.ui.experiments.files.actions import (
    ResultFilesFeature,
    ShownResult,
    _has_result,
    _has_results,
)
from resnet_viz.ui.export.saving import Saving
from resnet_viz.ui.export.saving_dialog import SavingDialog
from resnet_viz.ui.export.target import Target
from resnet_viz.ui.settings.settings import EXPORT_FOLDER, remember
from resnet_viz.ui.window.window import MainWindow
from tests.samples.looked_into import BAD, GOOD, lesion_outcome

OUTCOME = lesion_outcome(BAD, GOOD)
PLOTS = plots_of(OUTCOME)[:2]


@pytest.fixture
def files(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ResultFilesFeature:
    """A result with two of its plots in view, and the folder of the last file."""
    remember(EXPORT_FOLDER, str(tmp_path))
    monkeypatch.setattr(window.results, "_shown", ShownResult(lambda: OUTCOME, lambda: PLOTS))
    return window.results


@pytest.fixture
def dialog(files: ResultFilesFeature, window: MainWindow) -> Iterator[SavingDialog]:
    files.export_result()
    (made,) = window.findChildren(SavingDialog)
    yield made
    made.close()


def saving_of(dialog: SavingDialog) -> Saving:
    (saving,) = dialog.findChildren(Saving)
    return saving


def test_a_chart_has_the_plots_that_are_shown_with_the_caption(dialog: SavingDialog) -> None:
    asked = saving_of(dialog)._to_save(Target(Path("a.pdf"), ".pdf", ""))
    assert isinstance(asked, SaveResultChart)
    assert asked.chart.plots == PLOTS
    assert asked.chart.title == "Lesions"
    assert asked.chart.caption == " ".join(map(str, caption_of(OUTCOME)))
    preview = saving_of(dialog)._to_preview(".pdf")
    assert isinstance(preview, PreviewResultChart)
    assert preview.chart == asked.chart
    assert dialog.file.path.text().endswith("learn-lesion.svg")


def test_the_caption_can_be_left_out(dialog: SavingDialog) -> None:
    (box,) = [each for each in dialog.findChildren(QCheckBox) if each.text() == "Caption"]
    box.setChecked(False)
    asked = saving_of(dialog)._to_save(Target(Path("a.tex"), ".tex", ""))
    assert isinstance(asked, SaveResultChart)
    assert asked.chart.caption == ""


def test_values_are_those_of_the_whole_result(dialog: SavingDialog) -> None:
    for suffix in (".csv", ".json"):
        asked = saving_of(dialog)._to_save(Target(Path(f"a{suffix}"), suffix, ""))
        assert asked == SaveResult(OUTCOME, f"a{suffix}", suffix)


def test_a_file_that_is_there_is_not_replaced_unasked(dialog: SavingDialog, tmp_path: Path) -> None:
    written: list[Target] = []
    dialog.save_requested.disconnect()
    dialog.save_requested.connect(written.append)
    there = tmp_path / "there.svg"
    there.write_text("mine", encoding="utf-8")
    dialog.file.path.setText(str(there))
    dialog.file.path.textEdited.emit(str(there))
    dialog.writing.save.click()
    assert dialog.findChildren(QMessageBox)
    assert written == []
    assert there.read_text(encoding="utf-8") == "mine"


def test_the_sheet_has_every_result_of_the_session(
    files: ResultFilesFeature, window: MainWindow
) -> None:
    other = replace(OUTCOME, experiment=Experiment.INSIDE)
    for outcome in (OUTCOME, other):
        window.session.keep_outcome(outcome)
    assert files.has_results
    files.save_lesson()
    (dialog,) = window.findChildren(SavingDialog)
    asked = saving_of(dialog)._to_save(Target(Path("a.html"), ".html", ""))
    assert asked == SaveLesson((OUTCOME, other), "a.html")
    assert dialog.file.path.text().endswith("residual-connections.html")
    dialog.close()


def test_values_are_copied_in_rows_and_the_picture_as_it_looks(
    files: ResultFilesFeature, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.copy_result_values()
    assert QGuiApplication.clipboard().text().startswith(PLOTS[0].title)
    assert PLOTS[1].title in QGuiApplication.clipboard().text()
    asked: list[CopyResultChart] = []
    monkeypatch.setattr(files.picture_copy, "copy", asked.append)
    files.copy_result_picture()
    assert asked[0].chart.plots == PLOTS
    assert asked[0].chart.choice.theme == window.appearance.colors.picture.name


def test_without_a_result_nothing_is_offered_and_why_is_said(window: MainWindow) -> None:
    for name in ("export_result", "save_lesson", "copy_result_picture", "copy_result_values"):
        assert not window.actions_by_name[name].isEnabled()
    assert _has_result(window.results).reason == "Run this experiment first"
    assert _has_results(window.results).reason == "Run an experiment first"
    window.results.export_result()
    window.results.copy_result_picture()
    assert window.findChildren(SavingDialog) == []


def test_the_button_above_the_chart_saves_it(files: ResultFilesFeature, window: MainWindow) -> None:
    window.panels.learn.pages.experiment.chart.export.click()
    (dialog,) = window.findChildren(SavingDialog)
    assert dialog.windowTitle() == "Export result"
    dialog.close()
