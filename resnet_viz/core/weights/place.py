"""`FILE::SET`: a file of weights, and which of several sets in it."""

from pathlib import Path
from typing import NamedTuple

MARK = "::"


class WeightsPlace(NamedTuple):
    """A file of weights, and the name of a set in it, '' for the one that is usual."""

    path: Path
    set_name: str = ""

    @property
    def title(self) -> str:
        """The file's name, and the set in it."""
        return f"{self.path.name}{MARK}{self.set_name}" if self.set_name else self.path.name

    @property
    def text(self) -> str:
        """What `place_of` reads as this place."""
        return f"{self.path}{MARK}{self.set_name}" if self.set_name else str(self.path)


def place_of(text: str | Path) -> WeightsPlace:
    """The place that a person wrote; a file that exists under the whole text wins.

    Of several ways to cut at `::` the one with the longest file that exists is taken; where none
    exists it is the first.
    """
    text = str(text)
    cuts = [at for at in range(len(text) - 1, 0, -1) if text.startswith(MARK, at)]
    whole = WeightsPlace(Path(text))
    if not cuts or _exists(whole.path):
        return whole
    places = [WeightsPlace(Path(text[:at]), text[at + len(MARK) :]) for at in cuts]
    return next((place for place in places if _exists(place.path)), places[-1])


def _exists(path: Path) -> bool:
    """Whether there is such a file; what can't be looked up is none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
