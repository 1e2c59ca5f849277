"""The comparison: a base kept next to every change, and networks to compare with."""

from PySide6.QtCore import QObject

from resnet_viz.core.wording import sentence
from resnet_viz.session import edits
from resnet_viz.ui.costs.cost_panel import CostPanel
from resnet_viz.ui.lab.compare_panel import ComparePanel
from resnet_viz.ui.parts.action import action
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.session.asking import ask
from resnet_viz.ui.session.session import Session


class CompareFeature(QObject):
    """Sets the base of the comparison, and opens what is worth comparing with it."""

    def __init__(self, session: Session, panel: ComparePanel, totals: CostPanel, say: Say) -> None:
        super().__init__(session)
        self._session, self._panel, self._say = session, panel, say
        totals.pin_clicked.connect(self.pin)
        panel.pin_clicked.connect(self.pin)
        panel.swap_block_clicked.connect(self.switch_block)
        session.network_changed.connect(self._show)
        self._show()

    @action("Compare", "Pin or unpin as A", "Keep these costs beside every change", "Ctrl+Shift+P")
    def pin(self) -> None:
        is_pinned = self._session.document.compared_with is not None
        ask(self._session, self._say, edits.unpin if is_pinned else edits.pin)

    @action("Compare", "Basic ↔ bottleneck", "The other block in the same stages", "Ctrl+B")
    def switch_block(self) -> None:
        ask(self._session, self._say, edits.switch_block)

    @action("Compare", "Plain twin", "The same layers without shortcuts, and back", "Ctrl+Shift+B")
    def switch_plain(self) -> None:
        ask(self._session, self._say, edits.switch_plain)

    @action("Compare", "Counterpart by depth", "The other block at the nearest depth")
    def match_depth(self) -> None:
        self._open_counterpart("depth")

    @action("Compare", "Counterpart by MACs", "The other block at the nearest MACs")
    def match_macs(self) -> None:
        self._open_counterpart("macs")

    @action("Compare", "Counterpart by parameters", "The other block with the nearest parameters")
    def match_params(self) -> None:
        self._open_counterpart("params")

    @action("Compare", "Show comparison", "Bring the comparison to the front")
    def show_comparison(self) -> None:
        self._say.front(self._panel)

    def _open_counterpart(self, by: str) -> None:
        """Keeps the network on screen as the base and opens its counterpart by a `match.By`."""
        from resnet_viz.core.resnet.match import By, distance_text, match, notes_on

        found = match(self._session.shown.network, None, By(by))
        if ask(self._session, self._say, edits.open_counterpart, found.network.name):
            self._say.front(self._panel)
            notes = "".join(f" {sentence(note)}" for note in notes_on(found))
            self._say.notice(f"{distance_text(found)} against A, {found.original}.{notes}")

    def _show(self) -> None:
        shown = self._session.shown
        self._panel.show_reports(shown.base_report, shown.report)
