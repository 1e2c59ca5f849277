"""What may be said of gradient flow: how gradients change on their way back, and by how much."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from math import log
from typing import NamedTuple

from resnet_viz.core.experiments.captions.words import all_of, factor_text, range_text
from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.net import Net, NetKind, names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import Init, start_batch
from resnet_viz.core.message import Message

EVEN = 1.5  # a factor below which nothing grows or shrinks
STEEP = 100.0  # a factor that is worth asking for its cause
CLEAR = 2.0  # times as much, before one network is said to change more than another
VANISHED = 1e-3
SIMILAR = (1e-2, 1e2)  # gradients of the first and the last weights
GROWN = 10.0  # of activations


class Way(Enum):
    """What becomes of the signal between the last block and the stem."""

    GROWS = auto()
    SHRINKS = auto()
    EVEN = auto()
    VARIES = auto()  # from seed to seed
    LOST = auto()  # 0 at the stem
    OVERFLOWED = auto()


class Change(NamedTuple):
    """One network's way, and the least and the greatest factor over its seeds, 1 or more."""

    net: Net
    name: str
    way: Way
    least: float
    most: float

    @property
    def factor_text(self) -> str:
        return range_text(factor_text(self.least), factor_text(self.most))


def caption(outcome: Outcome) -> tuple[Message, ...]:
    """How the signal changes by network, then what this says of shortcuts and batch norm."""
    flows = outcome.found.flow
    if not flows:
        return ()
    changes = changes_in(flows)
    return (
        *_ways(changes),
        *_compared(changes),
        *_norms(changes, outcome.setting.has_batch_norm),
        *_weights(flows, changes, outcome.setting.has_batch_norm),
        *_activations(flows),
        *_gammas(flows, outcome.setting.init),
        Message(
            "Measured in one pass of {pictures} pictures before any training.",
            {"pictures": start_batch(outcome.setting)},
        ),
    )


def changes_in(flows: Sequence[Flow]) -> tuple[Change, ...]:
    """What becomes of the signal, by network."""
    names = names_of(flow.net for flow in flows)
    return tuple(
        _change(net, name, [flow for flow in flows if flow.net == net])
        for net, name in names.items()
    )


def _change(net: Net, name: str, flows: list[Flow]) -> Change:
    if any(flow.has_overflowed for flow in flows):
        return Change(net, name, Way.OVERFLOWED, 1.0, 1.0)
    ratios = sorted(flow.signal_ratio or 0.0 for flow in flows)
    if not ratios[0]:
        return Change(net, name, Way.LOST, 1.0, 1.0)
    least, most = ratios[0], ratios[-1]
    if least >= EVEN:
        return Change(net, name, Way.GROWS, least, most)
    if most <= 1 / EVEN:
        return Change(net, name, Way.SHRINKS, 1 / most, 1 / least)
    is_even = least > 1 / EVEN and most < EVEN
    return Change(net, name, Way.EVEN if is_even else Way.VARIES, least, most)


def _ways(changes: Sequence[Change]) -> Iterator[Message]:
    """A sentence for each way that some network's signal goes, with the factors."""
    words = "On its way back from the last block to the stem, the gradient {verb} {factors}."
    for way, verb in ((Way.GROWS, "grows"), (Way.SHRINKS, "shrinks")):
        if found := [each for each in changes if each.way is way]:
            parts = [f"by a factor of {each.factor_text} in {each.name}" for each in found]
            yield Message(words, {"verb": verb, "factors": all_of(parts)})
            words = "It {verb} {factors}."
    if found := [each for each in changes if each.way is Way.EVEN]:
        yield Message(
            "In {names} the gradient at the stem is about as large as at the last block: "
            "{factors} times.",
            {"names": all_of([each.name for each in found]), "factors": _listed(found)},
        )
    if found := [each for each in changes if each.way is Way.VARIES]:
        yield Message(
            "In {names} it depends on the seed: the gradient at the stem is {factors} times that "
            "at the last block.",
            {"names": all_of([each.name for each in found]), "factors": _listed(found)},
        )
    yield from _ends(changes)


def _ends(changes: Sequence[Change]) -> Iterator[Message]:
    """What is said where nothing can be divided."""
    if lost := [each.name for each in changes if each.way is Way.LOST]:
        yield Message(
            "In {names} the gradient at the stem is 0: it became smaller than PyTorch's numbers "
            "reach.",
            {"names": all_of(lost)},
        )
    if too_large := [each.name for each in changes if each.way is Way.OVERFLOWED]:
        yield Message(
            "In {names} values became larger than PyTorch's numbers reach, so there is nothing to "
            "compare.",
            {"names": all_of(too_large)},
        )


def _listed(changes: Iterable[Change]) -> str:
    return all_of([each.factor_text for each in changes])


def _compared(changes: Sequence[Change]) -> Iterator[Message]:
    """Plain against residual at the greatest depth that both have."""
    pair = _pair(changes)
    if pair is None:
        return
    plain, residual = pair
    values = {
        "plain": plain.name,
        "residual": residual.name,
        "depth": plain.net.depth,
    }
    plain_size, residual_size = _sizes(plain), _sizes(residual)
    if plain.way is Way.LOST or residual.way is Way.LOST:
        yield from _arriving(plain, residual)
    elif plain_size[0] > residual_size[1] + log(CLEAR):
        yield Message("At {depth} layers it changes far less with shortcuts.", values)
    elif residual_size[0] > plain_size[1] + log(CLEAR):
        yield Message(
            "In this setting shortcuts don't keep the gradient even: it changes more in {residual} "
            "than in {plain}.",
            values,
        )
    else:
        yield Message(
            "In this setting {plain} and {residual} don't clearly differ in this.",
            values,
        )


def _pair(changes: Sequence[Change]) -> tuple[Change, Change] | None:
    """The deepest plain network and the residual one of its depth, pre-activation last."""
    known = [each for each in changes if each.way is not Way.OVERFLOWED]
    order = {kind: place for place, kind in enumerate(NetKind)}
    pairs = [
        (plain, residual)
        for plain in known
        for residual in known
        if not plain.net.is_residual and residual.net.is_residual
        if plain.net.depth == residual.net.depth
    ]
    return max(pairs, key=lambda pair: (pair[0].net.depth, -order[pair[1].net.kind]), default=None)


def _sizes(change: Change) -> tuple[float, float]:
    """The least and the greatest size of a change over the seeds, whichever way, as logarithms."""
    sizes = sorted((abs(log(change.least)), abs(log(change.most))))
    has_turn = change.way in (Way.EVEN, Way.VARIES) and change.least < 1 < change.most
    return (0.0 if has_turn else sizes[0]), sizes[1]


def _arriving(plain: Change, residual: Change) -> Iterator[Message]:
    if residual.way is not Way.LOST:
        yield Message("At {depth} layers it arrives with shortcuts.", {"depth": plain.net.depth})
    elif plain.way is not Way.LOST:
        yield Message("In this setting it arrives without shortcuts only.")


def _norms(changes: Sequence[Change], has_batch_norm: bool) -> Iterator[Message]:
    """That batch norm doesn't prevent what was just seen."""
    steep = [each.name for each in changes if each.way is Way.GROWS and each.least >= STEEP]
    if has_batch_norm and steep:
        yield Message(
            "Batch norm is on and does not prevent the growth in {names}.", {"names": all_of(steep)}
        )


def _weights(
    flows: Sequence[Flow], changes: Sequence[Change], has_batch_norm: bool
) -> Iterator[Message]:
    """Without batch norm weights' gradients may look even where the signal is gone."""
    if has_batch_norm:
        return
    parts = []
    for change in changes:
        own = [flow for flow in flows if flow.net == change.net]
        ratios = [flow.weights_ratio for flow in own if flow.weights_ratio]
        is_gone = change.way is Way.SHRINKS and change.least > 1 / VANISHED
        if is_gone and len(ratios) == len(own) and _is_similar(ratios):
            sizes = sorted(max(ratio, 1 / ratio) for ratio in ratios)
            factor = range_text(factor_text(sizes[0]), factor_text(sizes[-1]))
            parts.append(f"by a factor of {factor} in {change.name}")
    if parts:
        yield Message(
            "The gradients of the first and the last weights don't show this: they differ only "
            "{factors}.",
            {"factors": all_of(parts)},
        )


def _is_similar(ratios: Iterable[float]) -> bool:
    least, most = SIMILAR
    return all(least <= ratio <= most for ratio in ratios)


def _activations(flows: Sequence[Flow]) -> Iterator[Message]:
    """Where activations grow much on their way to the head, with the loss that this leads to."""
    for net, name in names_of(flow.net for flow in flows).items():
        own = [flow for flow in flows if flow.net == net and flow.activations]
        growths = sorted(
            flow.activations[-1] / flow.activations[0] for flow in own if flow.activations[0]
        )
        if growths and growths[0] >= GROWN:
            losses = sorted(flow.loss for flow in own)
            yield Message(
                "Activations in {name} grow by a factor of {growth} from the stem to the last "
                "block, and the loss starts at {loss}.",
                {
                    "name": name,
                    "growth": range_text(factor_text(growths[0]), factor_text(growths[-1])),
                    "loss": range_text(factor_text(losses[0]), factor_text(losses[-1])),
                },
            )


def _gammas(flows: Sequence[Flow], init: Init) -> Iterator[Message]:
    """What a start with the last γ at 0 does to gradients inside of branches, and to plain nets."""
    if init is not Init.ZERO_GAMMA:
        return
    for net, name in names_of(flow.net for flow in flows if flow.net.is_residual).items():
        weights = next(flow.weights for flow in flows if flow.net == net)
        if zeros := sum(value == 0 for value in weights):
            yield Message(
                "In {name} the gradients of {zeros} of {count} convolutions are exactly 0 at the "
                "start.",
                {"name": name, "zeros": zeros, "count": len(weights)},
            )
    if any(not flow.net.is_residual for flow in flows):
        yield Message("Plain networks have no branch whose γ could be 0 and start as He's.")
