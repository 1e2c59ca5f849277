"""What may be said of shattered gradients: how alike those of neighbouring inputs are."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from resnet_viz.core.experiments.captions.words import all_of, range_text
from resnet_viz.core.experiments.found.shattered import Shattered
from resnet_viz.core.experiments.net import Net, names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.message import Message
from resnet_viz.core.wording import MINUS

UNRELATED = 0.2  # a cosine below which neighbours say little of each other
CLEAR = 0.15  # between two cosines
ALIKE = 0.5  # a cosine above which neighbours are alike
ALIKE_TEXT = "At {depth} layers shortcuts keep them alike."


class Cosines(NamedTuple):
    """One network's cosine of neighbours over its seeds, the least and the greatest."""

    net: Net
    name: str
    least: float
    most: float

    @property
    def text(self) -> str:
        return range_text(_cosine_text(self.least), _cosine_text(self.most))


def caption(outcome: Outcome) -> tuple[Message, ...]:
    """The cosine by network, what it means, and how plain and residual differ."""
    found = outcome.found.shattered
    if not found:
        return ()
    cosines = cosines_in(found)
    return (
        *_stated(cosines),
        *_unrelated(cosines),
        *_compared(cosines),
        *_missing(found),
        Message(
            "Each gradient is that of one class's output by all pixels, at one of {points} points "
            "on the line from one picture to another, before any training.",
            {"points": max(len(each.gradient) for each in found)},
        ),
    )


def cosines_in(found: Sequence[Shattered]) -> tuple[Cosines, ...]:
    """By network, of those where there is something to compare for each seed."""
    cosines = []
    for net, name in names_of(each.net for each in found).items():
        own = [each.neighbour_cosine for each in found if each.net == net]
        known = [cosine for cosine in own if cosine is not None]
        if len(known) == len(own):
            cosines.append(Cosines(net, name, min(known), max(known)))
    return tuple(cosines)


def _stated(cosines: Sequence[Cosines]) -> Iterator[Message]:
    if cosines:
        parts = [f"{each.text} in {each.name}" for each in cosines]
        yield Message(
            "Between the gradients of neighbouring points the mean cosine is {cosines}.",
            {"cosines": all_of(parts)},
        )


def _unrelated(cosines: Sequence[Cosines]) -> Iterator[Message]:
    """Cosines near 0, whichever sign."""
    low = [each.name for each in cosines if max(abs(each.least), abs(each.most)) < UNRELATED]
    if low:
        yield Message(
            "In {names} neighbouring inputs have nearly unrelated gradients.",
            {"names": all_of(low)},
        )


def _compared(cosines: Sequence[Cosines]) -> Iterator[Message]:
    """Plain against residual at the greatest depth that both have."""
    pairs = [
        (plain, residual)
        for plain in cosines
        for residual in cosines
        if not plain.net.is_residual and residual.net.is_residual
        if plain.net.depth == residual.net.depth
    ]
    if not pairs:
        return
    plain, residual = max(pairs, key=lambda pair: pair[0].net.depth)
    if residual.least > plain.most + CLEAR:
        is_alike = residual.least >= ALIKE
        words = ALIKE_TEXT if is_alike else "At {depth} layers they are more alike with shortcuts."
    elif plain.least > residual.most + CLEAR:
        words = "Here those of {plain} are more alike than those of {residual}."
    else:
        words = "Here {plain} and {residual} don't clearly differ in this."
    yield Message(words, {"plain": plain.name, "residual": residual.name, "depth": plain.net.depth})


def _missing(found: Sequence[Shattered]) -> Iterator[Message]:
    names = names_of(each.net for each in found)
    too_large = dict.fromkeys(names[each.net] for each in found if each.has_overflowed)
    if too_large:
        yield Message(
            "In {names} gradients became larger than PyTorch's numbers reach, so there is nothing "
            "to compare.",
            {"names": all_of(list(too_large))},
        )
    is_zero = [each for each in found if not each.correlation and not each.has_overflowed]
    if zero := dict.fromkeys(names[each.net] for each in is_zero):
        yield Message(
            "In {names} every gradient is 0, so there is nothing to compare.",
            {"names": all_of(list(zero))},
        )


def _cosine_text(cosine: float) -> str:
    text = f"{abs(cosine):.2f}"
    return f"{MINUS}{text}" if cosine < 0 and float(text) else text
