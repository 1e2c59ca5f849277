"""The boxes of a scene as Qt draws them: one by one in full, or all of one colour in one call."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from resnet_viz.diagram.scene.picture import Picture, tint_of
from resnet_viz.diagram.scene.scene import Item, Rect
from resnet_viz.diagram.scene.theme import CORNER_RADIUS, LINE_WIDTH, Tint
from resnet_viz.ui.paint.grid import Grid
from resnet_viz.ui.paint.text import PaintedText, painted_text

LEAST_OUTLINED = 0.3  # pixels for a point; below it a box is one colour without an outline


class PaintedBox(NamedTuple):
    """An item as it is painted."""

    rect: QRectF
    tint: Tint
    is_round: bool
    words: tuple[PaintedText, ...]


Batches = dict[tuple[Tint, bool], list[QRectF]]  # by colours, and whether they are round


class Boxes:
    """All items of a scene in their colours; each is prepared when it first comes into view."""

    def __init__(self, items: Sequence[Item], picture: Picture) -> None:
        self.items = items
        self._picture = picture
        self._prepared: dict[int, PaintedBox] = {}
        self._batches: dict[int, Batches] = {}
        self._looks: dict[Tint, tuple[QPen, QBrush]] = {}

    @cached_property
    def grid(self) -> Grid:
        """Where they are."""
        return Grid([item.rect for item in self.items])

    def prepare(self) -> None:
        """Finds out where they are, if that is not known yet."""
        self.grid.prepare()

    def within(self, part: Rect | None) -> list[PaintedBox]:
        """Those in a part of the scene, None for all, in drawing order."""
        places = range(len(self.items)) if part is None else self.grid.within(part)
        return [self._prepared.get(place) or self._prepare(place) for place in places]

    def paint_fine(self, painter: QPainter, boxes: Iterable[PaintedBox]) -> None:
        """With rounded corners and outlines."""
        last: Tint | None = None
        for box in boxes:
            if box.tint is not last:
                last = box.tint
                pen, brush = self._look(last)
                painter.setPen(pen)
                painter.setBrush(brush)
            if box.is_round:
                painter.drawEllipse(box.rect)
            else:
                painter.drawRoundedRect(box.rect, CORNER_RADIUS, CORNER_RADIUS)

    def paint_coarse(self, painter: QPainter, part: Rect | None, scale: float) -> None:
        """As rectangles, those of one colour together."""
        for (tint, is_round), rects in self._batches_within(part).items():
            self._set_coarse(painter, tint, scale)
            if is_round and scale >= LEAST_OUTLINED:
                _draw_circles(painter, rects)
            else:
                painter.drawRects(rects)

    def _set_coarse(self, painter: QPainter, tint: Tint, scale: float) -> None:
        if scale >= LEAST_OUTLINED:
            painter.setPen(QPen(QColor(tint.line), 0))
            painter.setBrush(self._look(tint)[1])
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint.line))
        if self._picture.heat:  # a figure's least is near the page's colour
            painter.setPen(QPen(QColor(self._picture.theme.link.color), 0))
            painter.setBrush(QColor(tint.fill))

    def _batches_within(self, part: Rect | None) -> Batches:
        if part is None:
            return self._every_batch
        found: Batches = {}
        for square in self.grid.squares_within(part):
            if square not in self._batches:
                places = self.grid.squares[square].places
                self._batches[square] = self._batched(self.items[place] for place in places)
            for kind, rects in self._batches[square].items():
                found.setdefault(kind, []).extend(rects)
        return found

    @cached_property
    def _every_batch(self) -> Batches:
        return self._batched(self.items)

    def _batched(self, items: Iterable[Item]) -> Batches:
        batches: Batches = {}
        for tint, alike in self._alike(items):
            for is_round in {item.is_round for item in alike}:
                rects = [QRectF(*item.rect) for item in alike if item.is_round is is_round]
                batches.setdefault((tint, is_round), []).extend(rects)
        return batches

    def _alike(self, items: Iterable[Item]) -> Iterable[tuple[Tint, Sequence[Item]]]:
        """The items by their colours, which without a figure are those of their operation."""
        if self._picture.heat is not None:
            return ((tint_of(item.op, item.id, self._picture), (item,)) for item in items)
        by_operation: dict[str, list[Item]] = {}
        for item in items:
            by_operation.setdefault(item.op, []).append(item)
        return (
            (tint_of(alike[0].op, alike[0].id, self._picture), alike)
            for alike in by_operation.values()
        )

    def _prepare(self, place: int) -> PaintedBox:
        item = self.items[place]
        tint, theme = tint_of(item.op, item.id, self._picture), self._picture.theme
        room = 0.0 if item.is_round else item.rect.width
        words = tuple(
            painted_text(text, theme.ink_of(text.role, tint.ink), room) for text in item.texts
        )
        box = self._prepared[place] = PaintedBox(QRectF(*item.rect), tint, item.is_round, words)
        return box

    def _look(self, tint: Tint) -> tuple[QPen, QBrush]:
        look = self._looks.get(tint)
        if look is None:
            pen = QPen(QColor(tint.line), LINE_WIDTH)
            look = self._looks[tint] = pen, QBrush(QColor(tint.fill))
        return look


def _draw_circles(painter: QPainter, rects: Iterable[QRectF]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for rect in rects:
        painter.drawEllipse(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
