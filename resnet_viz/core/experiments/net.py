"""What plots and captions have to know of a network beyond the text that names it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from resnet_viz.core.experiments.plot import Hue


class NetKind(StrEnum):
    """Without shortcuts, with them, or with them and batch norm and ReLU before convolutions."""

    PLAIN = "plain"
    RESIDUAL = "residual"
    PRE = "pre"


HUES = {
    NetKind.PLAIN: Hue.PLAIN,
    NetKind.RESIDUAL: Hue.RESIDUAL,
    NetKind.PRE: Hue.PRE,
}
WORDS = {
    NetKind.PLAIN: "plain",
    NetKind.RESIDUAL: "residual",
    NetKind.PRE: "pre-activation",
}


@dataclass(frozen=True, slots=True)
class Net:
    """A network of an experiment: its ARCH with the data's input and classes, kind and depth.

    One of others has a `title`, and a depth of 0: nobody counts it as the paper does.
    """

    arch: str
    kind: NetKind
    depth: int
    title: str = ""

    @property
    def hue(self) -> Hue:
        return HUES[self.kind]

    @property
    def name(self) -> str:
        """`plain-56`, `residual-56`, `pre-activation-56`; of a network of others its title."""
        return self.title or f"{WORDS[self.kind]}-{self.depth}"

    @property
    def is_residual(self) -> bool:
        """Whether it has shortcuts."""
        return self.kind is not NetKind.PLAIN


def names_of(nets: Iterable[Net]) -> dict[Net, str]:
    """A name for each: kind and depth, and its ARCH where another has the same of these."""
    every = tuple(dict.fromkeys(nets))
    same = Counter(net.name for net in every)
    return {net: net.name if same[net.name] == 1 else net.arch for net in every}
