"""Graphviz's answer for one cell, read into places relative to the cell's own origin."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.scene.scene import Point

POINTS_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class CellLayout:
    """Centres of a cell's nodes in points: x from the spine, y down from the cell's top."""

    centers: dict[str, Point]

    @property
    def fork_y(self) -> float:
        """Where the shortcut leaves the main path."""
        return self.centers["fork"].y

    def spine_y(self, place: int) -> float:
        """Where the box at a place of the main path has its middle."""
        return self.centers[f"m{place}"].y

    def aside(self, place: int) -> Point:
        """Where a projection's box has its middle; all are below the first."""
        return Point(self.centers["s0"].x, self.centers[f"s{place}"].y)

    @property
    def lane_x(self) -> float:
        """How far right of the spine the shortcut runs."""
        return self.centers["lane" if "lane" in self.centers else "s0"].x


@lru_cache(maxsize=4096)
def read_layout(text: str) -> CellLayout:
    """The layout in a json0 text. Raises UserError where the text is none."""
    with reading_json0():
        return _read(text)


@contextmanager
def reading_json0() -> Iterator[None]:
    """Raises UserError where what is read within is not a layout."""
    try:
        yield
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(
            "the drawing process gave a layout that can't be read. Run resnet-viz --self-test "
            "to see what this machine lacks"
        ) from error


def _read(text: str) -> CellLayout:
    nodes = json.loads(text)["objects"]
    places = {node["name"]: _point(node["pos"]) for node in nodes if "pos" in node}
    heights = {node["name"]: float(node["height"]) for node in nodes if "height" in node}
    spine = places["in"].x
    top = places["in"].y + heights["in"] * POINTS_PER_INCH / 2
    return CellLayout(
        {name: Point(snapped(x - spine), snapped(top - y)) for name, (x, y) in places.items()}
    )


def _point(text: str) -> Point:
    x, y = text.split(",")
    return Point(float(x), float(y))


def snapped(length: float) -> float:
    """To half a point: sizes are whole, so that the rest is Graphviz's printed rounding."""
    return round(length * 2) / 2
