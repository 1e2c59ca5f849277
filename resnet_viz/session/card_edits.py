"""What a person does with the cards of a comparison, each as the next document with its words."""

from dataclasses import replace

from resnet_viz.core.message import Message
from resnet_viz.session import cards
from resnet_viz.session import document as documents
from resnet_viz.session.document import Document
from resnet_viz.session.edits import Edit, opened, switch_block, title_named
from resnet_viz.session.member import member_of


def add_card(document: Document, arch: str) -> Edit:
    """One more network to compare, which controls change from then on.

    UserError for a text that names none, and where six are shown.
    """
    return _about(cards.with_copy(document, member_of(arch)), "Add {title}", arch)


def open_card(document: Document, arch: str) -> Edit:
    """The card that shows a network, or one more, which controls change from then on.

    UserError for a text that names none, and where six others are shown.
    """
    return _about(cards.with_card(document, member_of(arch)), "Open {title}", arch)


def duplicate_card(document: Document, place: int) -> Edit:
    """A copy of a network, which controls change from then on."""
    member = document.networks[place]
    return _about(cards.with_copy(document, member), "Duplicate {title}", member.arch)


def remove_card(document: Document, place: int) -> Edit:
    """One network less; UserError for the last one."""
    arch = document.networks[place].arch
    return _about(cards.without_card(document, place), "Remove {title}", arch)


def move_card(document: Document, place: int, to: int) -> Edit:
    """A network at another place among all."""
    arch = document.networks[place].arch
    return _about(cards.moved(document, place, to), "Move {title}", arch)


def set_card(document: Document, place: int, arch: str) -> Edit:
    """Another network on a card, which is the current one then."""
    changed = cards.with_arch_at(documents.with_current(document, place), place, arch)
    return opened(changed, "Open {title}")


def show_card(document: Document, place: int) -> Edit:
    """A network shown that was hidden; UserError where six are shown."""
    cards.check_room(document)
    changed = documents.with_shown(document, place, is_shown=True)
    return _about(changed, "Show {title}", document.networks[place].arch)


def show_picture(document: Document, place: int, *, has_picture: bool) -> Edit:
    """A network drawn next to the others, or only listed."""
    template = "Show the picture of {title}" if has_picture else "Hide the picture of {title}"
    changed = documents.with_picture(document, place, has_picture=has_picture)
    return _about(changed, template, document.networks[place].arch)


def hide_card(document: Document, place: int) -> Edit:
    """A network that is kept and not shown; UserError for the last one that is."""
    arch = document.networks[place].arch
    return _about(cards.with_hidden(document, place), "Hide {title}", arch)


def set_current(document: Document, place: int) -> Edit:
    """Another network as the one that controls change."""
    return opened(documents.with_current(document, place), "Go to {title}")


def set_base(document: Document, place: int) -> Edit:
    """Another network as the base of the comparison."""
    changed = documents.with_base(document, place)
    return _about(changed, "Compare with {title}", document.networks[place].arch)


def add_twin(document: Document) -> Edit:
    """The same stages of the other block on a card of its own; the base stays what it is."""
    twin = switch_block(document).document.member
    return _about(cards.with_card(document, twin), "Compare with {title}", twin.arch)


def add_counterpart(document: Document, arch: str, by: str) -> Edit:
    """A counterpart of the network at `cards.matched_place` on a card that says how it was found.

    `by` is the key of what both have in common, as nearly as there is a network for it.
    """
    original = document.networks[cards.matched_place(document)].arch
    member = replace(member_of(arch), matched_by=by, matched_to=original)
    return _about(cards.with_card(document, member), "Add counterpart {title}", arch)


def swap_base(document: Document) -> Edit:
    """The base as the one that controls change, and that one as the base."""
    swapped = replace(document, current=document.base, base=document.current)
    return Edit(swapped, Message("Swap with the base"))


def pin(document: Document) -> Edit:
    """The current network kept as the base, and a copy of it on a card of its own to change."""
    cards.check_room(document)
    return _about(documents.pinned(document), "Compare with {title}", document.member.arch)


def unpin(document: Document) -> Edit:
    """The base goes, and the current network is the base."""
    return Edit(documents.unpinned(document), Message("End comparison"))


def _about(document: Document, template: str, arch: str) -> Edit:
    return Edit(document, Message(template, {"title": title_named(arch)}))
