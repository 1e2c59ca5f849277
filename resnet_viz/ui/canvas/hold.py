"""Where things of a scene are on the canvas, and how they keep their place from scene to scene."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from resnet_viz.core.graph.paths import is_inside
from resnet_viz.diagram.scene.scene import Frame, Item, Scene
from resnet_viz.ui.paint.placement import Placement


class Anchored(NamedTuple):
    """What is drawn of a path, at a place of the widget, at a scale."""

    path: str
    place: QPointF
    scale: float


def drawn_rect(scene: Scene, path: str) -> QRectF | None:
    """Where a box, a frame, or else the first box within a path is drawn."""
    parts: list[Frame | Item] = [*scene.frames, *scene.all_items]
    named = (part for part in parts if part.id == path)
    inside = (part for part in parts if path and is_inside(part.id, path))
    part = next(named, next(inside, None))
    return QRectF(*part.rect) if part else None


def held(scene: Scene, path: str, placement: Placement) -> Anchored | None:
    """What is drawn of a path where it is now; None where nothing is."""
    rect = drawn_rect(scene, path)
    return Anchored(path, placement.to_widget(rect.topLeft()), placement.scale) if rect else None


def placed_back(scene: Scene, held: Anchored) -> Placement | None:
    """The placement that shows what was held at its old place; None where it is gone."""
    rect = drawn_rect(scene, held.path)
    return Placement(held.scale, held.place - rect.topLeft() * held.scale) if rect else None


def first_drawn(scene: Scene, path: str) -> str:
    """The box of a path, or the first one inside of it, '' for none."""
    drawn = [item.id for item in scene.items]
    return path if path in drawn else next((each for each in drawn if is_inside(each, path)), "")
