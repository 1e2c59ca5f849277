"""A scene without places: what DOT and Mermaid draw, to be coloured as any scene is."""

from resnet_viz.core.graph.graph import Graph
from resnet_viz.diagram.cells.cell import Box, aside_of, spine_of
from resnet_viz.diagram.cells.cells import sections_of
from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.scene import Item, Rect, Scene
from resnet_viz.diagram.view import View

NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)


def unplaced_scene(graph: Graph, view: View) -> Scene:
    """The items of a view, each with its members, at no place."""
    cells = [cell for section in sections_of(graph, view) for cell in section.cells]
    spines = [box for cell in cells for box in spine_of(cell)]
    aside = [box for cell in cells for box in aside_of(cell)]
    return Scene(graph.title, 0.0, 0.0, (), (), (), tuple(map(_item, spines + aside)))


def title_with(title: str, heat: BoxColors | None) -> str:
    """A title that says what the colours mean, in place of a legend: figure and range."""
    if heat is None or not heat.ticks:
        return title
    return f"{title} · {heat.title}: {heat.ticks[0].text} to {heat.ticks[-1].text}"


def _item(box: Box) -> Item:
    return Item(box.id, box.op, NOWHERE, (), box.members, box.is_round, box.count)
