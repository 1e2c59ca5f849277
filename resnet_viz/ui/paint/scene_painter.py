"""Paints a scene with Qt: only what is visible, in as much detail as shows and can be drawn."""

from collections.abc import Callable, Iterator
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from resnet_viz.core.graph.tree import Join, ShortcutKind
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.picture import Picture
from resnet_viz.diagram.scene.room import least_scale_of
from resnet_viz.diagram.scene.scene import (
    Anchor,
    Frame,
    Item,
    Rect,
    Scene,
    ShortcutPicture,
    Stroke,
    Text,
    TextRole,
)
from resnet_viz.diagram.scene.theme import CORNER_RADIUS, LINE_WIDTH, Theme
from resnet_viz.ui.paint.boxes import Boxes
from resnet_viz.ui.paint.far_counts import (
    FAR_SCALE,
    FarCount,
    far_counts_of,
    paint_far_counts,
)
from resnet_viz.ui.paint.lines import Lines
from resnet_viz.ui.paint.lit_shortcut import ShortcutGrid
from resnet_viz.ui.paint.text import LEAST_TEXT_PX, PaintedText, paint_words, painted_text

FULL_SCALE = 0.3  # below it no antialiasing and no rounded corners
MOST_FULL = 200  # boxes in view; more are drawn coarsely at any scale
LINKS_SCALE = 0.08  # below it only boxes and shortcuts are drawn
MOST_CULLED = 0.6  # of the scene in view; of more all is drawn, which is one call
HEADING_PX = 10.0  # size of far frames' titles
HEADING_AT = (1.0, -4.0)  # pixels from a frame's top left corner
HEADING_ROOM_PX = 16.0
LARGEST_TEXT = 12.0  # points, of texts in boxes


class ScenePainter:
    """A scene in a theme's colours, painted again and again; each part is prepared when seen."""

    def __init__(self, scene: Scene, theme: Theme, heat: BoxColors | None) -> None:
        self.scene = scene
        self.theme = theme
        self.items = scene.all_items
        self._boxes = Boxes(self.items, Picture(scene, theme, heat))
        self.whole = QRectF(0, 0, scene.width, scene.height)
        self._links = Lines(scene.links, theme.link)
        self._bypasses = [
            Lines(_strokes_of(scene, kind), pen) for kind, pen in theme.shortcuts.items()
        ]
        self._bypasses.append(Lines(_concatenated(scene), theme.concat))

    def is_fine(self, scale: float, view: QRectF) -> bool:
        """Whether a view is painted in full: one answer for all of it, and while it is panned."""
        return scale >= FULL_SCALE and len(self.items) * self._share(view) <= MOST_FULL

    def paint(
        self,
        painter: QPainter,
        visible: QRectF,
        scale: float,
        *,
        is_fine: bool,
        has_far_words: bool = True,
    ) -> None:
        """Paints what of the scene is in `visible`; `scale` is in pixels of the screen.

        From afar there are names of stages and `× n`, unless it is to have no such words.

        The painter is in scene coordinates.
        """
        is_most = not is_fine and self._share(visible) > MOST_CULLED
        part = None if is_most or visible.contains(self.whole) else _rect_of(visible)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_fine)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for frame in self.scene.frames:
            room = QRectF(*frame.rect).adjusted(0, -HEADING_ROOM_PX / scale, 0, 0)
            if part is None or room.intersects(visible):
                self._paint_frame(painter, frame, scale, has_far_words=has_far_words)
        for lines in (self._links, *self._bypasses) if scale >= LINKS_SCALE else self._bypasses:
            (lines.paint_fine if is_fine else lines.paint_coarse)(painter, part)
        is_read = LARGEST_TEXT * scale >= LEAST_TEXT_PX
        boxes = self._boxes.within(part) if is_fine or is_read else []
        if is_fine:
            self._boxes.paint_fine(painter, boxes)
        else:
            self._boxes.paint_coarse(painter, part, scale)
        if is_read:
            in_boxes = (words for box in boxes for words in box.words)
            paint_words(painter, (*self._notes, *in_boxes), scale / _ratio(painter))
        if has_far_words and scale / _ratio(painter) < FAR_SCALE:
            near = [each for each in self._far_counts if each.rect.intersects(visible)]
            paint_far_counts(painter, near, self.theme, scale / _ratio(painter))

    def item_at(self, x: float, y: float) -> Item | None:
        """The topmost item at a point."""
        places = self._boxes.grid.within(Rect(x, y, 0.0, 0.0))
        return self.items[places[-1]] if places else None

    def shortcut_at(self, point: QPointF, reach: float) -> ShortcutPicture | None:
        """The shortcut that has a line within `reach` of a point."""
        return self._shortcuts.at(point, reach)

    def within(self, visible: QRectF) -> list[Item]:
        """The items that are in a part of the scene."""
        return [self.items[place] for place in self._boxes.grid.within(_rect_of(visible))]

    def preparations(self) -> Iterator[Callable[[], None]]:
        """What the first look at a part of the scene would wait for, some milliseconds each."""
        yield self._boxes.prepare
        for lines in (self._links, *self._bypasses):
            yield lines.prepare

    def _share(self, view: QRectF) -> float:
        """How much of the scene is in a view, by their areas."""
        return min(1.0, view.width() * view.height() / (self.scene.width * self.scene.height))

    @cached_property
    def least_read(self) -> float:
        """The least scale at which all its first lines can be read."""
        return least_scale_of(self.scene)

    @cached_property
    def _shortcuts(self) -> ShortcutGrid:
        return ShortcutGrid(self.scene)

    @cached_property
    def _notes(self) -> list[PaintedText]:
        texts = (text for each in self.scene.shortcuts for text in each.texts)
        return [self._words(text, self.theme.ink) for text in (*texts, *self.scene.headings)]

    @cached_property
    def _far_counts(self) -> tuple[FarCount, ...]:
        return far_counts_of(self.scene)

    def _paint_frame(
        self, painter: QPainter, frame: Frame, scale: float, *, has_far_words: bool
    ) -> None:
        painter.setPen(QPen(QColor(self.theme.frame.line), LINE_WIDTH))
        painter.setBrush(QColor(self.theme.frame.fill))
        painter.drawRoundedRect(QRectF(*frame.rect), 2 * CORNER_RADIUS, 2 * CORNER_RADIUS)
        is_far = frame.title.size * scale < LEAST_TEXT_PX
        if has_far_words and is_far and frame.title.role is TextRole.TITLE:
            self._paint_heading(painter, frame, scale)
        texts = (frame.title, frame.subtitle) if frame.subtitle else (frame.title,)
        words = [self._words(text, self.theme.frame.ink) for text in texts]
        paint_words(painter, words, scale / _ratio(painter))

    def _paint_heading(self, painter: QPainter, frame: Frame, scale: float) -> None:
        """The title of a frame that is far away: above it, as large as one can read."""
        text = Text(
            frame.title.text,
            *HEADING_AT,
            HEADING_PX,
            TextRole.TITLE,
            is_bold=True,
            anchor=Anchor.START,
        )
        if text_width(text.text, text.size, text.is_bold) > frame.rect.width * scale:
            return
        painter.save()
        painter.translate(frame.rect.x, frame.rect.y)
        painter.scale(1 / scale, 1 / scale)
        paint_words(painter, [self._words(text, self.theme.frame.ink)], 1.0)
        painter.restore()

    def _words(self, text: Text, ink: str) -> PaintedText:
        return painted_text(text, self.theme.ink_of(text.role, ink))


def _ratio(painter: QPainter) -> float:
    """Pixels of the screen for one of the window: what can be read is as large on any screen."""
    device = painter.device()
    return device.devicePixelRatio() if device else 1.0


def _strokes_of(scene: Scene, kind: ShortcutKind) -> list[Stroke]:
    added = (each for each in scene.shortcuts if each.kind is kind and each.how is Join.ADD)
    return [stroke for each in added for stroke in each.strokes]


def _concatenated(scene: Scene) -> list[Stroke]:
    joined = (each for each in scene.shortcuts if each.how is Join.CAT)
    return [stroke for each in joined for stroke in each.strokes]


def _rect_of(rect: QRectF) -> Rect:
    return Rect(rect.x(), rect.y(), rect.width(), rect.height())
