"""A box at its place: its rectangle and its lines of text."""

from resnet_viz.diagram.cells.cell import (
    DETAIL_SIZE,
    LABEL_SIZE,
    LINE,
    VALUE_RISE,
    VALUE_SIZE,
    Box,
    label_width,
    lines_below,
    words_height,
)
from resnet_viz.diagram.cells.labels import count_text
from resnet_viz.diagram.scene.font import CAP_HEIGHT
from resnet_viz.diagram.scene.scene import Anchor, Item, Point, Rect, Text, TextRole

SIGNS = {"+": (12.0, 0.2886), "C": (9.0, CAP_HEIGHT / 2)}  # size, middle over the baseline in ems


def item_at(box: Box, center: Point) -> Item:
    """The box with its middle at `center`."""
    rect = Rect(center.x - box.width / 2, center.y - box.height / 2, box.width, box.height)
    texts = (_sign(box, center),) if box.is_round else _words(box, rect)
    return Item(box.id, box.op, rect, texts, box.members, box.is_round, box.count)


def _sign(box: Box, center: Point) -> Text:
    sign = box.words[0]
    size, middle = SIGNS[sign]
    return Text(sign, center.x, center.y + middle * size, size, is_bold=True)


def _words(box: Box, rect: Rect) -> tuple[Text, ...]:
    """The label, the count after it, the details below, and the figure last."""
    label, details = box.words[0], lines_below(box)
    y = rect.y + (rect.height - words_height(box)) / 2 + CAP_HEIGHT * LABEL_SIZE
    middle = rect.x + rect.width / 2
    texts = [Text(label, middle, y, LABEL_SIZE, is_bold=True)]
    if box.count > 1:
        width = label_width(box.words, box.count)
        first = texts[0]._replace(x=middle - width / 2, anchor=Anchor.START)
        count = first._replace(
            text=count_text(box.count), x=middle + width / 2, role=TextRole.COUNT, anchor=Anchor.END
        )
        texts = [first, count]
    texts += [
        Text(detail, middle, y + LINE * place, DETAIL_SIZE, TextRole.DETAIL)
        for place, detail in enumerate(details, start=1)
    ]
    if box.value:
        last = texts[-1]
        texts[-1] = last._replace(
            y=last.y + VALUE_RISE, size=VALUE_SIZE, role=TextRole.VALUE, is_bold=True
        )
    return tuple(texts)
