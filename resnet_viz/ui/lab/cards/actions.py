"""What a person does with the networks of a comparison: on their cards, in the menu, by keys."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.difference import Form
from resnet_viz.core.models.source import source_in
from resnet_viz.core.resnet.arch import parse
from resnet_viz.session import card_edits
from resnet_viz.session.cards import FULL, cards_of, has_room, letter_of, matched_place
from resnet_viz.session.document import Document
from resnet_viz.session.edits import Edit, title_named
from resnet_viz.ui.lab.cards.add_card import Offers
from resnet_viz.ui.lab.cards.card import Deed
from resnet_viz.ui.lab.cards.facts import facts_of
from resnet_viz.ui.lab.cards.strip import CardStrip
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import ActionState, Method, action
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.session.asking import ask
from resnet_viz.ui.session.session import Session

ONE_LEFT = "It is the only network"
IS_BASE = "It is the base already"
FORMS = {Form.PERCENT: "As percentages", Form.ABSOLUTE: "In full", Form.RATIO: "As ratios"}
DIFFERENCES = "Differences"  # the menu of how they are written


def _room(feature: "CardsFeature") -> ActionState:
    return ActionState(is_enabled=has_room(feature.document), reason=FULL)


def _several(feature: "CardsFeature") -> ActionState:
    return ActionState(is_enabled=len(feature.document.networks) > 1, reason=ONE_LEFT)


def _other_base(feature: "CardsFeature") -> ActionState:
    document = feature.document
    return ActionState(is_enabled=document.base != document.current, reason=IS_BASE)


def _moving(by: int) -> Callable[["CardsFeature"], ActionState]:
    def state(feature: "CardsFeature") -> ActionState:
        is_enabled = feature.neighbour(by) is not None
        return ActionState(is_enabled=is_enabled, reason="It is at the end already")

    return state


def _writing(form: Form, tip: str, **more: Any) -> Callable[[Method], Method]:
    """Declares a method as the one that writes differences in a form."""

    def state(feature: "CardsFeature") -> ActionState:
        return ActionState(is_on=feature.document.arrangement.differences is form)

    title, place = FORMS[form], {"group": "differences", "submenu": DIFFERENCES}
    return action("Compare", title, tip, None, state=state, **place, **more)


def _only(feature: "CardsFeature") -> ActionState:
    return ActionState(is_on=feature.document.arrangement.only_differing)


class CardsFeature(QObject):
    """Keeps the cards in step with the session, and asks it for what a person does there.

    `controls_asked` is for the controls of the current network, `match_asked` for its counterpart
    by a count, `latency_asked` for the one that is nearest in latency.
    """

    controls_asked = Signal()
    match_asked = Signal(str)
    latency_asked = Signal()

    def __init__(
        self, session: Session, strip: CardStrip, appearance: Appearance, say: Say
    ) -> None:
        super().__init__(session)
        self._session, self._strip, self._say = session, strip, say
        self._appearance = appearance
        strip.done.connect(self._on_done)
        strip.typed.connect(self._on_typed)
        strip.moved.connect(lambda place, to: self._ask(card_edits.move_card, place, to))
        add = strip.add
        add.typed.connect(self._on_added)
        add.chosen.connect(lambda name: self._ask(card_edits.add_card, name))
        add.shown.connect(lambda place: self._ask(card_edits.show_card, place))
        add.twin_asked.connect(lambda: self._ask(card_edits.add_twin))
        add.match_asked.connect(self._on_match)
        add.only_differing.connect(lambda only: session.show_differing(only=only))
        for signal in (session.network_changed, session.runs_changed, session.look_changed):
            signal.connect(self.show)
        session.comparison_changed.connect(self._show_only)
        appearance.changed.connect(self.show)
        self.show()
        self._show_only()

    @property
    def document(self) -> Document:
        """All that is on screen."""
        return self._session.document

    @action(
        "Compare", "Add a network…", "Type a network to compare", starts_group=True, state=_room
    )
    def add_network(self) -> None:
        self._say.front(self._strip)
        self._strip.add.begin_edit()

    @action("Compare", "Duplicate network", "A copy of this network to change", state=_room)
    def duplicate_network(self) -> None:
        self._on_done(Deed.DUPLICATE, self.document.current)

    @action("Compare", "Remove network", "Take this network out", state=_several)
    def remove_network(self) -> None:
        self._on_done(Deed.REMOVE, self.document.current)

    @action("Compare", "Make it the base", "Compare others with this network", state=_other_base)
    def make_base(self) -> None:
        self._on_done(Deed.BASE, self.document.current)

    @action("Compare", "Move card left", "One place to the left", state=_moving(-1))
    def move_card_left(self) -> None:
        self._move(-1)

    @action("Compare", "Move card right", "One place to the right", state=_moving(1))
    def move_card_right(self) -> None:
        self._move(1)

    @action(
        "Compare", "Go to the cards", "Move the keyboard focus to the network cards", "Ctrl+Alt+K"
    )
    def focus_cards(self) -> None:
        self._say.front(self._strip)
        self._strip.focus_card(self.document.current)

    @_writing(Form.PERCENT, "How much more or less, in percent", starts_group=True)
    def show_percent(self) -> None:
        self._session.compare_by(Form.PERCENT)

    @_writing(Form.ABSOLUTE, "How many more or fewer")
    def show_absolute(self) -> None:
        self._session.compare_by(Form.ABSOLUTE)

    @_writing(Form.RATIO, "How many times as much")
    def show_ratio(self) -> None:
        self._session.compare_by(Form.RATIO)

    @action(
        "Compare",
        "Only what differs",
        "Hide rows that are equal for all networks",
        is_switch=True,
        state=_only,
    )
    def show_only_differing(self, is_on: bool = True) -> None:
        self._session.show_differing(only=is_on)

    def neighbour(self, by: int) -> int | None:
        """The place of the network whose card is next to that of the current one."""
        places = [card.place for card in cards_of(self.document)]
        current = self.document.current
        if current not in places or not 0 <= places.index(current) + by < len(places):
            return None
        return places[places.index(current) + by]

    def show(self) -> None:
        """Shows every card as it is now."""
        facts = facts_of(self.document, self._session.shown)
        self._strip.show_cards(facts, self._offers(), self._appearance.colors)

    def _show_only(self) -> None:
        self._strip.add.show_only(is_on=self.document.arrangement.only_differing)

    def _offers(self) -> Offers:
        document = self.document
        place = matched_place(document)
        arch = document.networks[place].arch
        hidden = (
            (at, title_named(each.arch))
            for at, each in enumerate(document.networks)
            if not each.is_shown
        )
        block = "" if source_in(arch) else str(parse(arch).block.other)
        matched = letter_of(document, place) or title_named(arch)
        return Offers(matched, block, tuple(hidden), has_room(document))

    def _on_done(self, deed: Deed, place: int) -> None:
        deeds: dict[Deed, Callable[..., Edit]] = {
            Deed.CHOOSE: card_edits.set_current,
            Deed.EDIT: card_edits.set_current,
            Deed.BASE: card_edits.set_base,
            Deed.DUPLICATE: card_edits.duplicate_card,
            Deed.REMOVE: card_edits.remove_card,
            Deed.HIDE: card_edits.hide_card,
        }
        self._ask(deeds[deed], place)
        if deed is Deed.EDIT:
            self.controls_asked.emit()

    def _on_match(self, by: str) -> None:
        if by == "latency":
            self.latency_asked.emit()
        else:
            self.match_asked.emit(by)

    def _move(self, by: int) -> None:
        to = self.neighbour(by)
        if to is not None:
            self._ask(card_edits.move_card, self.document.current, to)

    def _on_typed(self, place: int, text: str) -> None:
        """Another network on a card: what is wrong with it is said there."""
        try:
            self._session.edit(card_edits.set_card, place, text)
        except UserError as error:
            self._strip.show_error(place, error)
        else:
            card = self._strip.card_at(place)
            if card:
                card.end_edit()

    def _on_added(self, text: str) -> None:
        try:
            self._session.edit(card_edits.add_card, text)
        except UserError as error:
            self._strip.show_error(None, error)
        else:
            self._strip.add.end_edit()
            self._strip.focus_card(self.document.current)

    def _ask(self, change: Callable[..., Edit], *values: Any) -> None:
        ask(self._session, self._say, change, *values)
