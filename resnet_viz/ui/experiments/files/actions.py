"""What experiments found, saved as files and copied."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from resnet_viz.core.wording import counted
from resnet_viz.ui.export.picture_copy import PictureCopy
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.passing_dialog import open_passing
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.session.session import Session

if TYPE_CHECKING:
    from resnet_viz.core.experiments.outcome import Outcome
    from resnet_viz.core.experiments.plot import Plot

MENU = "Learn"
NO_RESULT = "Run this experiment first"
NO_RESULTS = "Run an experiment first"
COPIED_MM = 180  # width of a copied picture: both columns of a paper


class ShownResult(NamedTuple):
    """What the page shows: a result, None for none, and those of its plots that are in view."""

    outcome: Callable[[], "Outcome | None"]
    plots: Callable[[], "tuple[Plot, ...]"]


def _has_result(feature: "ResultFilesFeature") -> ActionState:
    return ActionState(is_enabled=feature.has_result, reason=NO_RESULT)


def _has_results(feature: "ResultFilesFeature") -> ActionState:
    return ActionState(is_enabled=feature.has_results, reason=NO_RESULTS)


class ResultFilesFeature(QObject):
    """Saves and copies what the page shows; `window` is what dialogs belong to."""

    def __init__(
        self,
        session: Session,
        shown: ShownResult,
        appearance: Appearance,
        say: Say,
        window: QWidget,
    ) -> None:
        super().__init__(session)
        self._session, self._shown = session, shown
        self._appearance, self._say, self._window = appearance, say, window
        self.picture_copy = PictureCopy(self)
        self.picture_copy.copied.connect(self._on_copied)
        self.picture_copy.failed.connect(self._on_copy_failed)

    @property
    def has_result(self) -> bool:
        """Whether the page shows a result that is drawn."""
        return bool(self._shown.plots()) and self._shown.outcome() is not None

    @property
    def has_results(self) -> bool:
        """Whether any experiment was run."""
        return bool(self._session.document.results)

    @action(
        MENU,
        "Export result…",
        "Save this result: its chart as SVG, PDF, PNG or TikZ, its values as CSV or JSON",
        starts_group=True,
        state=_has_result,
    )
    def export_result(self) -> None:
        from resnet_viz.ui.experiments.files.dialogs import result_dialog

        if (outcome := self._shown.outcome()) is not None and self.has_result:
            open_passing(result_dialog(outcome, self._shown.plots(), self._window))

    @action(
        MENU,
        "Save lesson sheet…",
        "Save all results of this session as one page to read or print",
        state=_has_results,
    )
    def save_lesson(self) -> None:
        from resnet_viz.ui.experiments.files.dialogs import lesson_dialog

        if self.has_results:
            open_passing(lesson_dialog(self._session.document.results, self._window))

    @action(
        MENU,
        "Copy result as picture",
        "Copy the chart as PNG and SVG, with its caption",
        state=_has_result,
    )
    def copy_result_picture(self) -> None:
        from resnet_viz.export.lab.requests import ChartChoice
        from resnet_viz.export.lesson.requests import CopyResultChart
        from resnet_viz.ui.experiments.files.dialogs import result_chart_of

        if (outcome := self._shown.outcome()) is not None and self.has_result:
            choice = ChartChoice(self._appearance.colors.picture.name, COPIED_MM)
            self._say.status("Copying the picture…")
            chart = result_chart_of(outcome, self._shown.plots(), choice)
            self.picture_copy.copy(CopyResultChart(chart))

    @action(
        MENU,
        "Copy result as table",
        "Copy the values of the chart for a spreadsheet",
        state=_has_result,
    )
    def copy_result_values(self) -> None:
        from resnet_viz.export.plot_table import has_values, plots_text

        plots = [plot for plot in self._shown.plots() if has_values(plot)]
        if not plots:
            self._say.status("Nothing was copied: these plots have no values in rows")
            return
        QGuiApplication.clipboard().setText(plots_text(plots))
        self._say.status(f"Copied the values of {counted(len(plots), 'plot')}")

    def close(self) -> None:
        """Ends what is being copied."""
        self.picture_copy.close()

    def _on_copied(self, words: str) -> None:
        self._say.clear(Cause.EXPORT)
        self._say.status(words)

    def _on_copy_failed(self, message: str) -> None:
        self._say.status("")
        again = Act("Copy again", self.copy_result_picture)
        self._say.notice(message, Kind.ERROR, Cause.EXPORT, again)
