"""The cells of a page as plain values: each drawn at its own origin, equal ones once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from resnet_viz.diagram.cells.cell import AnyCell, WholeCell
from resnet_viz.diagram.cells.cells import dot_text
from resnet_viz.diagram.layout.cell_picture import CellPicture, cell_at
from resnet_viz.diagram.layout.extent import Extent, extent_of
from resnet_viz.diagram.layout.layout import read_layout
from resnet_viz.diagram.layout.turn import turned
from resnet_viz.diagram.layout.whole_layout import read_whole_layout
from resnet_viz.diagram.layout.whole_picture import whole_at, whole_extent
from resnet_viz.diagram.scene.outline import outline_of
from resnet_viz.diagram.scene.scene import (
    Frame,
    Item,
    Point,
    Rect,
    Scene,
    ShortcutPicture,
    Stroke,
    Text,
)

ORIGIN = Point(0.0, 0.0)


@dataclass
class Cells:
    """The distinct cells found so far; `places` are those of all layers by their paths."""

    places: Mapping[str, int]
    layouts: Mapping[str, str]
    rows: list[dict[str, Any]] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)

    def add(self, cell: AnyCell) -> int:
        """The number of a cell."""
        row = self._row(cell)
        text = json.dumps(row)
        if text not in self.known:
            self.known[text] = len(self.rows)
            self.rows.append(row)
        return self.known[text]

    def _row(self, cell: AnyCell) -> dict[str, Any]:
        picture, extent = _drawn(cell, self.layouts[dot_text(cell)])
        scene = Scene("", 0, 0, picture.frames, picture.links, picture.shortcuts, picture.items)
        scene = turned(scene) if cell.is_lying else scene
        return {
            "id": cell.id,
            "room": [*map(_number, extent)],
            "entry": picture.has_head,
            "lead": _has_lead(cell),
            "below": isinstance(cell, WholeCell) or cell.spine[-1].is_round,
            "first": _end(picture.first),
            "last": [*_end(picture.last), picture.last.is_round],
            "frames": [_frame(each) for each in scene.frames],
            "links": [_stroke(each) for each in scene.links],
            "shortcuts": [self._shortcut(each) for each in scene.shortcuts],
            "items": [self._item(each) for each in scene.items],
        }

    def _item(self, item: Item) -> list[Any]:
        members = [self.places[path] for path in item.members]
        texts = [_text(each) for each in item.texts]
        return [item.id, item.op, _rect(item.rect), item.is_round, item.count, texts, members]

    def _shortcut(self, each: ShortcutPicture) -> list[Any]:
        strokes = [_stroke(stroke) for stroke in each.strokes]
        items = [self._item(item) for item in each.items]
        return [each.id, each.kind, strokes, items, [_text(text) for text in each.texts]]


def _drawn(cell: AnyCell, answer: str) -> tuple[CellPicture, Extent]:
    if isinstance(cell, WholeCell):
        whole = read_whole_layout(answer)
        return whole_at(cell, whole, ORIGIN), whole_extent(cell, whole)
    layout = read_layout(answer)
    return cell_at(cell, layout, ORIGIN), extent_of(cell, layout)


def _has_lead(cell: AnyCell) -> bool:
    """Whether something is above its first box, as the placing of columns has it."""
    if isinstance(cell, WholeCell):
        return cell.has_entry
    return cell.bypass is not None or cell.is_framed


def _end(item: Item) -> list[float]:
    return _rect(item.rect)


def _frame(frame: Frame) -> list[Any]:
    subtitle = frame.subtitle and _text(frame.subtitle)
    return [frame.id, frame.kind, _rect(frame.rect), frame.count, _text(frame.title), subtitle]


def _stroke(stroke: Stroke) -> list[str]:
    outline = outline_of(stroke)
    line = "".join(each.letter + _points(each.points) for each in outline.commands)
    return [line, _points(outline.head or ())]


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _text(text: Text) -> list[Any]:
    place = [_number(text.x), _number(text.y), _number(text.size)]
    return [text.text, *place, text.role, text.is_bold, text.anchor]


def _rect(rect: Rect) -> list[float]:
    return [*map(_number, rect)]


def _number(value: float) -> float:
    """Two decimals at most, whole ones without a point."""
    short = round(value, 2) + 0.0
    return int(short) if short == int(short) else short
