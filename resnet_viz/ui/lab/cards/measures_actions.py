"""Keeps the table of measures in step with the session."""

from functools import partial

from PySide6.QtCore import QObject

from resnet_viz.core.lab.compare import compare
from resnet_viz.core.lab.measure_rows import measure_rows
from resnet_viz.core.lab.run_settings import runs_text
from resnet_viz.session import edits
from resnet_viz.ui.lab.cards.measures_model import MeasuredName
from resnet_viz.ui.lab.cards.measures_page import MeasuresPage
from resnet_viz.ui.lab.turns import TurnsFeature
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.session.shown import ShownCard


class MeasuresFeature(QObject):
    """Shows the networks of the comparison whose costs are known; nothing while nobody looks."""

    def __init__(
        self,
        session: Session,
        page: MeasuresPage,
        turns: TurnsFeature,
        appearance: Appearance,
    ) -> None:
        super().__init__(session)
        self._session, self._page, self._turns = session, page, turns
        page.time_asked.connect(turns.time_in_turn)
        turns.timed.connect(self.show)
        session.setup_changed.connect(self.show)
        page.form_chosen.connect(session.compare_by)
        page.only_differing.connect(lambda only: session.show_differing(only=only))
        page.batch_edited.connect(partial(session.edit, edits.set_batch, is_going_on=True))
        page.looked_at.connect(self.show)
        for signal in (session.network_changed, session.runs_changed, session.comparison_changed):
            signal.connect(self.show)
        appearance.changed.connect(page.set_colors)
        page.set_colors(appearance.colors)
        self.show()

    def show(self) -> None:
        """Shows the measures as they are now."""
        if not self._page.isVisible():
            return
        arrangement = self._session.document.arrangement
        form, only = arrangement.differences, arrangement.only_differing
        self._page.show_choices(form, self._session.document.batch, only_differing=only)
        members, base = self._members()
        names = [MeasuredName(each.card.letter, _title(each)) for each in members]
        reports = [each.report for each in members if each.report]
        rows = []
        if len(reports) > 1:
            compared = compare(reports, [each.timing for each in members], base)
            rows = measure_rows(compared, form, only_differing=only)
        self._page.show_measures(rows, names, base)
        self._page.show_verdicts(self._verdicts(members, base))

    def _verdicts(self, members: list[ShownCard], base: int) -> str:
        """What was measured in turn, a sentence for each network, and how; '' for nothing."""
        archs = [each.card.member.arch for each in members]
        said = self._turns.verdicts(tuple(dict.fromkeys((archs[base], *archs)))) if archs else ()
        timed = [each.timing for each in members]
        how = runs_text(timed, [_title(each) for each in members], base) if timed else ""
        return " ".join(filter(None, (*said, how)))

    def _members(self) -> tuple[list[ShownCard], int]:
        """The networks that can be counted, with a base that has no card in front; its place."""
        shown = self._session.shown
        members = [each for each in shown.cards if each.report]
        base = shown.reference
        if base.report and base not in members:
            members.insert(0, base)
        return members, members.index(base) if base.report else 0


def _title(shown: ShownCard) -> str:
    return shown.report.network.title if shown.report else shown.card.member.arch
