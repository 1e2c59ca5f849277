"""The hover card of whatever a scene shows: a box, or a shortcut."""

from resnet_viz.diagram.scene.pick import pick
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.ui.selection.describe import card_text
from resnet_viz.ui.selection.shortcut_card import shortcut_text
from resnet_viz.ui.session.shown import Shown


def card_of(shown: Shown, scene: Scene, item_id: str) -> str:
    """Rich text on a box or a shortcut by its id, '' for what the scene does not have."""
    graph = shown.network.graph
    shortcut = next((each for each in scene.shortcuts if each.id == item_id), None)
    if shortcut is not None:
        return shortcut_text(graph, shown.rows, item_id, shortcut.count)
    item = pick(scene, item_id)
    return card_text(graph, item, shown.rows) if item else ""
