"""The comparison from anywhere: the twin, counterparts, the base kept next to every change."""

from typing import NamedTuple

from PySide6.QtCore import QObject

from resnet_viz.core.models.source import source_in
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.spec import Block
from resnet_viz.core.wording import sentence
from resnet_viz.session import card_edits, edits
from resnet_viz.session.cards import FULL, has_room, letter_of, matched_place
from resnet_viz.ui.costs.cost_panel import CostPanel
from resnet_viz.ui.lab.cards.measures_page import MeasuresPage
from resnet_viz.ui.lab.pictures.panel import PicturesPanel
from resnet_viz.ui.parts.action import ActionState, action
from resnet_viz.ui.parts.notice import Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.session.asking import ask
from resnet_viz.ui.session.session import Session


class ComparePanels(NamedTuple):
    """The parts of the window from which a comparison begins."""

    measures: MeasuresPage
    base: PicturesPanel
    totals: CostPanel


TWIN = {Block.BASIC: "basic", Block.BOTTLENECK: "bottleneck"}
NO_TWIN = "Only residual networks have a twin with the other block"
NO_BASE = "No other network is the base"


def _twin(feature: "CompareFeature") -> ActionState:
    block = feature.twin_block()
    words = f"Compare with the {block} twin" if block else "Compare with the twin"
    return ActionState(words, bool(block), reason=NO_TWIN)


def _match(feature: "CompareFeature") -> ActionState:
    reason = FULL if feature.twin_block() else NO_TWIN
    return ActionState(is_enabled=feature.can_match, reason=reason)


def _switch(feature: "CompareFeature") -> ActionState:
    return ActionState(is_enabled=bool(feature.twin_block()), reason=NO_TWIN)


def _pin(feature: "CompareFeature") -> ActionState:
    return ActionState("Remove the base" if feature.is_comparing else "Pin as base")


def _swap(feature: "CompareFeature") -> ActionState:
    return ActionState(is_enabled=feature.is_comparing, reason=NO_BASE)


class CompareFeature(QObject):
    """Sets the base of the comparison, and adds what is worth comparing with it."""

    def __init__(self, session: Session, panels: ComparePanels, say: Say) -> None:
        super().__init__(session)
        self._session, self._panels, self._say = session, panels, say
        panels.totals.pin_clicked.connect(self.pin)
        panels.totals.compare_clicked.connect(self.show_comparison)
        panels.measures.twin_clicked.connect(self.compare_blocks)
        panels.base.pin_clicked.connect(self.pin)
        panels.base.end_clicked.connect(self.pin)
        panels.base.twin_clicked.connect(self.compare_blocks)
        panels.base.swap_clicked.connect(self.swap)
        session.network_changed.connect(self._show)
        self._show()

    @property
    def is_comparing(self) -> bool:
        """Whether another network is the base."""
        return self._session.document.compared_with is not None

    @property
    def can_match(self) -> bool:
        """Whether there is a counterpart, and room for it."""
        return bool(self.twin_block()) and has_room(self._session.document)

    def twin_block(self) -> str:
        """The block that the twin of the network on screen has, '' where it has no twin."""
        arch = self._session.document.member.arch
        return "" if source_in(arch) else TWIN[parse(arch).block.other]

    @action(
        "Compare",
        "Compare with the twin",
        "Add the same stages with the other block to the comparison",
        "Ctrl+J",
        state=_twin,
    )
    def compare_blocks(self) -> None:
        if ask(self._session, self._say, card_edits.add_twin):
            self._say.front(self._panels.measures)

    @action(
        "Compare",
        "Pin as base",
        "Keep this network as the base and change a copy of it",
        "Ctrl+Shift+P",
        state=_pin,
    )
    def pin(self) -> None:
        change = card_edits.unpin if self.is_comparing else card_edits.pin
        ask(self._session, self._say, change)

    @action(
        "Compare", "Swap with the base", "Make this network the base and change that", state=_swap
    )
    def swap(self) -> None:
        ask(self._session, self._say, card_edits.swap_base)

    @action(
        "Compare",
        "Basic ↔ bottleneck",
        "The other block in the same stages",
        "Ctrl+B",
        state=_switch,
    )
    def switch_block(self) -> None:
        ask(self._session, self._say, edits.switch_block)

    @action(
        "Compare",
        "Plain twin",
        "The same layers without shortcuts, and back",
        "Ctrl+Shift+B",
        state=_switch,
    )
    def switch_plain(self) -> None:
        ask(self._session, self._say, edits.switch_plain)

    @action("Compare", "Counterpart by stages", "The other block in as many stages", state=_match)
    def match_stages(self) -> None:
        self.match("stages")

    @action("Compare", "Counterpart by depth", "The other block at the nearest depth", state=_match)
    def match_depth(self) -> None:
        self.match("depth")

    @action("Compare", "Counterpart by MACs", "The other block at the nearest MACs", state=_match)
    def match_macs(self) -> None:
        self.match("macs")

    @action(
        "Compare",
        "Counterpart by parameters",
        "The other block with the nearest parameters",
        state=_match,
    )
    def match_params(self) -> None:
        self.match("params")

    @action("Compare", "Show comparison", "Show all measures of the networks next to each other")
    def show_comparison(self) -> None:
        self._say.front(self._panels.measures)

    def match(self, by: str) -> None:
        """Adds the counterpart of the current network, or of that which it is one of itself."""
        from resnet_viz.core.resnet.match import By, distance_text, match, notes_on

        document = self._session.document
        original = network_named(document.networks[matched_place(document)].arch)
        found = match(original, None, By(by))
        if ask(self._session, self._say, card_edits.add_counterpart, found.network.name, by):
            self._say.front(self._panels.measures)
            document = self._session.document
            notes = "".join(f" {sentence(note)}" for note in notes_on(found))
            near = f"the closest match to {original.title}"
            added = f"{letter_of(document, document.current)} is {found.network.title}, {near}."
            words = f"{added} {distance_text(found)}.{notes}"
            self._say.notice(words, Kind.NOTE, Cause.COMPARE)

    def _show(self) -> None:
        self._say.clear(Cause.COMPARE)
        block = self.twin_block()
        self._panels.measures.show_twin(block)
        self._panels.base.show_twin(block)
