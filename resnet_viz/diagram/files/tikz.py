"""A picture as a stand-alone LaTeX document with TikZ, in the paper's own font."""

from collections.abc import Iterable

from resnet_viz.core.errors import UserError
from resnet_viz.diagram.files.paper import MOST_LENGTH
from resnet_viz.diagram.files.tikz_letters import tex_letters_of
from resnet_viz.diagram.files.tikz_marks import (
    color_name,
    document,
    number,
    pen_options,
    rectangle,
    text_node,
    xy,
)
from resnet_viz.diagram.scene.legend import Legend, Swatch
from resnet_viz.diagram.scene.marks import Marks, halo_pen, pen_of
from resnet_viz.diagram.scene.outline import Command, outline_of
from resnet_viz.diagram.scene.picture import Page, Picture, page_of, tint_of
from resnet_viz.diagram.scene.scene import (
    Frame,
    Item,
    Rect,
    ShortcutPicture,
    Stroke,
    Text,
)
from resnet_viz.diagram.scene.theme import CORNER_RADIUS, LINE_WIDTH, Pen, Theme, Tint

MOST_COMMANDS = 10_000  # TeX Live's 5,000,000 words hold 12,000 of about 260 words each


def tikz_of(picture: Picture) -> str:
    """The picture as a document for pdflatex; lengths in PostScript points (bp).

    With letters that pdflatex lacks it is one for XeLaTeX or LuaLaTeX, and says so.

    UserError for one that is larger than TeX can measure or remember.
    """
    page, letters = page_of(picture), tex_letters_of(picture)
    body = [*_ground(picture, page), *_scene(picture, page), *_foot(picture, page)]
    _check_size(page, sum(not line.startswith("%") for line in body))
    return document(body, letters)


def _check_size(page: Page, commands: int) -> None:
    longest = max(page.width, page.height)
    advice = "Merge equal blocks, choose a coarser level, or save as .svg or .pdf"
    if longest > MOST_LENGTH:
        raise UserError(
            f"this diagram is {longest:.0f} points long and LaTeX's pages end at "
            f"{MOST_LENGTH:.0f}. {advice}",
            "output",
        )
    if commands > MOST_COMMANDS:
        raise UserError(
            f"this diagram has {commands} lines, boxes and texts and pdflatex has memory for "
            f"{MOST_COMMANDS}. {advice}",
            "output",
        )


def _ground(picture: Picture, page: Page) -> Iterable[str]:
    fill = f"\\fill[{color_name(picture.theme.page)}]" if picture.has_ground else r"\path"
    yield f"{fill} (0,0) rectangle ({number(page.width)},{number(page.height)});"


def _scene(picture: Picture, page: Page) -> Iterable[str]:
    scene, theme = picture.scene, picture.theme
    yield f"\\begin{{scope}}[shift={{({xy(page.scene_at)})}}]"
    if picture.part:
        yield f"\\clip {rectangle(picture.part)};"
    for heading in scene.headings:
        yield _text(heading, theme, theme.ink)
    for frame in scene.frames:
        yield from _frame(frame, theme)
    for link in scene.links:
        yield from _stroke(link, theme.link)
    for halo in picture.marks.halos:
        for stroke in halo.strokes:
            yield from _stroke(stroke._replace(has_arrow=False), halo_pen(theme))
    for shortcut in scene.shortcuts:
        yield from _shortcut(shortcut, picture)
    for item in scene.items:
        yield from _item(item, picture)
    yield from _marks(picture.marks, theme)
    yield r"\end{scope}"


def _foot(picture: Picture, page: Page) -> Iterable[str]:
    if page.legend:
        yield f"\\begin{{scope}}[shift={{({xy(page.legend_at)})}}]"
        yield from _legend(page.legend, picture.theme)
        yield r"\end{scope}"
    if page.caption:
        yield _text(page.caption, picture.theme, picture.theme.ink)


def _frame(frame: Frame, theme: Theme) -> Iterable[str]:
    yield f"% {frame.id}"
    yield _box(frame.rect, theme.frame, 2 * CORNER_RADIUS)
    for text in (frame.title, frame.subtitle):
        if text:
            yield _text(text, theme, theme.frame.ink)


def _shortcut(shortcut: ShortcutPicture, picture: Picture) -> Iterable[str]:
    yield f"% {shortcut.id}: {shortcut.words}"
    for stroke in shortcut.strokes:
        yield from _stroke(stroke, picture.theme.pen_of(shortcut.kind, shortcut.how))
    for text in shortcut.texts:
        yield _text(text, picture.theme, picture.theme.ink)
    for item in shortcut.items:
        yield from _item(item, picture)


def _item(item: Item, picture: Picture) -> Iterable[str]:
    tint = tint_of(item.op, item.id, picture)
    yield f"% {item.id}"
    yield _box(item.rect, tint, item.rect.width / 2 if item.is_round else CORNER_RADIUS)
    for text in item.texts:
        yield _text(text, picture.theme, tint.ink)


def _legend(legend: Legend, theme: Theme) -> Iterable[str]:
    for swatch in legend.swatches:
        yield _swatch(swatch)
    for sample in legend.samples:
        yield from _stroke(sample.stroke, sample.pen)
    for text in legend.texts:
        yield _text(text, theme, theme.muted)
    yield from _marks(legend.marks, theme)


def _marks(marks: Marks, theme: Theme) -> Iterable[str]:
    for ring in marks.rings:
        pen = pen_of(ring.kind, theme)
        yield (
            f"\\draw[{pen_options(pen)},"
            f"rounded corners={number(ring.radius)}bp] {rectangle(ring.rect)};"
        )
    for badge in marks.badges:
        color = pen_of(badge.kind, theme).color
        yield _box(badge.rect, Tint(color, theme.page, theme.page), badge.rect.width / 2)
        yield _text(badge.sign, theme, theme.page)


def _swatch(swatch: Swatch) -> str:
    if swatch.has_border:
        return _box(swatch.rect, swatch.tint, 2.5)
    return f"\\fill[{color_name(swatch.tint.fill)}] {rectangle(swatch.rect)};"


def _box(rect: Rect, tint: Tint, radius: float) -> str:
    return (
        f"\\filldraw[fill={color_name(tint.fill)},draw={color_name(tint.line)},"
        f"line width={number(LINE_WIDTH)}bp,rounded corners={number(radius)}bp] "
        f"{rectangle(rect)};"
    )


def _stroke(stroke: Stroke, pen: Pen) -> Iterable[str]:
    outline = outline_of(stroke)
    path = "".join(map(_command, outline.commands))
    yield f"\\draw[{pen_options(pen)}] {path};"
    if outline.head:
        corners = " -- ".join(f"({xy(point)})" for point in outline.head)
        yield f"\\fill[{color_name(pen.color)}] {corners} -- cycle;"


def _command(command: Command) -> str:
    points = [f"({xy(point)})" for point in command.points]
    if command.letter == "M":
        return points[0]
    if command.letter == "L":
        return f" -- {points[0]}"
    return f" .. controls {points[0]} and {points[1]} .. {points[2]}"


def _text(text: Text, theme: Theme, ink: str) -> str:
    return text_node(text, theme.ink_of(text.role, ink))
