"""What is said of a picture that no rule makes readable, with the level that is."""

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.message import Message
from resnet_viz.diagram.cells.cutting.chained import as_chained
from resnet_viz.diagram.cells.cutting.cuts import LARGE
from resnet_viz.diagram.cells.cutting.dividing import sizes_of
from resnet_viz.diagram.cells.cutting.pieces import pieces_of
from resnet_viz.diagram.view import Level, View

CROWDED = Message(
    "{boxes} boxes are connected in a way that can't be parted, so their lines are hard to follow. "
    "At the level of {level} the picture is easier to read"
)
CROWDED_ANYWAY = Message(
    "{boxes} boxes are connected in a way that can't be parted, so their lines are hard to follow"
)


def crowding_note(graph: Graph, view: View) -> Message | None:
    """That a part of a picture is too much to read at once; None where nothing is."""
    if as_chained(graph) is not None:
        return None
    boxes = _largest(graph, view)
    if boxes <= LARGE:
        return None
    levels = list(Level)
    for level in reversed(levels[: levels.index(view.level)]):
        if _largest(graph, View(level, view.is_folded, view.direction)) <= LARGE:
            words = {"boxes": boxes, "level": NAMES[level]}
            return Message(CROWDED.template, words)
    return Message(CROWDED_ANYWAY.template, {"boxes": boxes})


NAMES = {
    Level.NETWORK: "the network",
    Level.STAGE: "stages",
    Level.BLOCK: "blocks",
    Level.LAYER: "layers",
}


def _largest(graph: Graph, view: View) -> int:
    """The most boxes that are laid out together; a group that is laid out by itself is one."""
    return max(size for each in pieces_of(graph, view) for size in sizes_of(each.cells))
