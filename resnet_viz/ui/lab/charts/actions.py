"""What can be done with the charts of a comparison."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from resnet_viz.core.errors import UserError
from resnet_viz.core.wording import counted
from resnet_viz.session.card_edits import open_card
from resnet_viz.session.chart_choice import ChartChoice
from resnet_viz.ui.lab.charts.page import ChartsPage
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.parts.notice import Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.session.session import Session

NO_CHART = "Open the charts first"


class ChartsFeature(QObject):
    """Keeps the page in step with the session."""

    def __init__(
        self, session: Session, page: ChartsPage, appearance: Appearance, say: Say
    ) -> None:
        super().__init__(session)
        self._session, self._page, self._say = session, page, say
        page.chosen.connect(self._on_chosen)
        page.stage_selected.connect(session.select)
        page.opened.connect(self.open_network)
        page.choices.copy.clicked.connect(self.copy_chart_figures)
        session.network_changed.connect(self._show)
        session.runs_changed.connect(self._show)
        session.opened.connect(self._show)
        session.selection_changed.connect(self._show_selection)
        appearance.changed.connect(page.set_colors)
        page.set_colors(appearance.colors)
        self._show()
        self._show_selection()

    @action("Compare", "Show charts", "Charts of the networks that are compared", starts_group=True)
    def show_charts(self) -> None:
        self._say.front(self._page)

    @action("Compare", "Copy chart figures", "Copy the figures of the chart as a table")
    def copy_chart_figures(self) -> None:
        data = self._page.data()
        if data is None:
            self._say.status(NO_CHART)
            return
        table = data.table
        lines = ["\t".join(map(_cell, row)) for row in (table.heads, *table.rows)]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._say.status(f"Copied {counted(len(table.rows), 'row')}")

    def open_network(self, arch: str) -> None:
        """A network of a chart as one more card."""
        try:
            self._session.edit(open_card, arch)
        except UserError as error:
            self._say.notice(error.sentence, Kind.ERROR, Cause.NETWORK)

    def _on_chosen(self, choice: ChartChoice) -> None:
        self._session.arrange(chart=choice)
        self._page.show_choice(choice)

    def _show(self) -> None:
        self._page.show_choice(self._session.document.arrangement.chart)

    def _show_selection(self) -> None:
        arrangement = self._session.document.arrangement
        self._page.select(tuple(filter(None, (arrangement.selection, *arrangement.selected))))


def _cell(value: object) -> str:
    return "" if value is None else str(value)
