"""The cells of a page as plain values: each drawn at its own origin, equal ones once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from resnet_viz.diagram.cells.cell import AnyCell
from resnet_viz.diagram.layout.laying import laid_cell, picture_at
from resnet_viz.diagram.layout.placing import has_head, leaves_at_bottom
from resnet_viz.diagram.layout.turn import turned
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
        laid = laid_cell(cell, self.layouts)
        picture = picture_at(laid, ORIGIN)
        scene = Scene("", 0, 0, picture.frames, picture.links, picture.shortcuts, picture.items)
        scene = turned(scene) if cell.is_lying else scene
        return {
            "id": cell.id,
            "room": [*map(_number, laid.extent)],
            "entry": picture.has_head,
            "lead": has_head(cell),
            "apart": picture.is_apart,
            "below": leaves_at_bottom(cell),
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
        return [each.id, each.words, strokes, items, [_text(text) for text in each.texts]]


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
