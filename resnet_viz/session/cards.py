"""The networks of a comparison as cards: a letter for each, and what can become of them."""

from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.chart.colors import LETTERS
from resnet_viz.session.document import (
    MOST_SHOWN,
    Document,
    with_base,
    with_current,
    with_member,
    with_shown,
    without_member,
)
from resnet_viz.session.member import Member, with_arch

FULL = f"{MOST_SHOWN} networks are compared, which is the most"


class Card(NamedTuple):
    """A network that is shown: its place among all of the document, its letter, what it is."""

    place: int
    letter: str
    member: Member
    is_base: bool
    is_current: bool


def cards_of(document: Document) -> tuple[Card, ...]:
    """The networks that are shown, in their order."""
    shown = [place for place, member in enumerate(document.networks) if member.is_shown]
    return tuple(
        Card(
            place,
            letter,
            document.networks[place],
            place == document.base,
            place == document.current,
        )
        for place, letter in zip(shown, LETTERS, strict=False)
    )


def letter_of(document: Document, place: int) -> str:
    """The letter of the network at a place, '' for one that is not shown."""
    return next((card.letter for card in cards_of(document) if card.place == place), "")


def has_room(document: Document) -> bool:
    """Whether one more network can be shown."""
    return len(document.shown) < MOST_SHOWN


def matched_place(document: Document) -> int:
    """The place of the network whose counterparts are looked for.

    That is the current one; where that is a counterpart itself, the network that it is near to.
    """
    original = document.member.matched_to
    found = (card.place for card in cards_of(document) if card.member.arch == original)
    return next(found, document.current) if original else document.current


def with_card(document: Document, member: Member) -> Document:
    """One more network shown at the end, as the current one; where it is shown already, that one.

    UserError where there is not enough room.
    """
    for card in cards_of(document):
        if card.member.arch == member.arch:
            return document if card.is_base else with_current(document, card.place)
    return with_copy(document, member)


def with_copy(document: Document, member: Member) -> Document:
    """The same, whether it is shown already or not."""
    check_room(document)
    added = with_member(document, replace(member, is_shown=True))
    return with_current(added, len(added.networks) - 1)


def without_card(document: Document, place: int) -> Document:
    """A network less. Where it was current or base, the card nearest to its place is."""
    left = without_member(document, place)
    if not cards_of(left):
        return with_shown(left, left.current, is_shown=True)
    return _settled(left, place, was=(place == document.current, place == document.base))


def with_hidden(document: Document, place: int) -> Document:
    """A network that is kept and not shown; UserError for the last one that is.

    Where it was current or base, the card nearest to its place is.
    """
    left = with_shown(document, place, is_shown=False)
    if not cards_of(left):
        raise UserError("the last network can't be hidden. Add another first", "networks")
    return _settled(left, place, was=(place == document.current, place == document.base))


def _settled(document: Document, place: int, was: tuple[bool, bool]) -> Document:
    """The card nearest to a place as the current one and as the base, where they `was` there."""
    places = [card.place for card in cards_of(document)]
    nearest = min(places, key=lambda each: abs(each - place))
    was_current, was_base = was
    document = with_base(document, nearest) if was_base else document
    return with_current(document, nearest) if was_current else document


def moved(document: Document, place: int, to: int) -> Document:
    """A network at another place, the others closing up."""
    order = list(range(len(document.networks)))
    order.insert(to, order.pop(place))
    return replace(
        document,
        networks=tuple(document.networks[each] for each in order),
        current=order.index(document.current),
        base=order.index(document.base),
    )


def with_arch_at(document: Document, place: int, arch: str) -> Document:
    """Another network at a place; UserError for a text that names none."""
    member = with_arch(document.networks[place], arch)
    networks = (*document.networks[:place], member, *document.networks[place + 1 :])
    return replace(document, networks=networks)


def check_room(document: Document) -> None:
    """UserError where no more networks can be shown."""
    if not has_room(document):
        raise UserError(f"{FULL}. Remove one first", "networks")
