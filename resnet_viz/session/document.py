"""All that is on screen as one frozen value, and the functions that give the next one."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.errors import UserError
from resnet_viz.core.leaves import text_from
from resnet_viz.core.limits import check_batch
from resnet_viz.diagram.scene.color_choice import BY_OPERATIONS, Coloring
from resnet_viz.diagram.view import View
from resnet_viz.session.arrangement import FIRST_ARRANGEMENT, Arrangement
from resnet_viz.session.member import Member, Unknown, WeightsChoice, canonical, with_arch
from resnet_viz.session.results.outcomes import check_results
from resnet_viz.session.run_setup import PLAIN_SETUP, RunSetup

if TYPE_CHECKING:
    from resnet_viz.core.experiments.outcome import Outcome

FIRST_NETWORK = "resnet50"
MOST_MEMBERS = 200
MOST_SHOWN = 6  # networks next to each other in a comparison
MOST_RUNS = 200
MOST_CUT = 1000
FIRST_VIEW = View()


@dataclass(frozen=True, slots=True)
class ShownRun:
    """The stored run, by its UUID, whose times are shown for a network with a batch."""

    arch: str
    batch: int
    uuid: str
    unknown: Unknown = ()

    def __post_init__(self) -> None:
        for name in ("arch", "uuid"):
            text_from(getattr(self, name), name)


@dataclass(frozen=True, slots=True)
class Document:
    """Networks, comparison, batch, view and colours; then what is saved without being a step.

    `current` is the place of the network that controls change, `base` of the one that others are
    compared with; the same place means no comparison. `cut` are the paths of blocks and shortcuts
    that a person took away in an experiment. From `runs` on, nothing is a step to undo: `results`
    are what experiments found, one of each (`session.results.outcomes`). UserError for a document
    that can't be: it is legal when made.
    """

    networks: tuple[Member, ...] = (Member(FIRST_NETWORK),)
    current: int = 0
    base: int = 0
    batch: int = 1
    convention: Convention = Convention.MACS
    view: View = FIRST_VIEW
    coloring: Coloring = BY_OPERATIONS
    cut: tuple[str, ...] = ()
    runs: tuple[ShownRun, ...] = ()
    results: "tuple[Outcome, ...]" = ()
    run_setup: RunSetup = PLAIN_SETUP
    arrangement: Arrangement = FIRST_ARRANGEMENT
    unknown: Unknown = ()

    def __post_init__(self) -> None:
        _check_networks(self)
        check_batch(self.batch)
        _check_coloring(self.coloring)
        _check_values(self.view.values)
        for text in self.view.toggled:
            text_from(text, "view.toggled")
        _check_cut(self.cut)
        check_results(self.results)

    @staticmethod
    def later_kinds() -> dict[str, type]:
        """What a file with results needs, and no window before its first paint."""
        from resnet_viz.core.experiments.outcome import Outcome

        return {"Outcome": Outcome}

    @property
    def member(self) -> Member:
        """The network that controls change."""
        return self.networks[self.current]

    @property
    def compared_with(self) -> Member | None:
        """The base of the comparison, None where the current network is the base itself."""
        return None if self.base == self.current else self.networks[self.base]

    @property
    def run(self) -> str:
        """The UUID of the stored run whose times are shown now, '' for none."""
        key = (self.member.arch, self.batch)
        return next((run.uuid for run in self.runs if (run.arch, run.batch) == key), "")

    @property
    def shown(self) -> tuple[Member, ...]:
        """The networks that a comparison shows."""
        return tuple(member for member in self.networks if member.is_shown)


def work_of(document: Document) -> Document:
    """The document without what undo leaves alone: equal where nothing has to be undone."""
    return taking_along(document, Document())


def has_changes(document: Document, saved: Document) -> bool:
    """Whether something would be lost without saving; how the window is arranged would not."""
    return replace(document, arrangement=saved.arrangement) != saved


def taking_along(document: Document, other: Document) -> Document:
    """The document with what undo leaves alone taken from another."""
    return replace(
        document,
        runs=other.runs,
        results=other.results,
        run_setup=other.run_setup,
        arrangement=other.arrangement,
        unknown=other.unknown,
    )


def with_network(document: Document, arch: str) -> Document:
    """Another network in the place of the current one; UserError for a text that names none."""
    return _with_member(document, with_arch(document.member, arch))


def with_weights(document: Document, arch: str, weights: WeightsChoice | None) -> Document:
    """The network that weights belong to, with them; None for random ones."""
    member = replace(with_arch(document.member, arch), weights=weights)
    return _with_member(document, member if weights else replace(member, against=None))


def with_weights_against(document: Document, against: WeightsChoice | None) -> Document:
    """The current network's weights compared with those of another file; None for no other."""
    return _with_member(document, replace(document.member, against=against))


def with_run(document: Document, arch: str, batch: int, uuid: str) -> Document:
    """Network and batch of a stored run, with its times."""
    shown = with_times(document, ShownRun(canonical(arch), batch, uuid))
    return replace(with_network(shown, arch), batch=batch)


def with_times(document: Document, run: ShownRun) -> Document:
    """The times of a run shown for its network and batch, wherever one looks; no step to undo."""
    key = (run.arch, run.batch)
    others = (each for each in document.runs if (each.arch, each.batch) != key)
    return replace(document, runs=(run, *others)[:MOST_RUNS])


def looking_at(document: Document, arch: str) -> Document:
    """The member with this network where there is one, else the current one becomes it."""
    arch = canonical(arch)
    places = (place for place, each in enumerate(document.networks) if each.arch == arch)
    place = next(places, None)
    if document.member.arch == arch or place is None:
        return with_network(document, arch)
    return with_current(document, place)


def with_current(document: Document, place: int) -> Document:
    """Another member as the one that controls change."""
    return replace(document, current=place)


def with_base(document: Document, place: int) -> Document:
    """Another member as the base of the comparison."""
    return replace(document, base=place)


def pinned(document: Document) -> Document:
    """The current network kept as the base, and a copy of it as the one that controls change.

    A base that is there already stays in the comparison as a further member.
    """
    place = document.current
    copied = with_member(document, document.member)
    return replace(copied, base=place, current=len(document.networks))


def unpinned(document: Document) -> Document:
    """No comparison any more: the base goes, and the current network is the base."""
    if document.base == document.current:
        return document
    left = without_member(document, document.base)
    return replace(left, base=left.current)


def with_member(document: Document, member: Member, place: int | None = None) -> Document:
    """One more network, at the end or at a place; hidden where six are shown already."""
    place = len(document.networks) if place is None else place
    is_shown = member.is_shown and len(document.shown) < MOST_SHOWN
    networks = (
        *document.networks[:place],
        replace(member, is_shown=is_shown),
        *document.networks[place:],
    )
    return replace(
        document,
        networks=networks,
        current=document.current + (document.current >= place),
        base=document.base + (document.base >= place),
    )


def without_member(document: Document, place: int) -> Document:
    """One network less; where it was current or base, the one that is now in its place is.

    UserError for the last one.
    """
    if len(document.networks) == 1:
        raise UserError("the last network can't be removed. Add another first", "networks")
    networks = (*document.networks[:place], *document.networks[place + 1 :])
    last = len(networks) - 1
    return replace(
        document,
        networks=networks,
        current=min(document.current - (document.current > place), last),
        base=min(document.base - (document.base > place), last),
    )


def with_shown(document: Document, place: int, *, is_shown: bool) -> Document:
    """A network shown in the comparison, or hidden and kept; UserError for a seventh."""
    member = replace(document.networks[place], is_shown=is_shown)
    return _with_member(document, member, place)


def with_picture(document: Document, place: int, *, has_picture: bool) -> Document:
    """A network drawn in the comparison or not; the base and the current one always are."""
    member = replace(document.networks[place], has_picture=has_picture)
    return _with_member(document, member, place)


def _with_member(document: Document, member: Member, place: int | None = None) -> Document:
    place = document.current if place is None else place
    networks = (*document.networks[:place], member, *document.networks[place + 1 :])
    return replace(document, networks=networks)


def _check_cut(cut: tuple[str, ...]) -> None:
    for path in cut:
        text_from(path, "cut")
    if len(cut) > MOST_CUT or len(set(cut)) < len(cut):
        raise UserError(f"cut must be at most {MOST_CUT} paths, each once", "cut")


def _check_coloring(coloring: Coloring) -> None:
    if coloring != BY_OPERATIONS:
        from resnet_viz.diagram.look import look_of  # not before a window's first paint

        look_of(color_by=coloring.color_by)


def _check_values(values: str) -> None:
    if values:
        from resnet_viz.diagram.look import check_values  # not before a window's first paint

        check_values(values)


def _check_networks(document: Document) -> None:
    count, shown = len(document.networks), len(document.shown)
    if not 1 <= count <= MOST_MEMBERS:
        raise UserError(
            f"networks has {count} entries, and a session has 1 to {MOST_MEMBERS}", "networks"
        )
    for name in ("current", "base"):
        if not 0 <= getattr(document, name) < count:
            number = getattr(document, name)
            words = f"{name}={number} is not a place in networks. Places go from 0 to {count - 1}"
            raise UserError(words, name)
    if shown > MOST_SHOWN:
        words = f"networks shows {shown}, and at most {MOST_SHOWN} can be shown. Hide some"
        raise UserError(words, "networks")
