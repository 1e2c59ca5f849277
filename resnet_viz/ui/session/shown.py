"""The figures of what is on screen, each worked out when it is first asked for."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from resnet_viz.core.cost.report import CostReport, report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.figure_needs import lacking
from resnet_viz.core.lab.figures import Counted
from resnet_viz.core.lab.layer_row import LayerRow, rows_of
from resnet_viz.core.networks import report_named
from resnet_viz.core.weights.measures import NO_FIGURES, LayerFigures
from resnet_viz.core.wording import counted
from resnet_viz.diagram.view import View as PictureView
from resnet_viz.session.document import Document
from resnet_viz.session.member import Member, is_there, shown_network

if TYPE_CHECKING:
    from resnet_viz.core.timing.measurement import LayerTime, TimingReport
    from resnet_viz.core.weights.figures import WeightsFigures
    from resnet_viz.diagram.cells.values import BoxValues
    from resnet_viz.session.cards import Card

Key = tuple[str, int]
"""The text of a network, and a batch."""


NOBODY: Mapping[str, str] = {}
NOT_THERE = "Not open yet"
NOTHING_WEIGHED: "Mapping[Member, WeightsFigures]" = {}


class ShownCard(NamedTuple):
    """A network of the comparison with its costs, and its times where there are any.

    `report` is None where they can't be counted here, `error` says why.
    """

    card: "Card"
    report: CostReport | None
    timing: "TimingReport | None"
    error: str = ""


class Shown:
    """The current network of a document with its costs and times, and those it is compared with.

    A network of others that this process does not know yet is `is_there` False: what stands in
    for it has its name and no figures. `absent` has why, by the texts of networks. The batch is 1
    where costs can't be had for any.
    UserError for a document whose current network can't be shown.
    """

    def __init__(
        self,
        document: Document,
        times: "Mapping[Key, TimingReport]",
        absent: Mapping[str, str] = NOBODY,
        weighed: "Mapping[Member, WeightsFigures]" = NOTHING_WEIGHED,
    ) -> None:
        self.is_there = is_there(document.member.arch)
        self.network: Network = shown_network(document.member.arch)
        self.batch = document.batch if self.network.is_batch_free else 1
        self.timing = times.get((self.network.name, self.batch))
        self.weighed = weighed.get(weighed_as(document.member))
        self._document, self._times, self._absent = document, times, absent
        self._base = document.compared_with

    @cached_property
    def report(self) -> CostReport:
        """The costs of the network for the batch."""
        if not self.is_there:
            return report_of(self.network)
        return report_named(self.network.name, self.batch)

    @cached_property
    def base_report(self) -> CostReport | None:
        """The costs of the base of the comparison, None where nothing is compared.

        None too where they can't be counted here.
        """
        return self.reference.report if self._base else None

    @cached_property
    def cards(self) -> tuple[ShownCard, ...]:
        """The networks of the comparison in their order."""
        from resnet_viz.session.cards import cards_of  # not before the first paint

        return tuple(map(self._shown_card, cards_of(self._document)))

    @cached_property
    def reference(self) -> ShownCard:
        """The base of the comparison, whether its card is shown or not."""
        from resnet_viz.session.cards import Card

        document = self._document
        base = Card(document.base, "", document.networks[document.base], True, False)
        return next((each for each in self.cards if each.card.is_base), self._shown_card(base))

    def _shown_card(self, card: "Card") -> ShownCard:
        arch = card.member.arch
        if not is_there(arch):
            return ShownCard(card, None, None, self._absent.get(arch) or NOT_THERE)
        try:
            report = report_named(arch, self._document.batch)
        except UserError as error:
            return ShownCard(card, None, None, error.sentence)
        return ShownCard(card, report, self._times.get((arch, self._document.batch)))

    def times_of(self, arch: str) -> "tuple[LayerTime, ...]":
        """The times of any network's layers with the batch on screen, none before a run."""
        run = self._times.get((arch, self.batch))
        return run.layers if run else ()

    @cached_property
    def rows(self) -> tuple[LayerRow, ...]:
        """Each layer with its costs and, where there was a run, its time."""
        run, weights = self.timing, self.weights
        if run is None:
            return rows_of(self.report, (), weights=weights)
        return rows_of(self.report, run.layers, run.rounding, weights)

    @cached_property
    def weights(self) -> LayerFigures:
        """The figures of each layer's weights by its path, none before they were looked at."""
        if not self.weighed:
            return NO_FIGURES
        from resnet_viz.core.weights.figures import layer_figures  # not before the first paint

        return layer_figures(self.weighed.tensors)

    @property
    def lacking(self) -> dict[str, str]:
        """The words of figures that the network on screen doesn't have yet, and what they need."""
        run = self.timing
        has_ceilings = run is not None and run.ceilings is not None
        return lacking(self.weights, has_run=run is not None, has_ceilings=has_ceilings)

    def layer_rows(self, *, has_views: bool) -> tuple[LayerRow, ...]:
        """The layers, with those that compute nothing or without them."""
        views = self.network.graph.view_paths
        if has_views or not views:
            return self.rows
        return tuple(row for row in self.rows if row.cost.path not in views)

    @property
    def counts_text(self) -> str:
        """`175 layers · 16 shortcuts`, '' of a network that is not there."""
        layers = counted(len(self.layer_rows(has_views=False)), "layer")
        shortcuts = counted(self.report.totals.shortcuts, "shortcut")
        return f"{layers} · {shortcuts}" if self.is_there else ""

    @property
    def why_absent(self) -> str:
        """Why the network is not there, '' where nobody said."""
        return self._absent.get(self._document.member.arch, "")

    @property
    def counted(self) -> Counted:
        """The network as figures are read from it, with its times if there are any."""
        times = self.timing.layers if self.timing else ()
        return Counted(self.network.graph, self.report, times, self.weights)

    def values_of(self, view: PictureView) -> "BoxValues | None":
        """The figures that a view has on boxes, None for none."""
        return _values_of(view, self.counted) if view.values else None

    def formulas_of(self, path: str) -> dict[str, str]:
        """The worked formulas of a layer by its path."""
        from resnet_viz.core.cost.worked import layer_formulas  # not before the first paint

        return layer_formulas(self.network.graph, self.report, path)


def figures_shown(document: Document) -> tuple[object, ...]:
    """What of a document its figures depend on."""
    return document.networks, document.current, document.base, document.batch


def weighed_as(member: Member) -> Member:
    """A member as its weights are known: by network and files, whatever else is said of it."""
    return Member(member.arch, weights=member.weights, against=member.against)


def _values_of(view: PictureView, counted: Counted) -> "BoxValues | None":
    from resnet_viz.diagram.cells.values import box_values  # not before the first paint

    return box_values(view.values, counted)
