"""The figure on each box: of its layers together, and of all in a frame in the frame's corner."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from resnet_viz.core.lab.figures import VALUES, Aggregate, Counted, Figure
from resnet_viz.core.wording import in_brief, without_zeros
from resnet_viz.diagram.cells.cell import (
    AnyCell,
    Box,
    Cell,
    FramedCell,
    Section,
    aside_of,
    spine_of,
    with_value,
)
from resnet_viz.diagram.cells.changed import with_boxes
from resnet_viz.diagram.scene.scene import Scene


class BoxValues(NamedTuple):
    """A figure of the layers of one network by their paths; `unknown` are layers without it."""

    figure: Figure
    values: Mapping[str, float]
    weights: Mapping[str, float]
    unknown: Collection[str] = ()

    def text_of(self, members: Iterable[str]) -> str:
        """What a box of these layers says; nothing where that is zero, or none of it is known."""
        members = dict.fromkeys(members)
        paths = [path for path in members if path in self.values]
        if not paths:
            return ""
        value = self.figure.gathering.of(
            [self.values[path] for path in paths], [self.weights.get(path, 1.0) for path in paths]
        )
        is_least = self.figure.gathering is Aggregate.SUM and any(
            path in self.unknown for path in members
        )
        words = without_zeros(in_brief(self.figure.words_of(value)))
        return f"{'≥ ' * is_least}{words}" if value else ""


def box_values(key: str, counted: Counted) -> BoxValues | None:
    """The figure of that word in `core.lab.figures.VALUES`; None for no word."""
    figure = VALUES.get(key)
    if figure is None:
        return None
    values = figure.values_of(counted)
    weights = figure.weights_of(counted) if figure.weights_of else {}
    unknown = {layer.path for layer in counted.report.layers} - values.keys()
    return BoxValues(figure, values, weights, unknown)


def values_title(key: str) -> str:
    """What a legend says of the figures on boxes; nothing for no figure."""
    figure = VALUES.get(key)
    return ", ".join(filter(None, (figure.title, figure.remark))) if figure else ""


def with_values_title(scene: Scene, key: str) -> Scene:
    """The scene that says which figure is on its boxes."""
    return replace(scene, values_title=values_title(key)) if key else scene


def valued(sections: tuple[Section, ...], values: BoxValues | None) -> tuple[Section, ...]:
    """The sections with the figure on each box but circles, and that of all in each frame."""
    if values is None:
        return sections
    return tuple(_valued(section, values) for section in sections)


def _valued(section: Section, values: BoxValues) -> Section:
    def change(box: Box) -> Box:
        text = values.text_of(box.members)
        return with_value(box, text) if text else box

    whole = values.text_of(path for cell in section.cells for path in _members(cell))
    subtitle = " · ".join(filter(None, (section.subtitle, whole)))
    marked = with_boxes(section, change, change)
    cells = tuple(_with_whole(cell, values) for cell in marked.cells)
    return replace(marked, subtitle=subtitle, cells=cells)


def _with_whole(cell: AnyCell, values: BoxValues) -> AnyCell:
    if isinstance(cell, FramedCell):
        inner = tuple(_with_whole(each, values) for each in cell.cells)
        return replace(cell, cells=inner, value=values.text_of(_members(cell)))
    if isinstance(cell, Cell):
        return replace(cell, value=values.text_of(_members(cell))) if cell.is_framed else cell
    grounds = (
        replace(
            each,
            value=values.text_of(
                path for box in cell.boxes[each.first : each.end] for path in box.members
            ),
        )
        for each in cell.grounds
    )
    return replace(cell, grounds=tuple(grounds))


def _members(cell: AnyCell) -> Iterable[str]:
    return (path for box in (*spine_of(cell), *aside_of(cell)) for path in box.members)
