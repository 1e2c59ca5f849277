"""Graphviz's answer for a whole cell, read into places relative to the cell's top left corner."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from typing import Any

from resnet_viz.diagram.cells.whole_dot import IN, OUT
from resnet_viz.diagram.layout.layout import reading_json0, snapped
from resnet_viz.diagram.scene.scene import Point, Rect


@dataclass(frozen=True, slots=True)
class WholeLayout:
    """Middles of boxes, ways of lines and frames by their names in the DOT text, and the size."""

    width: float
    height: float
    centers: Mapping[str, Point]
    routes: Mapping[str, tuple[Point, ...]]
    frames: Mapping[str, Rect]

    @property
    def spine_x(self) -> float:
        """Where the main path comes in; where it leaves if nothing comes in."""
        end = self.centers.get(IN) or self.centers.get(OUT)
        return end.x if end else self.width / 2


@lru_cache(maxsize=256)
def read_whole_layout(text: str) -> WholeLayout:
    """The layout in a json0 text. Raises UserError where the text is none."""
    with reading_json0():
        return _read(json.loads(text))


def _read(graph: Mapping[str, Any]) -> WholeLayout:
    left, low, right, high = _bounds(graph)
    parts = graph["objects"]

    def point(x: float, y: float) -> Point:
        return Point(x - left, high - y)

    def rect(text: str) -> Rect:
        begin, bottom, end, top = _numbers(text)
        return Rect(begin - left, high - top, end - begin, top - bottom)

    middles = {each["_gvid"]: point(*_numbers(each["pos"])) for each in parts if "pos" in each}
    return WholeLayout(
        right - left,
        high - low,
        {each["name"]: _snapped(middles[each["_gvid"]]) for each in parts if "pos" in each},
        {edge["id"]: _way(edge, point, middles) for edge in _drawn_edges(graph)},
        {each["name"]: rect(each["bb"]) for each in parts if "bb" in each},
    )


def _way(
    edge: Mapping[str, Any], point: Callable[..., Point], middles: Mapping[int, Point]
) -> tuple[Point, ...]:
    """The points of a line, whose ends go with the boxes that they touch."""
    first, *between, last = (point(*_numbers(pair)) for pair in edge["pos"].split())
    tail, head = middles[edge["tail"]], middles[edge["head"]]
    return _moved_with(tail, first), *between, _moved_with(head, last)


def _moved_with(middle: Point, place: Point) -> Point:
    to = _snapped(middle)
    return Point(place.x + to.x - middle.x, place.y + to.y - middle.y)


def _snapped(place: Point) -> Point:
    return Point(snapped(place.x), snapped(place.y))


def _bounds(graph: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """The rectangle around everything, the handles of curves too, to half a point outwards."""
    left, low, right, high = _numbers(graph["bb"])
    ways = (edge["pos"].split() for edge in _drawn_edges(graph))
    points = [_numbers(pair) for way in ways for pair in way]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (
        floor(2 * min([left, *xs])) / 2,
        floor(2 * min([low, *ys])) / 2,
        ceil(2 * max([right, *xs])) / 2,
        ceil(2 * max([high, *ys])) / 2,
    )


def _drawn_edges(graph: Mapping[str, Any]) -> list[Any]:
    """The edges without those that only keep titles in their places."""
    return [edge for edge in graph.get("edges", ()) if "id" in edge]


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]
