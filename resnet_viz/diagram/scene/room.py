"""The room on a screen that a picture is for, and the scales at which one can read it."""

from typing import NamedTuple

LEAST_SCALE = 0.9  # pixels for a point: a box's first line, 10 points, is 9 pixels high
READ_SCALE = 1.0  # of what does not fit, and is scrolled
MOST_SCALE = 1.6  # a small network is not blown up beyond this


class Room(NamedTuple):
    """Width and height in pixels, of which a point is one at scale 1.

    `may_fold` says whether equal blocks may be drawn as one so that all of it fits.
    """

    width: float
    height: float
    may_fold: bool = True

    @property
    def turned(self) -> "Room":
        """The same for what is laid out downwards and turned afterwards."""
        return self._replace(width=self.height, height=self.width)

    def scale_of(self, width: float, height: float) -> float:
        """The scale at which a picture fits, at most that of a small network."""
        return min(self.width / width, self.height / height, MOST_SCALE)
