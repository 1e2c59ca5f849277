"""A picture as SVG: a group for each node and shortcut, text as text, the font inside."""

from collections.abc import Iterable
from html import escape

from resnet_viz.diagram.files.embedded_font import font_face_css
from resnet_viz.diagram.files.svg_marks import (
    FONTS,
    TEXT_STYLE,
    number,
    rect_sides,
    text_element,
    xy,
)
from resnet_viz.diagram.scene.legend import Legend
from resnet_viz.diagram.scene.marks import CLASSES, Marks, halo_pen, pen_of
from resnet_viz.diagram.scene.outline import Command, outline_of
from resnet_viz.diagram.scene.picture import Page, Picture, page_of, texts_of, tint_of
from resnet_viz.diagram.scene.scene import (
    Frame,
    Item,
    Rect,
    ShortcutPicture,
    Stroke,
    Text,
)
from resnet_viz.diagram.scene.theme import CORNER_RADIUS, LINE_WIDTH, Pen, Theme, Tint


def svg_of(picture: Picture, *, has_font: bool = True) -> str:
    """The picture as one SVG document; lengths in points; the same bytes for the same picture.

    With `has_font` the letters it uses are embedded, so that it looks the same everywhere.
    """
    page = page_of(picture)
    lines = [
        *_head(picture, page, has_font=has_font),
        *_opened_scene(picture, page),
        *_scene(picture),
        "</g>",
        *_foot(picture, page),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _head(picture: Picture, page: Page, *, has_font: bool) -> Iterable[str]:
    width, height = number(page.width), number(page.height)
    title = escape(picture.scene.title)
    fonts = font_face_css(texts_of(picture, page)) if has_font else ""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title" '
        f'font-family="{FONTS}">'
    )
    yield f'<title id="title">{title}</title>'
    count = sum(shortcut.count for shortcut in picture.scene.shortcuts)
    yield f"<desc>Diagram of {title} with {count} residual shortcuts.</desc>"
    yield f"<style>{TEXT_STYLE}{fonts}</style>"
    if picture.has_ground:
        yield f'<rect width="{width}" height="{height}" fill="{picture.theme.page}"/>'


def _opened_scene(picture: Picture, page: Page) -> Iterable[str]:
    clip = ""
    if picture.part:
        yield f'<clipPath id="part"><rect {rect_sides(picture.part)}/></clipPath>'
        clip = ' clip-path="url(#part)"'
    yield f'<g id="scene" transform="translate({xy(page.scene_at)})"{clip}>'


def _scene(picture: Picture) -> Iterable[str]:
    scene, theme = picture.scene, picture.theme
    for heading in scene.headings:
        yield _text(heading, theme, theme.ink)
    for frame in scene.frames:
        yield from _frame(frame, theme)
    yield '<g class="links">'
    for link in scene.links:
        yield from _stroke(link, theme.link)
    yield "</g>"
    yield from _halos(picture)
    for shortcut in scene.shortcuts:
        yield from _shortcut(shortcut, picture)
    for item in scene.items:
        yield from _item(item, picture)
    yield from _marks(picture.marks, theme)


def _frame(frame: Frame, theme: Theme) -> Iterable[str]:
    is_run = frame.count > 1
    kind = f' class="folded" data-count="{frame.count}"' if is_run else f' class="{frame.kind}"'
    yield f'<g id="{escape(frame.id)}"{kind}>'
    yield _box(frame.rect, theme.frame, 2 * CORNER_RADIUS)
    for text in (frame.title, frame.subtitle):
        if text:
            yield _text(text, theme, theme.frame.ink)
    yield "</g>"


def _shortcut(shortcut: ShortcutPicture, picture: Picture) -> Iterable[str]:
    yield f'<g id="{escape(shortcut.id)}" class="shortcut {shortcut.words}">'
    for stroke in shortcut.strokes:
        yield from _stroke(stroke, picture.theme.pen_of(shortcut.kind, shortcut.how))
    for text in shortcut.texts:
        yield _text(text, picture.theme, picture.theme.ink)
    for item in shortcut.items:
        yield from _item(item, picture)
    yield "</g>"


def _item(item: Item, picture: Picture) -> Iterable[str]:
    tint = tint_of(item.op, item.id, picture)
    folded = " folded" if item.count > 1 and not item.is_round else ""
    count = f' data-count="{item.count}"' if folded else ""
    yield f'<g id="{escape(item.id)}" class="node {item.op}{folded}"{count}>'
    yield _circle(item.rect, tint) if item.is_round else _box(item.rect, tint, CORNER_RADIUS)
    for text in item.texts:
        yield _text(text, picture.theme, tint.ink)
    yield "</g>"


def _halos(picture: Picture) -> Iterable[str]:
    pen = halo_pen(picture.theme)
    for halo in picture.marks.halos:
        yield f'<g class="difference {CLASSES[halo.kind]}">'
        for stroke in halo.strokes:
            yield from _stroke(stroke._replace(has_arrow=False), pen)
        yield "</g>"


def _marks(marks: Marks, theme: Theme) -> Iterable[str]:
    for ring in marks.rings:
        pen = pen_of(ring.kind, theme)
        yield (
            f'<rect class="difference {CLASSES[ring.kind]}" {rect_sides(ring.rect)} '
            f'rx="{number(ring.radius)}" fill="none" stroke="{pen.color}" '
            f'stroke-width="{number(pen.width)}"{_dash(pen)}/>'
        )
    for badge in marks.badges:
        color = pen_of(badge.kind, theme).color
        yield _circle(badge.rect, Tint(color, theme.page, theme.page))
        yield _text(badge.sign, theme, theme.page)


def _dash(pen: Pen) -> str:
    return f' stroke-dasharray="{" ".join(map(number, pen.dash))}"' if pen.dash else ""


def _foot(picture: Picture, page: Page) -> Iterable[str]:
    if page.legend:
        yield f'<g id="legend" transform="translate({xy(page.legend_at)})">'
        yield from _legend(page.legend, picture.theme)
        yield "</g>"
    if page.caption:
        yield _text(page.caption, picture.theme, picture.theme.ink)


def _legend(legend: Legend, theme: Theme) -> Iterable[str]:
    for swatch in legend.swatches:
        if swatch.has_border:
            yield _box(swatch.rect, swatch.tint, 2.5)
        else:
            yield f'<rect {rect_sides(swatch.rect)} fill="{swatch.tint.fill}"/>'
    for sample in legend.samples:
        yield from _stroke(sample.stroke, sample.pen)
    for text in legend.texts:
        yield _text(text, theme, theme.muted)
    yield from _marks(legend.marks, theme)


def _stroke(stroke: Stroke, pen: Pen) -> Iterable[str]:
    outline = outline_of(stroke)
    data = "".join(map(_command, outline.commands))
    yield (
        f'<path d="{data}" fill="none" stroke="{pen.color}" '
        f'stroke-width="{number(pen.width)}"{_dash(pen)}/>'
    )
    if outline.head:
        points = " ".join(map(xy, outline.head))
        yield f'<polygon points="{points}" fill="{pen.color}"/>'


def _command(command: Command) -> str:
    return command.letter + " ".join(map(xy, command.points))


def _box(rect: Rect, tint: Tint, radius: float) -> str:
    return (
        f'<rect {rect_sides(rect)} rx="{number(radius)}" fill="{tint.fill}" '
        f'stroke="{tint.line}" stroke-width="{number(LINE_WIDTH)}"/>'
    )


def _circle(rect: Rect, tint: Tint) -> str:
    x, y, radius = rect.x + rect.width / 2, rect.y + rect.height / 2, rect.width / 2
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" '
        f'fill="{tint.fill}" stroke="{tint.line}" stroke-width="{number(LINE_WIDTH)}"/>'
    )


def _text(text: Text, theme: Theme, ink: str) -> str:
    return text_element(text, theme.ink_of(text.role, ink))
