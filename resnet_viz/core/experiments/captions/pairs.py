"""Results by their names, and which two of them a first sentence compares."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from resnet_viz.core.experiments.net import Net, names_of
from resnet_viz.core.experiments.setting import Setting


class OfNetwork(Protocol):
    """What was found of one network with one seed."""

    @property
    def net(self) -> Net: ...

    @property
    def seed(self) -> int: ...


Result = TypeVar("Result", bound=OfNetwork)


def named_results(found: Sequence[Result], setting: Setting) -> dict[Result, str]:
    """The names of results, with their seeds where a run has several."""
    names = names_of(each.net for each in found)
    return {
        each: f"{names[each.net]} (seed {each.seed})" if setting.seeds > 1 else names[each.net]
        for each in found
    }


def deepest_twins(found: Iterable[Result]) -> tuple[Result, Result] | None:
    """The deepest plain network with the residual one of its depth and seed; None for none.

    Of several seeds it is the first, and a network with pre-activation comes last.
    """
    known = list(found)
    pairs = [
        (plain, other)
        for plain in known
        for other in known
        if not plain.net.is_residual
        and other.net.is_residual
        and (plain.net.depth, plain.seed) == (other.net.depth, other.seed)
    ]
    return max(pairs, key=lambda pair: pair[0].net.depth, default=None)
