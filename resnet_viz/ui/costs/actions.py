"""The costs of what is on screen: each tab shows them when they change, each switch asks."""

from typing import NamedTuple

from PySide6.QtCore import QObject

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.wording import counted
from resnet_viz.session import edits
from resnet_viz.ui.costs.cost_panel import CostPanel
from resnet_viz.ui.costs.count_switch import CountSwitch
from resnet_viz.ui.costs.groups_panel import GroupsPanel
from resnet_viz.ui.costs.layer_table import LayerTable
from resnet_viz.ui.costs.memory_panel import MemoryPanel
from resnet_viz.ui.costs.peers_panel import PeersPanel
from resnet_viz.ui.costs.summary_panel import SummaryPanel
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.notice import Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.checks import Checks
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.models import Models
from resnet_viz.ui.session.session import Session


class CostPanels(NamedTuple):
    """Every part of the window that shows costs."""

    totals: CostPanel
    layers: LayerTable
    groups: GroupsPanel
    memory: MemoryPanel
    peers: PeersPanel
    summary: SummaryPanel
    convention: CountSwitch


class CostFeature(QObject):
    """Shows the session's figures, and has each network checked against PyTorch.

    `asked` are the processes for networks of the family and for those of others.
    """

    def __init__(
        self,
        session: Session,
        panels: CostPanels,
        asked: tuple[Child, Models],
        appearance: Appearance,
        say: Say,
    ) -> None:
        super().__init__(session)
        self._session, self._panels, self._say = session, panels, say
        compute, self._models = asked
        self._compute = compute
        self._appearance = appearance
        self._shown_name = ""
        self._is_started = False
        self.checks = Checks(compute, self)
        self._connect_panels()
        self._connect_checks()
        session.network_changed.connect(self._on_network)
        session.runs_changed.connect(self._show_figures)
        session.look_changed.connect(self._show_convention)
        session.setup_changed.connect(self._show_memory)
        session.opened.connect(self._show_grouping)
        session.opened.connect(self._show_sorting)
        appearance.changed.connect(self._show_colors)
        self._show_colors()
        self._show_convention()
        self._show_grouping()
        self._show_sorting()
        self._on_network()

    def start(self) -> None:
        """From now on each network is checked against PyTorch; for after the first paint."""
        self._is_started = True
        self.check_again()

    def check_again(self) -> None:
        """Checks the network against PyTorch, once more after a run that was broken off."""
        if self._is_started and self._session.shown.is_there and self._is_of_family:
            self.checks.check_soon(self._session.shown.network)

    @property
    def _is_of_family(self) -> bool:
        """Else it was checked when it was recorded."""
        return self._session.document.member.is_of_family

    @property
    def _shows_views(self) -> bool:
        return self._session.document.arrangement.shows_views

    def _on_views(self) -> None:
        """Views among the layers, or not any more."""
        self._session.arrange(shows_views=not self._shows_views)
        self._show_figures()

    def stop(self) -> None:
        """Nothing is checked any more."""
        self.checks.stop()

    def show_summary(self) -> None:
        """Asks for torchinfo's table where it is looked at."""
        if self._panels.summary.isVisible() and self._session.shown.is_there:
            self._panels.summary.ask(self._compute, self._models, self._session.shown.network)

    def _connect_panels(self) -> None:
        panels, edit = self._panels, self._session.edit
        panels.totals.batch_edited.connect(
            lambda batch: edit(edits.set_batch, batch, is_going_on=True)
        )
        panels.convention.convention_chosen.connect(
            lambda convention: edit(edits.set_convention, convention)
        )
        panels.groups.grouping_chosen.connect(
            lambda grouping: self._session.arrange(grouping=grouping)
        )
        panels.layers.sorting_chosen.connect(lambda sorting: self._session.arrange(sorting=sorting))
        panels.layers.columns.columns_chosen.connect(
            lambda words: self._session.arrange(layer_columns=words)
        )
        panels.layers.columns.views_wanted.connect(self._on_views)
        panels.layers.rows_copied.connect(
            lambda count: self._say.status(f"Copied {counted(count, 'row')}")
        )
        panels.summary.looked_at.connect(self.show_summary)

    def _connect_checks(self) -> None:
        self.checks.verified.connect(self._panels.totals.show_verification)
        self.checks.failed.connect(self._on_check_failed)
        self._compute.died.connect(self._on_compute_died)

    def _on_network(self) -> None:
        shown = self._session.shown
        network = shown.network
        if network.name != self._shown_name:
            self._shown_name = network.name
            if shown.is_there and network.traced is None:
                self._panels.totals.show_checking()
            self.check_again()
        self._show_figures()
        self._panels.peers.show_network(network, self._session.document.batch)
        self.show_summary()

    def _show_figures(self) -> None:
        shown, panels = self._session.shown, self._panels
        panels.totals.show_costs(shown.report, shown.base_report, is_there=shown.is_there)
        if shown.network.traced is not None:
            panels.totals.show_counter(shown.network.traced.counted_macs, shown.report)
        panels.totals.show_latency(shown.timing)
        panels.layers.columns.show_views(
            is_on=self._shows_views, count=len(shown.network.graph.view_paths)
        )
        panels.layers.set_rows(shown.layer_rows(has_views=self._shows_views))
        self._show_groups()
        self._show_memory()

    def _show_convention(self) -> None:
        convention: Convention = self._session.document.convention
        self._panels.totals.show_convention(convention)
        self._panels.layers.set_convention(convention)
        self._show_groups()

    def _show_groups(self) -> None:
        shown = self._session.shown
        self._panels.groups.show_report(
            shown.report, self._session.document.convention, shown.timing
        )

    def _show_grouping(self) -> None:
        grouping: Grouping = self._session.document.arrangement.grouping
        self._panels.groups.show_grouping(grouping)

    def _show_sorting(self) -> None:
        arrangement = self._session.document.arrangement
        self._panels.layers.show_sorting(arrangement.sorting)
        self._panels.layers.columns.show_choice(arrangement.layer_columns)

    def _show_memory(self) -> None:
        document = self._session.document
        target = self._session.device, document.run_setup.precision
        network = self._session.shown.network
        self._panels.memory.show_memory(network, document.batch, *target)

    def _show_colors(self) -> None:
        self._panels.layers.set_bar_color(self._appearance.colors.bar)
        self._panels.memory.set_colors(self._appearance.colors)

    def _on_check_failed(self, message: str) -> None:
        self._panels.totals.show_unchecked()
        self._say.notice(message, Kind.ERROR, Cause.CHECK)

    def check_after_crash(self) -> None:
        """The mark is asked for again, by a process that is started again."""
        self._panels.totals.show_checking()
        self.check_again()

    def _on_compute_died(self) -> None:
        self._panels.totals.show_unchecked()
        self._panels.summary.forget()
