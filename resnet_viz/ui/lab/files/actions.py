"""Charts and reports of a comparison, saved as files."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resnet_viz.ui.lab.turns import TurnsFeature
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.session.session import Session

if TYPE_CHECKING:
    from resnet_viz.core.lab.series import ChartData
    from resnet_viz.ui.export.saving_dialog import SavingDialog

FEWEST, MOST = 2, 6  # networks of a report
NO_CHART = "Open the charts first"
TOO_FEW, TOO_MANY = "Compare two networks first", "A report compares at most six networks"
LETTERS = 60  # of a network's name in that of a file

NO_SWEEP = "Start or open a sweep first"


class ShownRows(NamedTuple):
    """The uuid of the sweep that a page shows, '' for none, and the condition that chooses rows."""

    uuid: Callable[[], str]
    where: Callable[[], str]


class ShownChart(NamedTuple):
    """Whether a page shows a chart, and what that is made of."""

    is_shown: Callable[[], bool]
    data: Callable[[], "ChartData | None"]


def _has_chart(feature: "LabFilesFeature") -> ActionState:
    return ActionState(is_enabled=feature.has_chart, reason=NO_CHART)


def _has_networks(feature: "LabFilesFeature") -> ActionState:
    count = len(feature.archs)
    reason = TOO_FEW if count < FEWEST else TOO_MANY
    return ActionState(is_enabled=FEWEST <= count <= MOST, reason=reason)


def _has_rows(feature: "LabFilesFeature") -> ActionState:
    return ActionState(is_enabled=feature.has_rows, reason=NO_SWEEP)


def _has_sweep(feature: "LabFilesFeature") -> ActionState:
    return ActionState(is_enabled=feature.has_sweep, reason=NO_SWEEP)


class LabFilesFeature(QObject):
    """Saves what `chart` and `sweep` show, and a report with what timing in turn said.

    `window` is what dialogs belong to.
    """

    def __init__(
        self,
        session: Session,
        chart: ShownChart,
        sweep: ShownChart,
        rows: ShownRows,
        turns: TurnsFeature,
        window: QWidget,
    ) -> None:
        super().__init__(session)
        self._session, self._turns = session, turns
        self._chart, self._sweep = chart, sweep
        self._rows, self._window = rows, window

    @property
    def has_chart(self) -> bool:
        """Whether a chart is shown."""
        return self._chart.is_shown()

    @property
    def has_sweep(self) -> bool:
        """Whether the networks of a sweep are shown."""
        return self._sweep.is_shown()

    @property
    def has_rows(self) -> bool:
        """Whether a sweep is shown, whose rows may still be on their way."""
        return bool(self._rows.uuid())

    @property
    def archs(self) -> tuple[str, ...]:
        """The networks that are compared, the base first, each once."""
        return self._turns.archs

    @action(
        "Compare",
        "Export chart…",
        "Save the chart as SVG, PDF, PNG, TikZ or CSV, at the width of a paper's column",
        state=_has_chart,
    )
    def export_chart(self) -> None:
        data = self._chart.data()
        if data is not None:
            self._open(self._chart_dialog(data))

    @action(
        "Compare",
        "Export sweep chart…",
        "Save the chart of the sweep as SVG, PDF, PNG, TikZ or CSV",
        state=_has_sweep,
    )
    def export_sweep(self) -> None:
        data = self._sweep.data()
        if data is not None:
            self._open(self._chart_dialog(data))

    @action(
        "Compare",
        "Save sweep…",
        "Save the networks of the sweep that pass its condition as CSV, JSON or Parquet",
        state=_has_rows,
    )
    def save_sweep(self) -> None:
        from resnet_viz.ui.lab.files.sweep_dialog import sweep_dialog

        if self.has_rows:
            self._open(sweep_dialog(self._rows.uuid(), self._rows.where(), self._window))

    @action(
        "Compare",
        "Report…",
        "Save a report of the compared networks: tables, diagrams, charts",
        state=_has_networks,
    )
    def save_report(self) -> None:
        self._open(self._report_dialog())

    def _chart_dialog(self, data: "ChartData") -> "SavingDialog":
        from resnet_viz.export.lab.chart_files import CHART_FILES
        from resnet_viz.export.lab.requests import PreviewChart, SaveChart
        from resnet_viz.ui.export.chart_fields import ChartFields
        from resnet_viz.ui.export.saving import Saving
        from resnet_viz.ui.export.saving_dialog import SavingDialog, SavingOffer
        from resnet_viz.ui.export.target import Target
        from resnet_viz.ui.settings.settings import CHART_FORMAT

        fields = ChartFields()
        offer = SavingOffer("Export chart", CHART_FILES, f"chart-{data.kind}", CHART_FORMAT)
        dialog = SavingDialog(offer, fields.rows, self._window)
        fields.setParent(dialog)
        fields.changed.connect(dialog.refresh)

        def to_save(target: Target) -> SaveChart:
            fields.keep()
            return SaveChart(data, fields.choice(), str(target.path), target.suffix)

        def to_preview(suffix: str) -> PreviewChart:
            return PreviewChart(data, fields.choice(), suffix, dialog.preview.side_px())

        Saving(dialog, to_save, to_preview)
        return dialog

    def _report_dialog(self) -> "SavingDialog":
        from resnet_viz.export.lab.report_files import REPORT_FORMATS
        from resnet_viz.export.lab.requests import PreviewReport, ReportAsked, SaveReport
        from resnet_viz.ui.export.saving import Saving
        from resnet_viz.ui.export.saving_dialog import SavingDialog, SavingOffer
        from resnet_viz.ui.settings.settings import REPORT_FORMAT

        archs = self.archs
        formats = [(row.suffix, row.title) for row in REPORT_FORMATS]
        asked = ReportAsked(archs, self._session.document.batch, self._turns.verdicts(archs))
        offer = SavingOffer("Report", formats, _stem(archs), REPORT_FORMAT)
        dialog = SavingDialog(offer, (), self._window)
        Saving(
            dialog,
            lambda target: SaveReport(asked, str(target.path), target.suffix),
            lambda suffix: PreviewReport(asked, suffix),
        )
        return dialog

    def _open(self, dialog: "SavingDialog") -> None:
        dialog.finished.connect(dialog.deleteLater)  # after its processes were ended
        dialog.open()


def _stem(archs: tuple[str, ...]) -> str:
    names = "-".join(archs)
    return f"report-{names.replace(',', '-').replace('=', '-')}"[:LETTERS]
