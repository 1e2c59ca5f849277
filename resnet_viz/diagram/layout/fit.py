"""The picture for a room on the screen in which every word can be read: which view, which columns.

What is folded for this is how a network is shown, never what is asked for: files have the view of
the document.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.diagram.layout.placing import PlacedPage
from resnet_viz.diagram.scene.room import Room
from resnet_viz.diagram.view import Direction, View

FOLDING_GAIN = 1.3  # as much more has to be in view for folding where all does not fit either


class Sheet(NamedTuple):
    """A view of a network, its page, the scale at which that fits the room, and how it is shown.

    `share` is how much of it is in view at a scale at which one can read it.
    """

    view: View
    page: PlacedPage
    scale: float
    share: float = 1.0

    @property
    def is_whole(self) -> bool:
        """Whether all of it can be read at once."""
        return self.share >= 1.0


def views_in(view: View, room: Room | None) -> tuple[View, ...]:
    """The views worth a try in a room, the wanted one first.

    Where a person unfolded or folded something, nothing else folds by itself.
    """
    if room is None or not room.may_fold or view.is_folded or view.toggled:
        return (view,)
    return view, replace(view, is_folded=True)


def sheet_of(view: View, page: PlacedPage, room: Room | None) -> Sheet:
    """A page as it fits a room; without one it is as large as it is."""
    if room is None:
        return Sheet(view, page, 1.0)
    size = (page.width, page.height)
    if view.direction is Direction.LEFT_TO_RIGHT:
        size = (page.height, page.width)
    room = room._replace(least=page.least)
    return Sheet(view, page, room.scale_of(*size), room.share_of(*size))


def is_enough(sheets: Sequence[Sheet]) -> bool:
    """Whether no further view has to be tried."""
    return bool(sheets) and sheets[-1].is_whole


def best_of(sheets: Iterable[Sheet]) -> Sheet:
    """The first sheet that can be read as a whole; else one of which much more is in view."""
    best, *others = sheets
    for sheet in others:
        is_more = sheet.is_whole or sheet.share >= FOLDING_GAIN * best.share
        if not best.is_whole and is_more:
            best = sheet
    return best
