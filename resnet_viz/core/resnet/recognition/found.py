"""Which set of a file's weights is taken, for which network, and what is said of that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.state import is_fitting, misfit_text, state_shapes
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.recognition.candidates import Candidate, candidates_in
from resnet_viz.core.resnet.recognition.left_out import left_out_text
from resnet_viz.core.resnet.recognition.recognise import recognise
from resnet_viz.core.weights.faults import format_fault, kind_fault
from resnet_viz.core.weights.roles import TITLES, role_of
from resnet_viz.core.weights.stored import Contents, StoredTensor, Stub
from resnet_viz.core.wording import in_short

NOTHING = (
    "it has no state_dict, a table of names and tensors, with a convolution's weights. "
    "Save model.state_dict()"
)
FIELD = "weights"


@dataclass(frozen=True, slots=True)
class FoundWeights:
    """A network, and the tensors of a file that are its weights, by our names and not yet read.

    `set_names` are the sets that can be chosen, in the order in which they are preferred, and
    `set_name` the one that was chosen, '' for the only one. `taken` says of several which one
    this is, `left_out` what of it the network doesn't use: parts of a sentence, '' where there
    is nothing to say.
    """

    network: Network
    tensors: Mapping[str, StoredTensor]
    set_name: str = ""
    set_names: tuple[str, ...] = ()
    taken: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class _Match:
    """A candidate, and the network it has the weights of, or why it fits none."""

    candidate: Candidate
    network: Network | None
    error: UserError | None = None


def weights_in(
    contents: Contents, set_name: str = "", preferred: Network | None = None
) -> FoundWeights:
    """The set that is named or, where none is, the first that is a network's.

    One that `preferred` loads comes before all others, and is taken for it. UserError where there
    is no set of that name, or no set is a network's.
    """
    matches = [_match(each, contents, preferred) for each in _candidates(contents)]
    chosen = _named(matches, contents, set_name) if set_name else _first(matches, preferred)
    if chosen.error or chosen.network is None:
        raise chosen.error or _refused(contents, NOTHING)
    return _found(chosen.candidate, chosen.network, matches, is_named=bool(set_name))


def weights_for(contents: Contents, network: Network, set_name: str = "") -> FoundWeights:
    """The set that is named, or the first one, that this network loads.

    UserError where there is no set of that name, or none fits the network.
    """
    matches = [_match(each, contents, network) for each in _candidates(contents)]
    chosen = _named(matches, contents, set_name) if set_name else _first(matches, network)
    if chosen.network != network:
        raise _misfit(chosen, contents, network)
    return _found(chosen.candidate, network, matches, is_named=bool(set_name))


def _candidates(contents: Contents) -> tuple[Candidate, ...]:
    tree = contents.tree
    try:
        found = candidates_in(tree)
    except UserError as error:
        raise _refused(contents, error.message) from error
    if found:
        return found
    if isinstance(tree, Stub):
        name = in_short([tree.name])
        raise _refused(contents, f"it has an object without weights ({name}), which was not run")
    raise _refused(contents, NOTHING)


def _match(candidate: Candidate, contents: Contents, preferred: Network | None) -> _Match:
    try:
        return _Match(candidate, _network_of(candidate, contents, preferred))
    except UserError as error:
        return _Match(candidate, None, error)


def _network_of(candidate: Candidate, contents: Contents, preferred: Network | None) -> Network:
    """The network whose weights these are: `preferred` where they fit; UserError for none."""
    if fault := candidate.fault or kind_fault(candidate.tensors):
        raise _refused(contents, fault)
    shapes, network = candidate.shapes, preferred
    if network is None or not is_fitting(shapes, state_shapes(network.graph)):
        try:
            network = network_of(recognise(shapes, Path(contents.file).name))
        except UserError as error:
            raise _refused(contents, _part_text(contents)) if contents.part else error from error
    if fault := format_fault(candidate.tensors):
        raise _refused(contents, fault)
    return network


def _part_text(contents: Contents) -> str:
    """That a file is one of several, all of which a network needs."""
    part, parts = contents.part or (1, 1)
    return f"it is part {part} of {parts}. Open the index of all parts, *.index.json"


def _named(matches: list[_Match], contents: Contents, name: str) -> _Match:
    """The match of this name, or the only one whose name ends so."""
    exact = [match for match in matches if match.candidate.name == name]
    ending = [match for match in matches if match.candidate.name.endswith(f".{name}")]
    found = exact or ending
    if len(found) != 1:
        names = in_short([match.candidate.name for match in _sound(matches) or matches])
        reason = f"it has no set of weights named {name[:40]}. There is {names}"
        raise _refused(contents, reason)
    return found[0]


def _first(matches: list[_Match], preferred: Network | None) -> _Match:
    """The match to take where none is named; of those that are no network's, the likeliest."""
    sound = _sound(matches)
    wanted = [match for match in sound if match.network == preferred]
    likely = [match for match in matches if match.candidate.has_blocks]
    return (wanted or sound or likely or matches)[0]


def _sound(matches: list[_Match]) -> list[_Match]:
    return [match for match in matches if match.error is None]


def _misfit(match: _Match, contents: Contents, network: Network) -> UserError:
    """Why a network does not load a set."""
    candidate = match.candidate
    fault = candidate.fault or kind_fault(candidate.tensors)
    words = misfit_text(candidate.shapes, state_shapes(network.graph))
    if not words:
        fault = fault or format_fault(candidate.tensors)
    if contents.part:
        fault = fault or _part_text(contents)
    if fault:
        return _refused(contents, fault)
    return UserError(f"the weights don't match {network.name}: {words}", FIELD)


def _found(
    candidate: Candidate, network: Network, matches: list[_Match], *, is_named: bool
) -> FoundWeights:
    names = tuple([match.candidate.name for match in _sound(matches)])
    is_chosen = is_named or len(names) > 1
    return FoundWeights(
        network,
        candidate.tensors,
        candidate.name if is_chosen else "",
        names,
        "" if is_named else ", ".join(_taken_words(candidate.name, names)),
        left_out_text(candidate.left_out),
    )


def _taken_words(name: str, names: tuple[str, ...]) -> Iterator[str]:
    """Which of several sets this is, and what a set that is not plain is."""
    others, title = [other for other in names if other != name], TITLES[role_of(name)]
    if others or title:
        yield f"weights taken from {name}"
    if title:
        yield title
    if others:
        yield f"not from {in_short(others)}"


def _refused(contents: Contents, reason: str) -> UserError:
    return UserError(f"{Path(contents.file).name} was not loaded: {reason}", FIELD)
