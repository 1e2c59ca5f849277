"""A scene without places: what DOT and Mermaid draw, to be coloured as any scene is."""

from collections.abc import Sequence

from resnet_viz.diagram.cells.cell import Box, aside_of, spine_of
from resnet_viz.diagram.cells.part import Part
from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.legend import VALUES_WORDS
from resnet_viz.diagram.scene.scene import Item, Rect, Scene

NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)


def unplaced_scene(parts: Sequence[Part]) -> Scene:
    """The items of a picture, each with its members, at no place."""
    cells = [cell for part in parts for section in part.sections for cell in section.cells]
    spines = [box for cell in cells for box in spine_of(cell)]
    aside = [box for cell in cells for box in aside_of(cell)]
    title = ", ".join(part.title for part in parts)
    return Scene(title, 0.0, 0.0, (), (), (), tuple(map(_item, spines + aside)))


def title_with(title: str, heat: BoxColors | None, values_title: str = "") -> str:
    """A title that says what colours and figures mean, in place of a legend."""
    colors = ""
    if heat is not None and heat.ticks:
        colors = f"{heat.title}: {heat.ticks[0].text} to {heat.ticks[-1].text}"
    values = f"{VALUES_WORDS}: {values_title}" if values_title else ""
    return " · ".join(filter(None, (title, colors, values)))


def _item(box: Box) -> Item:
    return Item(box.id, box.op, NOWHERE, (), box.members, box.is_round, box.count)
