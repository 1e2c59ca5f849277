"""The cards of a comparison as values: letters, room, what becomes of base and current."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.session import card_edits, cards
from resnet_viz.session.document import MOST_SHOWN, Document
from resnet_viz.session.edits import Edit
from resnet_viz.session.member import Member, member_of
from tests.samples.documents import DOCUMENTS, Change

ARCHS = ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnet20", "resnet56")


def many(count: int, current: int = 0) -> Document:
    return Document(tuple(map(member_of, ARCHS[:count])), current)


def archs(document: Document) -> list[str]:
    return [card.member.arch for card in cards.cards_of(document)]


def test_cards_are_the_shown_networks_with_letters_in_their_order() -> None:
    hidden = replace(many(4), networks=(*many(4).networks[:1], Member("resnet34", is_shown=False)))
    assert [(card.letter, card.place) for card in cards.cards_of(many(3))] == [
        ("A", 0),
        ("B", 1),
        ("C", 2),
    ]
    assert [card.letter for card in cards.cards_of(hidden)] == ["A"]
    assert cards.letter_of(hidden, 1) == ""


def test_the_twin_is_one_more_card_and_the_base_stays() -> None:
    document = many(3, current=2)
    changed = card_edits.add_twin(document).document
    assert archs(changed) == ["resnet18", "resnet34", "resnet50", "resnet34"][:3]  # it is B already
    assert (changed.base, changed.current) == (0, 1)
    changed = card_edits.add_twin(many(1)).document
    assert archs(changed) == ["resnet18", "resnet,stages=2-2-2-2,block=bottleneck"]
    assert (changed.base, changed.current) == (0, 1)


def test_the_twin_of_a_twin_changes_nothing_where_that_is_the_base() -> None:
    once = card_edits.add_twin(many(1)).document
    assert card_edits.add_twin(once).document == once


@pytest.mark.parametrize("change", [card_edits.add_twin, card_edits.pin])
def test_where_six_are_shown_nothing_is_added_unasked(change: Change) -> None:
    full = Document(tuple(member_of(f"resnet18,width={width}") for width in range(8, 8 + 6)))
    assert len(full.shown) == MOST_SHOWN
    with pytest.raises(UserError, match="6 networks are compared, which is the most"):
        change(full)


def test_a_counterpart_says_how_it_was_found_until_it_is_another_network() -> None:
    document = many(1)
    found = card_edits.add_counterpart(document, "resnet34", "macs").document
    assert (found.member.matched_by, found.member.matched_to) == ("macs", "resnet18")
    assert cards.matched_place(found) == 0
    other = card_edits.set_card(found, 1, "resnet101").document
    assert other.member == member_of("resnet101")
    assert cards.matched_place(other) == 1


@given(DOCUMENTS, st.data())
@settings(max_examples=100, deadline=None)
def test_a_moved_card_takes_base_and_current_along(document: Document, data: st.DataObject) -> None:
    places = st.integers(0, len(document.networks) - 1)
    place, to = data.draw(places), data.draw(places)
    moved = cards.moved(document, place, to)
    assert moved.networks[to] is document.networks[place]
    assert moved.member is document.member
    assert moved.networks[moved.base] is document.networks[document.base]
    left = [each for at, each in enumerate(document.networks) if at != place]
    assert [each for at, each in enumerate(moved.networks) if at != to] == left


@pytest.mark.parametrize("change", [card_edits.remove_card, card_edits.hide_card])
@given(DOCUMENTS, st.integers(0, 7))
@settings(max_examples=100, deadline=None)
def test_whatever_card_goes_another_is_current_and_shown(
    change: Callable[[Document, int], Edit], document: Document, place: int
) -> None:
    place %= len(document.networks)
    is_last = not [card for card in cards.cards_of(document) if card.place != place]
    if len(document.networks) == 1 or (is_last and change is card_edits.hide_card):
        with pytest.raises(UserError, match="the last network"):
            change(document, place)
        return
    left = change(document, place).document
    assert cards.cards_of(left)
    if place == document.current:
        assert left.member.is_shown
    else:
        assert left.member.arch == document.member.arch
    if place not in (document.base, document.current):
        assert left.networks[left.base].arch == document.networks[document.base].arch


def test_a_hidden_network_comes_back_where_there_is_room() -> None:
    hidden = card_edits.hide_card(many(3, current=1), 1).document
    assert archs(hidden) == ["resnet18", "resnet50"]
    assert hidden.member.arch == "resnet18"
    assert archs(card_edits.show_card(hidden, 1).document) == list(ARCHS[:3])
