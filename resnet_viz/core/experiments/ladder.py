"""The networks of 6n + 2 layers that are compared, by kind and depth (He et al. 2015, 4.2)."""

from collections.abc import Mapping
from typing import NamedTuple

from resnet_viz.core.experiments.net import NetKind

DEPTHS = tuple(range(8, 111, 6))
PRESETS = (8, 20, 32, 44, 56, 110)
ORDER = ",order=pre"


NAMES = {NetKind.PLAIN: "plain", NetKind.RESIDUAL: "resnet", NetKind.PRE: "resnet"}


class Rung(NamedTuple):
    """One of them."""

    kind: NetKind
    depth: int

    @property
    def arch(self) -> str:
        """Its ARCH; most depths have no name of their own."""
        name, depth = NAMES[self.kind], self.depth
        text = f"{name}{depth}" if depth in PRESETS else f"{name}20,depth={depth}"
        return text + (ORDER if self.kind is NetKind.PRE else "")


RUNGS = {rung.arch: rung for kind in NetKind for depth in DEPTHS for rung in [Rung(kind, depth)]}


class Chosen(NamedTuple):
    """Networks as depths, kinds, and others by ARCH: each kind is there at each depth."""

    depths: tuple[int, ...]
    kinds: tuple[NetKind, ...]
    others: tuple[str, ...] = ()

    @property
    def archs(self) -> tuple[str, ...]:
        """All of them, by depth, the others last."""
        rungs = (Rung(kind, depth).arch for depth in self.depths for kind in self.kinds)
        return tuple(dict.fromkeys((*rungs, *self.others)))


def chosen_in(archs: tuple[str, ...], *, has_several: bool = True) -> Chosen:
    """The depths and kinds that most of the networks are, the rest as others.

    Without `has_several` it is one depth.
    """
    found = {RUNGS[arch] for arch in archs if arch in RUNGS}
    kinds_at = {
        rung.depth: {each.kind for each in found if each.depth == rung.depth} for rung in found
    }
    offers = [
        Chosen(depths, tuple(kind for kind in NetKind if kind in kinds))
        for depth, kinds in kinds_at.items()
        for depths in [_depths(kinds_at, kinds) if has_several else (depth,)]
    ]
    regular = max(offers, key=lambda each: (len(each.archs), each.depths), default=Chosen((), ()))
    taken = regular.archs
    return regular._replace(others=tuple(arch for arch in archs if arch not in taken))


def _depths(kinds_at: Mapping[int, set[NetKind]], kinds: set[NetKind]) -> tuple[int, ...]:
    """The depths that have all of these kinds."""
    return tuple(sorted(depth for depth, there in kinds_at.items() if kinds <= there))
