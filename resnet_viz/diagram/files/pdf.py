"""A picture as a PDF page: vectors, searchable text, the font embedded."""

from io import BytesIO
from typing import Any

from resnet_viz.diagram.files.paper import DRAWING, Paper, paper_sheet
from resnet_viz.diagram.files.pdf_page import draw_text, opened_canvas
from resnet_viz.diagram.scene.legend import Legend, Swatch
from resnet_viz.diagram.scene.marks import Marks, Ring, halo_pen, pen_of
from resnet_viz.diagram.scene.outline import outline_of
from resnet_viz.diagram.scene.picture import Page, Picture, page_of, tint_of
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
from resnet_viz.diagram.scene.theme import CORNER_RADIUS, LINE_WIDTH, Pen, Theme, Tint


def pdf_of(picture: Picture, paper: Paper = DRAWING) -> bytes:
    """The picture as a one-page PDF; the same bytes for the same picture.

    It is never cut off: what is larger than the page, or than any PDF's page may be, is reduced.
    """
    page = page_of(picture)
    sheet = paper_sheet(paper, page.width, page.height)
    file = BytesIO()
    ground = picture.theme.page if picture.has_ground else ""
    canvas = opened_canvas(file, (sheet.width, sheet.height), picture.scene.title, ground)
    canvas.translate(sheet.at.x, sheet.height - sheet.at.y - page.height * sheet.scale)
    canvas.scale(sheet.scale, sheet.scale)
    _Painter(canvas, picture, page).paint()
    canvas.showPage()
    canvas.save()
    return file.getvalue()


class _Painter:
    """Draws with y downwards on reportlab's canvas, whose y grows upwards."""

    def __init__(self, canvas: Any, picture: Picture, page: Page) -> None:
        self.canvas = canvas
        self.picture = picture
        self.theme: Theme = picture.theme
        self.page = page
        self.origin = Point(0.0, 0.0)

    def paint(self) -> None:
        self.origin = self.page.scene_at
        self.canvas.saveState()
        if self.picture.part:
            self.clip(self.picture.part)
        self.paint_scene(self.picture.scene)
        self.canvas.restoreState()
        self.origin = self.page.legend_at
        if self.page.legend:
            self.paint_legend(self.page.legend)
        self.origin = Point(0.0, 0.0)
        if self.page.caption:
            self.paint_text(self.page.caption, self.theme.ink)

    def paint_scene(self, scene: Scene) -> None:
        for heading in scene.headings:
            self.paint_text(heading, self.theme.ink)
        for frame in scene.frames:
            self.paint_frame(frame)
        for link in scene.links:
            self.paint_stroke(link, self.theme.link)
        pen = halo_pen(self.theme)
        for halo in self.picture.marks.halos:
            for stroke in halo.strokes:
                self.paint_stroke(stroke._replace(has_arrow=False), pen)
        for shortcut in scene.shortcuts:
            self.paint_shortcut(shortcut)
        for item in scene.items:
            self.paint_item(item)
        self.paint_marks(self.picture.marks)

    def clip(self, rect: Rect) -> None:
        path = self.canvas.beginPath()
        path.rect(*self.at(Point(rect.x, rect.y + rect.height)), rect.width, rect.height)
        self.canvas.clipPath(path, stroke=0, fill=0)

    def paint_frame(self, frame: Frame) -> None:
        self.paint_box(frame.rect, self.theme.frame, 2 * CORNER_RADIUS)
        for text in (frame.title, frame.subtitle):
            if text:
                self.paint_text(text, self.theme.frame.ink)

    def paint_shortcut(self, shortcut: ShortcutPicture) -> None:
        for stroke in shortcut.strokes:
            self.paint_stroke(stroke, self.theme.pen_of(shortcut.kind, shortcut.how))
        for text in shortcut.texts:
            self.paint_text(text, self.theme.ink)
        for item in shortcut.items:
            self.paint_item(item)

    def paint_item(self, item: Item) -> None:
        tint = tint_of(item.op, item.id, self.picture)
        radius = item.rect.width / 2 if item.is_round else CORNER_RADIUS
        self.paint_box(item.rect, tint, radius)
        for text in item.texts:
            self.paint_text(text, tint.ink)

    def paint_legend(self, legend: Legend) -> None:
        for swatch in legend.swatches:
            self.paint_swatch(swatch)
        for sample in legend.samples:
            self.paint_stroke(sample.stroke, sample.pen)
        for text in legend.texts:
            self.paint_text(text, self.theme.muted)
        self.paint_marks(legend.marks)

    def paint_marks(self, marks: Marks) -> None:
        page = self.theme.page
        for ring in marks.rings:
            self.paint_ring(ring)
        for badge in marks.badges:
            color = pen_of(badge.kind, self.theme).color
            self.paint_box(badge.rect, Tint(color, page, page), badge.rect.width / 2)
            self.paint_text(badge.sign, page)

    def paint_ring(self, ring: Ring) -> None:
        pen, rect = pen_of(ring.kind, self.theme), ring.rect
        self.canvas.setStrokeColor(pen.color)
        self.canvas.setLineWidth(pen.width)
        self.canvas.setDash(*([list(pen.dash)] if pen.dash else []))
        x, y = self.at(Point(rect.x, rect.y + rect.height))
        self.canvas.roundRect(x, y, rect.width, rect.height, ring.radius, stroke=1, fill=0)

    def paint_swatch(self, swatch: Swatch) -> None:
        if swatch.has_border:
            self.paint_box(swatch.rect, swatch.tint, 2.5)
            return
        rect = swatch.rect
        self.canvas.setFillColor(swatch.tint.fill)
        x, y = self.at(Point(rect.x, rect.y + rect.height))
        self.canvas.rect(x, y, rect.width, rect.height, stroke=0, fill=1)

    def paint_box(self, rect: Rect, tint: Tint, radius: float) -> None:
        self.canvas.setFillColor(tint.fill)
        self.canvas.setStrokeColor(tint.line)
        self.canvas.setLineWidth(LINE_WIDTH)
        self.canvas.setDash()
        x, y = self.at(Point(rect.x, rect.y + rect.height))
        self.canvas.roundRect(x, y, rect.width, rect.height, radius, stroke=1, fill=1)

    def paint_stroke(self, stroke: Stroke, pen: Pen) -> None:
        outline = outline_of(stroke)
        path = self.canvas.beginPath()
        draw = {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo}
        for command in outline.commands:
            draw[command.letter](*(value for point in command.points for value in self.at(point)))
        self.canvas.setStrokeColor(pen.color)
        self.canvas.setLineWidth(pen.width)
        self.canvas.setDash(*([list(pen.dash)] if pen.dash else []))
        self.canvas.drawPath(path, stroke=1, fill=0)
        if outline.head:
            self.paint_head(outline.head, pen.color)

    def paint_head(self, head: tuple[Point, Point, Point], color: str) -> None:
        path = self.canvas.beginPath()
        path.moveTo(*self.at(head[0]))
        for corner in head[1:]:
            path.lineTo(*self.at(corner))
        path.close()
        self.canvas.setFillColor(color)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def paint_text(self, text: Text, ink: str) -> None:
        self.canvas.setFillColor(self.theme.ink_of(text.role, ink))
        draw_text(self.canvas, text, *self.at(Point(text.x, text.y)))

    def at(self, point: Point) -> tuple[float, float]:
        x, y = point.x + self.origin.x, point.y + self.origin.y
        return round(x, 3), round(self.page.height - y, 3)
