"""The dialogs that save a result and the lesson sheet; the drawing process writes."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from resnet_viz.core.experiments.experiment import EXPERIMENTS
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Plot
from resnet_viz.core.experiments.telling import caption_of
from resnet_viz.core.message import translate
from resnet_viz.core.request import Request
from resnet_viz.diagram.requests import Preview, SavedFile
from resnet_viz.export.lab.requests import ChartChoice
from resnet_viz.export.lesson.files import LESSON_FILES, RESULT_FILES, VALUE_SUFFIXES
from resnet_viz.export.lesson.requests import (
    PreviewLesson,
    PreviewResult,
    PreviewResultChart,
    ResultChart,
    SaveLesson,
    SaveResult,
    SaveResultChart,
)
from resnet_viz.ui.export.chart_fields import ChartFields
from resnet_viz.ui.export.saving import Saving
from resnet_viz.ui.export.saving_dialog import SavingDialog, SavingOffer
from resnet_viz.ui.export.target import Target
from resnet_viz.ui.settings.settings import LESSON_FORMAT, RESULT_FORMAT


def result_dialog(outcome: Outcome, plots: tuple[Plot, ...], window: QWidget) -> SavingDialog:
    """Asks for format and file of a result; a chart has the plots that are shown."""
    fields, caption = ChartFields(), QCheckBox("Caption")
    caption.setChecked(True)
    row = fields.signs.layout()
    assert isinstance(row, QHBoxLayout)
    row.insertWidget(1, caption)
    offer = SavingOffer("Export result", RESULT_FILES, f"learn-{outcome.experiment}", RESULT_FORMAT)
    dialog = SavingDialog(offer, fields.rows, window)
    fields.setParent(dialog)
    fields.changed.connect(dialog.refresh)
    caption.toggled.connect(dialog.refresh)

    def chart() -> ResultChart:
        return result_chart_of(outcome, plots, fields.choice(), has_caption=caption.isChecked())

    def to_save(target: Target) -> Request[SavedFile]:
        fields.keep()
        if target.suffix in VALUE_SUFFIXES:
            return SaveResult(outcome, str(target.path), target.suffix)
        return SaveResultChart(chart(), str(target.path), target.suffix)

    def to_preview(suffix: str) -> Request[Preview]:
        if suffix in VALUE_SUFFIXES:
            return PreviewResult(outcome, suffix)
        return PreviewResultChart(chart(), suffix, dialog.preview.side_px())

    Saving(dialog, to_save, to_preview)
    return dialog


def lesson_dialog(outcomes: Sequence[Outcome], window: QWidget) -> SavingDialog:
    """Asks for the file of the lesson sheet."""
    results = tuple(outcomes)
    offer = SavingOffer("Save lesson sheet", LESSON_FILES, "residual-connections", LESSON_FORMAT)
    dialog = SavingDialog(offer, (), window)
    Saving(
        dialog,
        lambda target: SaveLesson(results, str(target.path)),
        lambda _: PreviewLesson(results),
    )
    return dialog


def result_chart_of(
    outcome: Outcome, plots: tuple[Plot, ...], choice: ChartChoice, *, has_caption: bool = True
) -> ResultChart:
    """The chart of the plots that are shown of a result."""
    caption = " ".join(map(translate, caption_of(outcome))) if has_caption else ""
    return ResultChart(plots, EXPERIMENTS[outcome.experiment].title, caption, choice)
