"""The comparison: a base kept next to every change, and networks to compare with."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.spec import Block
from resnet_viz.core.wording import sentence
from resnet_viz.session import edits
from resnet_viz.session.member import foreign_in
from resnet_viz.ui.costs.cost_panel import CostPanel
from resnet_viz.ui.lab.base_diagram import BaseDiagram
from resnet_viz.ui.lab.compare_panel import ComparePanel
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.notice import Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.session.asking import ask
from resnet_viz.ui.session.session import Session


class ComparePanels(NamedTuple):
    """The parts of the window that show a comparison."""

    table: ComparePanel
    base: BaseDiagram
    totals: CostPanel


TWIN = {Block.BASIC: "basic", Block.BOTTLENECK: "bottleneck"}
NO_TWIN = "Only residual networks have a twin with the other block"
NOTHING_PINNED = "No network is pinned as A"


def _twin(feature: "CompareFeature") -> ActionState:
    block = feature.twin_block()
    words = f"Compare with the {block} twin" if block else "Compare with the twin"
    return ActionState(words, bool(block), reason=NO_TWIN)


def _pin(feature: "CompareFeature") -> ActionState:
    return ActionState("Unpin A" if feature.is_comparing else "Pin as A")


def _swap(feature: "CompareFeature") -> ActionState:
    return ActionState(is_enabled=feature.is_comparing, reason=NOTHING_PINNED)


class CompareFeature(QObject):
    """Sets the base of the comparison, and opens what is worth comparing with it.

    `is_to_replace` asks the person whether the network on screen takes the place of A, by the
    titles of both: True for yes, False to keep A, None for neither.
    """

    def __init__(
        self,
        session: Session,
        panels: ComparePanels,
        say: Say,
        is_to_replace: Callable[[str, str], bool | None],
    ) -> None:
        super().__init__(session)
        self._session, self._panels, self._say = session, panels, say
        self._is_to_replace = is_to_replace
        panels.totals.pin_clicked.connect(self.pin)
        panels.totals.compare_clicked.connect(self.show_comparison)
        panels.table.pin_clicked.connect(self.pin)
        panels.table.twin_clicked.connect(self.compare_blocks)
        panels.base.pin_clicked.connect(self.pin)
        panels.base.end_clicked.connect(self.pin)
        panels.base.twin_clicked.connect(self.compare_blocks)
        panels.base.swap_clicked.connect(self.swap)
        session.network_changed.connect(self._show)
        self._show()

    @property
    def is_comparing(self) -> bool:
        """Whether a network is pinned as A."""
        return self._session.document.compared_with is not None

    def twin_block(self) -> str:
        """The block that the twin of the network on screen has, '' where it has no twin."""
        arch = self._session.document.member.arch
        return "" if foreign_in(arch) else TWIN[parse(arch).block.other]

    @action(
        "Compare",
        "Compare with the twin",
        "Pin this network as A and open the same stages with the other block",
        "Ctrl+J",
        state=_twin,
    )
    def compare_blocks(self) -> None:
        shown = self._session.shown
        base = shown.base_report
        answer = self._is_to_replace(base.network.title, shown.network.title) if base else True
        if answer is None:
            return
        if ask(self._session, self._say, edits.compare_blocks if answer else edits.switch_block):
            self._say.front(self._panels.table)

    @action(
        "Compare",
        "Pin as A",
        "Keep this network to compare it with every change",
        "Ctrl+Shift+P",
        state=_pin,
    )
    def pin(self) -> None:
        ask(self._session, self._say, edits.unpin if self.is_comparing else edits.pin)

    @action("Compare", "Swap A and B", "Swap the two networks", state=_swap)
    def swap(self) -> None:
        ask(self._session, self._say, edits.swap_base)

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

    @action("Compare", "Show comparison", "Show the comparison with A")
    def show_comparison(self) -> None:
        self._say.front(self._panels.table)

    def _open_counterpart(self, by: str) -> None:
        """Keeps the network on screen as the base and opens its counterpart by a `match.By`."""
        from resnet_viz.core.resnet.match import By, distance_text, match, notes_on

        found = match(self._session.shown.network, None, By(by))
        if ask(self._session, self._say, edits.open_counterpart, found.network.name):
            self._say.front(self._panels.table)
            notes = "".join(f" {sentence(note)}" for note in notes_on(found))
            base = f"A ({found.original.title})"
            opened = f"Opened {found.network.title}, the closest match to {base}."
            words = f"{opened} {distance_text(found)}.{notes}"
            self._say.notice(words, Kind.NOTE, Cause.COMPARE)

    def _show(self) -> None:
        self._say.clear(Cause.COMPARE)
        shown = self._session.shown
        block = self.twin_block()
        self._panels.table.show_reports(shown.base_report, shown.report)
        self._panels.table.show_twin(block)
        self._panels.base.show_twin(block)
