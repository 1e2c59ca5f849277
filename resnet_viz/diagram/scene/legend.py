"""What a picture's signs mean: entries for what the scene really shows, and the heat's scale."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from resnet_viz.core.graph.tree import Join, ShortcutKind
from resnet_viz.core.lab.diff.kind import Kind
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.heat import BoxColors
from resnet_viz.diagram.scene.marks import MARK_WORDS, NO_MARKS, Marks, Ring
from resnet_viz.diagram.scene.scene import Anchor, Point, Rect, Scene, Stroke, Text, TextRole
from resnet_viz.diagram.scene.theme import LIKE, Pen, Theme, Tint

SHORTCUT_WORDS = {
    ShortcutKind.IDENTITY: "identity shortcut",
    ShortcutKind.ZERO_PAD: "zero-padded shortcut",
    ShortcutKind.PROJECTION: "projection shortcut (1×1 conv)",
    ShortcutKind.NORMED: "shortcut with a norm",
    ShortcutKind.RESAMPLED: "resampled shortcut",
}
CONCAT_WORDS = "concatenated shortcut"
OPERATION_WORDS = {
    "stage": "stage of residual blocks",
    "group": "group of layers",
    "block": "convolution",
    "conv2d": "convolution",
    "batch_norm": "normalisation",
    "relu": "activation",
    "max_pool": "pooling",
    "avg_pool": "pooling",
    "linear": "linear",
    "se": "squeeze-and-excitation",
    "zero_pad": "zero padding",
    "attention": "attention",
    "embedding": "embedding",
    "tag": "tag of a value read in many places",
}
VALUES_WORDS = "Values on boxes"
TEXT_SIZE = 9.0
HEIGHT = 16.0
SAMPLE_WIDTH = 24.0  # points, of a line
SWATCH = 10.0  # points, of a colour
RING = 4.4  # points of a mark's sign, left of its ring
LOWER = 1.5  # points, so that ring and sign are in the middle of their line
RING_WIDTH = 15.0  # points
STOP = 3.5  # points, of each step of a scale
LAP = 0.4  # by which steps of the scale cover each other, so that no seam shows
MARK = 2.5  # points, of the scale's ticks
MARK_WIDTH = 0.8  # points
GAP = 6.0  # points, from a sample to its text
SPACE = 18.0  # points, between entries
NARROWER = 0.06  # by which share a legend is made narrower in search of even lines
MOST_NARROWED = 9


class Swatch(NamedTuple):
    """A small filled box of the legend; a borderless one is a step or mark of the heat's scale."""

    rect: Rect
    tint: Tint
    has_border: bool = True


class Sample(NamedTuple):
    """A short piece of a shortcut's line."""

    stroke: Stroke
    pen: Pen


class Legend(NamedTuple):
    """The legend as geometry, its top left corner at the origin; lengths in points."""

    width: float
    height: float
    swatches: tuple[Swatch, ...]
    samples: tuple[Sample, ...]
    texts: tuple[Text, ...]
    marks: Marks = NO_MARKS


class _Row:
    """Entries set one after the other, on a new line where the width is used up."""

    def __init__(self, widest: float) -> None:
        self.widest = widest
        self.x = 0.0
        self.y = 0.0
        self.height = 0.0
        self.used = 0.0
        self.swatches: list[Swatch] = []
        self.samples: list[Sample] = []
        self.texts: list[Text] = []
        self.rings: list[Ring] = []

    def start_entry(self, width: float, height: float = HEIGHT) -> None:
        if self.x and self.x + width > self.widest:
            self.x, self.y = 0.0, self.height
        self.used = max(self.used, self.x + width)
        self.height = max(self.height, self.y + height)

    def add_text(self, text: str) -> None:
        self.put_text(text, self.x, self.y, Anchor.START)
        self.x += _width(text)

    def put_text(self, text: str, x: float, y: float, anchor: Anchor) -> None:
        baseline = y + HEIGHT / 2 + TEXT_SIZE * 0.727 / 2
        self.texts.append(Text(text, x, baseline, TEXT_SIZE, TextRole.LEGEND, anchor=anchor))

    def add_sample(self, pen: Pen) -> None:
        middle = self.y + HEIGHT / 2
        points = (Point(self.x, middle), Point(self.x + SAMPLE_WIDTH, middle))
        self.samples.append(Sample(Stroke(points), pen))
        self.x += SAMPLE_WIDTH + GAP

    def add_swatch(self, tint: Tint, width: float, *, has_border: bool = True) -> None:
        lap = 0.0 if has_border else LAP
        rect = Rect(self.x, self.y + (HEIGHT - SWATCH) / 2, width + lap, SWATCH)
        self.swatches.append(Swatch(rect, tint, has_border))
        self.x += width

    def add_ring(self, kind: Kind) -> None:
        rect = Rect(self.x + RING, self.y + (HEIGHT - SWATCH) / 2 + LOWER, RING_WIDTH, SWATCH)
        self.rings.append(Ring(rect, kind, 3.0))
        self.x += RING + RING_WIDTH

    def add_mark(self, theme: Theme, x: float) -> None:
        color = theme.muted
        rect = Rect(x - MARK_WIDTH / 2, self.y + (HEIGHT + SWATCH) / 2, MARK_WIDTH, MARK)
        self.swatches.append(Swatch(rect, Tint(color, color, theme.ink), has_border=False))


def legend_of(
    scene: Scene,
    theme: Theme,
    heat: BoxColors | None,
    widest: float,
    marked: Sequence[Kind] = (),
) -> Legend:
    """The legend of a scene in a theme, wrapped at a width in points.

    `marked` are the kinds of differences that are marked.

    Its lines are about as long as each other, and have more than one entry where that can be.
    """
    operations = frozenset(item.op for item in scene.all_items) if heat is None else frozenset()
    signs = _Signs(operations, tuple(marked))
    legend = _set(scene, theme, heat, signs, widest)
    if legend.height <= HEIGHT:
        return legend
    widths = (legend.width * (1 - NARROWER * step) for step in range(1, MOST_NARROWED))
    narrower = (_set(scene, theme, heat, signs, width) for width in widths)
    as_low = [legend, *(each for each in narrower if each.height == legend.height)]
    return min(as_low, key=lambda each: (_lone_lines(each), each.width))


class _Signs(NamedTuple):
    """The operations of boxes, and the kinds of differences, that a legend explains."""

    operations: frozenset[str]
    marked: tuple[Kind, ...]


def _lone_lines(legend: Legend) -> int:
    """How many lines have a single entry."""
    return list(Counter(text.y for text in legend.texts).values()).count(1)


def _set(
    scene: Scene, theme: Theme, heat: BoxColors | None, signs: "_Signs", widest: float
) -> Legend:
    """The same wrapped just at that width."""
    row = _Row(widest)
    _add_shortcuts(row, scene, theme)
    if heat is None:
        _add_operations(row, signs.operations, theme)
    elif heat.names:
        _add_names(row, heat, theme)
    else:
        _add_scale(row, heat, theme)
    _add_marks(row, signs.marked)
    if scene.values_title:
        _add_values(row, scene.values_title)
    return Legend(
        row.used,
        row.height,
        tuple(row.swatches),
        tuple(row.samples),
        tuple(row.texts),
        Marks(rings=tuple(row.rings)),
    )


def _add_shortcuts(row: _Row, scene: Scene, theme: Theme) -> None:
    shown = {shortcut.kind for shortcut in scene.shortcuts if shortcut.how is Join.ADD}
    for kind in ShortcutKind:
        if kind in shown:
            _add_line(row, theme.shortcuts[kind], SHORTCUT_WORDS[kind])
    if any(shortcut.how is Join.CAT for shortcut in scene.shortcuts):
        _add_line(row, theme.concat, CONCAT_WORDS)


def _add_line(row: _Row, pen: Pen, text: str) -> None:
    row.start_entry(SAMPLE_WIDTH + GAP + _width(text))
    row.add_sample(pen)
    row.add_text(text)
    row.x += SPACE


def _add_operations(row: _Row, shown: frozenset[str], theme: Theme) -> None:
    known = shown | {LIKE[op] for op in shown if op in LIKE}
    words = {OPERATION_WORDS[op]: op for op in OPERATION_WORDS if op in known}
    for text, op in words.items():
        _add_named(row, theme.tint_of(op), text)


def _add_names(row: _Row, heat: BoxColors, theme: Theme) -> None:
    for color, name in heat.names:
        _add_named(row, theme.filled(color, theme.ink), name)


def _add_named(row: _Row, tint: Tint, text: str) -> None:
    row.start_entry(SWATCH + GAP + _width(text))
    row.add_swatch(tint, SWATCH)
    row.x += GAP
    row.add_text(text)
    row.x += SPACE


def _add_scale(row: _Row, heat: BoxColors, theme: Theme) -> None:
    """The title and the scale's colours in one line; below each tick's colour its words."""
    last = STOP * (len(heat.stops) - 1)
    beyond = max(_width(tick.text) / 2 + last * tick.share for tick in heat.ticks)
    row.start_entry(_width(heat.title) + GAP + STOP / 2 + beyond, 2 * HEIGHT)
    row.add_text(heat.title)
    row.x += GAP
    first = row.x + STOP / 2
    for color in heat.stops:
        row.add_swatch(Tint(color, color, theme.ink), STOP, has_border=False)
    for tick in heat.ticks:
        x = first + last * tick.share
        row.add_mark(theme, x)
        row.put_text(tick.text, x, row.y + HEIGHT - MARK, Anchor.MIDDLE)


def _add_marks(row: _Row, kinds: Sequence[Kind]) -> None:
    for kind in kinds:
        text = MARK_WORDS[kind]
        row.start_entry(RING + RING_WIDTH + GAP + _width(text))
        row.add_ring(kind)
        row.x += GAP
        row.add_text(text)
        row.x += SPACE


def _add_values(row: _Row, title: str) -> None:
    """A line of its own that says what the figures are."""
    text = f"{VALUES_WORDS}: {title}"
    row.x, row.y = 0.0, row.height
    row.start_entry(_width(text))
    row.add_text(text)


def _width(text: str) -> float:
    return text_width(text, TEXT_SIZE)
