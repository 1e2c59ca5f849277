"""The picture for a room on the screen in which every word can be read: which view, which columns.

What is folded for this is how a network is shown, never what is asked for: files have the view of
the document.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.diagram.layout.placing import PlacedPage
from resnet_viz.diagram.scene.room import LEAST_SCALE, Room
from resnet_viz.diagram.view import Direction, View

FOLDING_GAIN = 1.3  # as much larger a picture has to be for folding where it does not fit either


class Sheet(NamedTuple):
    """A view of a network, its page and the scale at which that fits the room."""

    view: View
    page: PlacedPage
    scale: float


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
    return Sheet(view, page, room.scale_of(*size))


def is_enough(sheets: Sequence[Sheet]) -> bool:
    """Whether no further view has to be tried."""
    return bool(sheets) and sheets[-1].scale >= LEAST_SCALE


def best_of(sheets: Iterable[Sheet]) -> Sheet:
    """The first sheet whose words can be read; else one that is much larger than those before."""
    best, *others = sheets
    for sheet in others:
        if best.scale < LEAST_SCALE and (
            sheet.scale >= LEAST_SCALE or sheet.scale >= FOLDING_GAIN * best.scale
        ):
            best = sheet
    return best
