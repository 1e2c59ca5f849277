"""What may be said of paths. Not that a network is an ensemble: nothing here measures that."""

from collections.abc import Iterable, Iterator, Sequence

from resnet_viz.core.experiments.found.paths import Paths
from resnet_viz.core.experiments.net import Net, names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.message import Message

CLOSE = 0.08  # of the middle of all paths: nearer than this which paths were drawn decides
LEAST_CHANGE = 0.1  # branches: less is not seen in the numbers that are given
LEAST_FACTOR = 1.05  # of a branch that is said to cost or to bring gradient


def caption(outcome: Outcome) -> tuple[Message, ...]:
    """Which lengths carry the gradient of each network, what a branch costs, what training does."""
    found = outcome.found.paths
    names = names_of(each.net for each in found)
    said = [
        message
        for (net, _), entries in _by_network(found).items()
        for message in _of_network(entries, names[net])
    ]
    said += _trained_messages(found, names)
    return (*said, *_method(found))


def _by_network(found: Iterable[Paths]) -> dict[tuple[Net, bool], list[Paths]]:
    """The entries of all seeds together, trained networks first."""
    together: dict[tuple[Net, bool], list[Paths]] = {}
    for each in sorted(found, key=lambda each: not each.is_trained):
        together.setdefault((each.net, each.is_trained), []).append(each)
    return together


def _of_network(entries: Sequence[Paths], name: str) -> Iterator[Message]:
    first = entries[0]
    values = {"name": name, "state": _state_text(first), "branches": first.branches}
    if not any(first.share):
        yield Message("No gradient comes back through {name} {state}.", values)
        return
    if not any(first.gradient[1:]):
        yield Message(
            "In {name} {state} no branch lets gradient through: all of it takes the path of "
            "shortcuts alone.",
            values,
        )
        return
    yield _length_message(first, values)
    if message := _factor_message(first.factor, values):
        yield message
    lengths = [each.mean_length for each in entries]
    if len(lengths) > 1:
        yield Message(
            "Over {seeds} seeds this mean is {least:.1f} to {most:.1f}.",
            {"seeds": len(lengths), "least": min(lengths), "most": max(lengths)},
        )


def _length_message(paths: Paths, values: dict[str, object]) -> Message:
    filled = {**values, "mean": paths.mean_length, "middle": paths.middle}
    if abs(paths.mean_length - paths.middle) <= CLOSE * paths.middle:
        return Message(
            "The gradient of {name} {state} passes {mean:.1f} of {branches} branches on average, "
            "about as many as its paths have on average: {middle:.1f}.",
            filled,
        )
    kind = "short" if paths.mean_length < paths.middle else "long"
    return Message(
        "In {name} {state} {kind} paths carry more of the gradient than their number says: it "
        "passes {mean:.1f} of {branches} branches on average, where paths have {middle:.1f}.",
        {**filled, "kind": kind},
    )


def _factor_message(factor: float, values: dict[str, object]) -> Message | None:
    if factor >= LEAST_FACTOR:
        return Message("Each further branch there divides it by {factor:.2f}.", {"factor": factor})
    if 0 < factor <= 1 / LEAST_FACTOR:
        return Message(
            "Each further branch there multiplies it by {factor:.2f}.", {"factor": 1 / factor}
        )
    return None


def _trained_messages(found: Sequence[Paths], names: dict[Net, str]) -> Iterator[Message]:
    """Whether training made the paths shorter, in every seed; nothing where seeds disagree."""
    untrained = {(each.net, each.seed): each for each in found if not each.is_trained}
    pairs: dict[Net, list[tuple[Paths, Paths]]] = {}
    for each in found:
        before = untrained.get((each.net, each.seed))
        if each.is_trained and before and any(each.share) and any(before.share):
            pairs.setdefault(each.net, []).append((before, each))
    for net, both in pairs.items():
        first_before, first_after = both[0]
        values = {
            "name": names[net],
            "before": first_before.mean_length,
            "after": first_after.mean_length,
        }
        changes = [after.mean_length - before.mean_length for before, after in both]
        if max(changes) < -LEAST_CHANGE:
            yield Message(
                "Training has shortened the paths that count in {name}: from {before:.1f} branches "
                "to {after:.1f}.",
                values,
            )
        elif min(changes) > LEAST_CHANGE:
            yield Message(
                "Training has lengthened the paths that count in {name}: from {before:.1f} "
                "branches to {after:.1f}.",
                values,
            )


def _method(found: Sequence[Paths]) -> Iterator[Message]:
    if not found:
        return
    draws = min(each.draws for each in found)
    fitted = ", and the logarithm of their mean was fitted by a quadratic"
    yield Message(
        "{draws} paths of each length were drawn at random{fitted} (Veit et al. 2016, figure 6).",
        {"draws": draws, "fitted": fitted if all(each.is_fitted for each in found) else ""},
    )
    if not all(each.is_identity for each in found):
        yield Message(
            "In networks with ReLU after the sum each path goes through these ReLUs too. Only "
            "pre-activation has paths that pass x unchanged."
        )


def _state_text(paths: Paths) -> str:
    return "after training" if paths.is_trained else "before training"
