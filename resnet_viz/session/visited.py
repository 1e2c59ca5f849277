"""Back and forward through the networks that were looked at, as a value."""

from typing import NamedTuple

MOST_VISITED = 100


class Visited(NamedTuple):
    """Texts of networks in the order in which they were looked at, and the place of the one now."""

    archs: tuple[str, ...]
    place: int = 0

    @property
    def arch(self) -> str:
        """The network that is looked at."""
        return self.archs[self.place]

    @property
    def earlier(self) -> tuple[str, ...]:
        """Where `back` goes, the nearest first."""
        return self.archs[: self.place][::-1]

    @property
    def later(self) -> tuple[str, ...]:
        """Where `forward` goes, the nearest first."""
        return self.archs[self.place + 1 :]

    def went_to(self, arch: str, *, is_passing: bool = False) -> "Visited":
        """Another network is looked at; what lay forward is gone.

        `is_passing` takes the place of the one now, which was only passed: a spin box is held.
        """
        if arch == self.arch:
            return self
        before = self.archs[: self.place + (not is_passing)]
        if before and before[-1] == arch:
            return Visited(before, len(before) - 1)
        archs = (*before, arch)[-MOST_VISITED:]
        return Visited(archs, len(archs) - 1)

    def back(self, steps: int = 1) -> "Visited":
        """So many networks back, or the first."""
        return self._replace(place=max(self.place - steps, 0))

    def forward(self, steps: int = 1) -> "Visited":
        """So many networks forward, or the last."""
        return self._replace(place=min(self.place + steps, len(self.archs) - 1))
