"""One network of a session: its text, its weights, and whether a comparison shows it."""

from dataclasses import dataclass, replace

from resnet_viz.core.graph.network import Network
from resnet_viz.core.leaves import text_from
from resnet_viz.core.models.known import known_network
from resnet_viz.core.models.source import source_in
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.same_weights import has_same_weights

Unknown = tuple[tuple[tuple[str, ...], str], ...]
"""What a file has and this version does not know: where it was, and its JSON text."""


@dataclass(frozen=True, slots=True)
class WeightsChoice:
    """A file of weights by its absolute path, and which of several sets in it, '' for the only."""

    path: str
    set_name: str = ""

    def __post_init__(self) -> None:
        text_from(self.path, "the path of the weights")
        text_from(self.set_name, "the name of the set of weights")


@dataclass(frozen=True, slots=True)
class Member:
    """A network by its canonical ARCH text, or by the text of one that is not of the family.

    `twin` is the network with shortcuts that a plain one came from, '' for none. A counterpart
    is near to the network `matched_to` in what `matched_by` names; both are '' for any other.
    `against` is the file whose weights its own are compared with.
    `has_picture` is whether a comparison draws it next to the base and the network on screen.
    """

    arch: str
    weights: WeightsChoice | None = None
    twin: str = ""
    is_shown: bool = True
    matched_by: str = ""
    matched_to: str = ""
    has_picture: bool = False
    against: WeightsChoice | None = None
    unknown: Unknown = ()

    def __post_init__(self) -> None:
        for name in ("arch", "twin", "matched_by", "matched_to"):
            text_from(getattr(self, name), name)

    @property
    def is_of_family(self) -> bool:
        """Whether the text is ARCH, which needs no file and no code."""
        return source_in(self.arch) is None


def canonical(text: str) -> str:
    """The shortest ARCH text of the same network; any other kind of text as it is.

    UserError where it is neither.
    """
    source = source_in(text)
    return str(source) if source else str(parse(text))


def shown_network(arch: str) -> Network:
    """The network of a member, or what stands in for one that is not recorded yet.

    UserError for ARCH that names none.
    """
    source = source_in(arch)
    if source is None:
        return network_named(arch)
    from resnet_viz.core.models.absent import absent_network  # not for a window of the family

    return known_network(arch) or absent_network(source)


def is_there(arch: str) -> bool:
    """Whether a member's network can be shown: it is of the family, or this process knows it."""
    return source_in(arch) is None or known_network(arch) is not None


def member_of(text: str) -> Member:
    """A member with this network and random weights; UserError for a text that names none."""
    return Member(canonical(text))


def with_arch(member: Member, text: str) -> Member:
    """The member as another network: its weights stay where they fit. It is not a counterpart."""
    arch = canonical(text)
    if arch == member.arch:
        return member
    is_fitting = _has_same_weights(member.arch, arch)
    return replace(
        member,
        arch=arch,
        weights=member.weights if is_fitting else None,
        against=member.against if is_fitting else None,
        twin=_twin(member, arch),
        matched_by="",
        matched_to="",
    )


def _has_same_weights(one: str, other: str) -> bool:
    if source_in(one) or source_in(other):
        return False
    return has_same_weights(network_named(one), network_named(other))


def _twin(member: Member, arch: str) -> str:
    """The last network with shortcuts before a plain one; '' for any that is not plain."""
    if source_in(arch) or not parse(arch).is_plain:
        return ""
    if member.is_of_family and not parse(member.arch).is_plain:
        return member.arch
    return member.twin
