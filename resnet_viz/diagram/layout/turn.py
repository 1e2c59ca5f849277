"""Pictures that flow to the right: laid out downwards with every box on its side, then turned.

Turning exchanges x and y: columns become rows, what was on the right is below. Words are
never turned: those of a box keep their places about its middle, and all others are placed where
turning brings them to the right place.
"""

from dataclasses import replace

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


def turned(scene: Scene) -> Scene:
    """The picture of lying cells as one looks at it, data flowing to the right."""
    return replace(
        scene,
        width=scene.height,
        height=scene.width,
        frames=tuple(map(_frame, scene.frames)),
        links=tuple(map(_stroke, scene.links)),
        shortcuts=tuple(map(_shortcut, scene.shortcuts)),
        items=tuple(map(_item, scene.items)),
        headings=tuple(map(_text, scene.headings)),
    )


def _frame(frame: Frame) -> Frame:
    subtitle = frame.subtitle and _text(frame.subtitle)
    return replace(frame, rect=_rect(frame.rect), title=_text(frame.title), subtitle=subtitle)


def _shortcut(shortcut: ShortcutPicture) -> ShortcutPicture:
    return replace(
        shortcut,
        strokes=tuple(map(_stroke, shortcut.strokes)),
        items=tuple(map(_item, shortcut.items)),
        texts=tuple(map(_text, shortcut.texts)),
    )


def _item(item: Item) -> Item:
    x, y, width, height = item.rect
    away = y + height / 2 - (x + width / 2)
    texts = tuple([_moved(text, away, -away) for text in item.texts])
    rect = Rect(y, x, height, width)
    return Item(item.id, item.op, rect, texts, item.members, item.is_round, item.count)


def _stroke(stroke: Stroke) -> Stroke:
    points = tuple([Point(y, x) for x, y in stroke.points])
    return Stroke(points, stroke.is_curve, stroke.has_arrow)


def _rect(rect: Rect) -> Rect:
    return Rect(rect.y, rect.x, rect.height, rect.width)


def _text(text: Text) -> Text:
    return _moved(text, text.y - text.x, text.x - text.y)


def _moved(text: Text, right: float, down: float) -> Text:
    """Not by `replace`, which takes four times as long; long networks have thousands of texts."""
    x, y = text.x + right, text.y + down
    return Text(text.text, x, y, text.size, text.role, text.is_bold, text.anchor)
