"""The room on a screen that a picture is for, and the scales at which one can read it."""

from collections.abc import Iterable
from typing import NamedTuple

from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Scene, TextRole

LABEL_PX = 9.0  # a box's first line is at least so high, as long as its box has room for that
LABEL_PT = 10.0  # its size in the scene
SIDE_PX = 2.0  # clear left and right of it then
LEAST_SCALE = 0.75  # pixels for a point: the smaller lines, 8 points, are 6 pixels high
READ_SCALE = 1.0  # at most, of what does not fit and is scrolled
MOST_SCALE = 1.6  # a small network is not blown up beyond this


class Room(NamedTuple):
    """Width and height in pixels, of which a point is one at scale 1.

    `may_fold` says whether equal blocks may be drawn as one so that all of it fits, `least` from
    which scale on a picture can be read, `below` which sections had better be below the one
    before, as they are in a picture next to it; () for any.
    """

    width: float
    height: float
    may_fold: bool = True
    least: float = LEAST_SCALE
    below: tuple[bool, ...] = ()

    @property
    def turned(self) -> "Room":
        """The same for what is laid out downwards and turned afterwards."""
        return self._replace(width=self.height, height=self.width)

    def scale_of(self, width: float, height: float) -> float:
        """The scale at which a picture fits, at most that of a small network."""
        return min(self.width / width, self.height / height, MOST_SCALE)

    def read_scale_of(self, width: float, height: float) -> float:
        """The scale at which it is shown: it fits, or is scrolled, if possible in one direction."""
        fit = self.scale_of(width, height)
        if fit >= self.least:
            return fit
        one_way = max(self.width / width, self.height / height)
        return min(max(one_way, self.least), READ_SCALE)

    def share_of(self, width: float, height: float) -> float:
        """How much of it is in view at that scale."""
        scale = self.read_scale_of(width, height)
        if scale <= self.scale_of(width, height):
            return 1.0
        across, down = self.width / (scale * width), self.height / (scale * height)
        return min(across, 1.0) * min(down, 1.0)


def least_scale_for(labels: Iterable[tuple[float, float]]) -> float:
    """The least scale at which first lines can be read: each with its width and its box's."""
    high = LABEL_PX / LABEL_PT
    needed = max(((high * line + 2 * SIDE_PX) / box for line, box in labels if box), default=0.0)
    return min(max(needed, LEAST_SCALE), high)


def least_scale_of(scene: Scene) -> float:
    """The same of a scene."""
    labels = {
        (item.texts[0].text, item.texts[0].size, item.texts[0].is_bold, item.rect.width)
        for item in scene.all_items
        if item.texts and not item.is_round and item.texts[0].role is TextRole.LABEL
    }
    return least_scale_for(
        (text_width(text, size, is_bold), width) for text, size, is_bold, width in labels
    )
