"""Which networks have pictures next to each other, and what differs between two of them."""

from typing import NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.kept import kept
from resnet_viz.core.lab.diff.diff import diff_of
from resnet_viz.core.lab.diff.places import Places
from resnet_viz.core.lab.figures import Counted
from resnet_viz.core.networks import network_named, report_named
from resnet_viz.session.cards import letter_of
from resnet_viz.session.document import Document
from resnet_viz.ui.session.shown import Shown

MOST_PICTURES = 3  # next to that of the network on screen
ROOM = 8000  # layers of both networks; one takes about 0.4 KB with its place
LEAST_KEPT = MOST_PICTURES + 1  # differences, however large: those on screen


class Pictured(NamedTuple):
    """A network with its letter, '' for one without a card, and its place in the document."""

    place: int
    letter: str
    network: Network
    is_base: bool

    @property
    def name(self) -> str:
        """Its letter and its title."""
        return f"{self.letter} {self.network.title}".strip()


def pictured_in(document: Document) -> tuple[Pictured, ...]:
    """The networks that have a picture next to the one on screen: the base in front.

    None where nothing is compared, and none of a network that can't be drawn here.
    """
    if document.base == document.current:
        return ()
    others = [place for place, _ in enumerate(document.networks) if _is_wanted(document, place)]
    places = (document.base, *(place for place in others if place != document.base))
    found = (pictured_at(document, place) for place in places)
    return tuple(each for each in found if each is not None)[:MOST_PICTURES]


def pictured_at(document: Document, place: int) -> Pictured | None:
    """The network at a place, None for one that can't be drawn here."""
    try:
        network = network_named(document.networks[place].arch)
    except UserError:
        return None
    return Pictured(place, letter_of(document, place), network, place == document.base)


def counted_of(pictured: Pictured, shown: Shown) -> Counted:
    """The network as figures are read from it, with its times if there are any."""
    network = pictured.network
    times = shown.times_of(network.name)
    return Counted(network.graph, report_named(network.name, shown.batch), times)


def _layers_of(places: Places) -> int:
    return sum(each.network.graph.layer_count for each in (places.diff.a, places.diff.b))


@kept(_layers_of, ROOM, LEAST_KEPT)
def _places(a: Network, b: Network, batch: int) -> Places:
    return Places(diff_of(a, b, batch))


def places_between(a: Network, b: Network, batch: int) -> Places:
    """What differs between two networks, and where; kept, since several parts show it."""
    found = _places(a, b, batch)
    if found.diff.a.network.graph is a.graph and found.diff.b.network.graph is b.graph:
        return found
    forget_places()  # one was recorded again under its name
    return _places(a, b, batch)


def forget_places() -> None:
    """Forgets what differs between networks, with the document that they were in."""
    _places.cache_clear()


def _is_wanted(document: Document, place: int) -> bool:
    member = document.networks[place]
    return member.is_shown and member.has_picture and place != document.current
