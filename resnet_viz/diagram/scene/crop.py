"""A part of a scene: what is in a rectangle, at its old places; the rest is left out."""

from collections.abc import Iterable
from dataclasses import replace

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Anchor, Point, Rect, Scene, ShortcutPicture, Text

LINE_ROOM = 5.0  # half of the widest line, or of an arrow head


def part_in(scene: Scene, view: Rect) -> Rect:
    """The part of a scene that a rectangle shows; UserError where it shows nothing of it."""
    left, top = max(view.x, 0.0), max(view.y, 0.0)
    right = min(view.x + view.width, scene.width)
    bottom = min(view.y + view.height, scene.height)
    if right <= left or bottom <= top:
        raise UserError(
            "nothing of the diagram is in view. Move it into view, or save the whole diagram",
            "crop",
        )
    return Rect(left, top, right - left, bottom - top)


def cropped(scene: Scene, part: Rect) -> Scene:
    """The scene without what is outside of `part`; what reaches into it stays whole."""
    return replace(
        scene,
        frames=tuple(frame for frame in scene.frames if overlap(frame.rect, part)),
        links=tuple(link for link in scene.links if overlap(room_of(link.points), part)),
        shortcuts=tuple(each for each in scene.shortcuts if _is_seen(each, part)),
        items=tuple(item for item in scene.items if overlap(item.rect, part)),
        headings=tuple(text for text in scene.headings if overlap(_text_room(text), part)),
    )


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two rectangles share any area."""
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def room_of(points: Iterable[Point]) -> Rect:
    """The rectangle that a line through points is in, curves and arrow heads too."""
    xs, ys = zip(*points, strict=True)
    left, top = min(xs) - LINE_ROOM, min(ys) - LINE_ROOM
    return Rect(left, top, max(xs) + LINE_ROOM - left, max(ys) + LINE_ROOM - top)


def _is_seen(shortcut: ShortcutPicture, part: Rect) -> bool:
    rooms = [
        *(room_of(stroke.points) for stroke in shortcut.strokes),
        *(item.rect for item in shortcut.items),
        *(_text_room(text) for text in shortcut.texts),
    ]
    return any(overlap(room, part) for room in rooms)


def _text_room(text: Text) -> Rect:
    width = text_width(text.text, text.size, text.is_bold)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
    return Rect(text.x - shift, text.y - text.size, width, 1.3 * text.size)
