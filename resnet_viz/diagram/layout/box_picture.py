"""A box at its place: its rectangle and its lines of text."""

from resnet_viz.diagram.cells.box_words import words_height
from resnet_viz.diagram.cells.cell import DETAIL_SIZE, LABEL_SIZE, LINE, VALUE_RISE, VALUE_SIZE, Box
from resnet_viz.diagram.cells.labels import count_text
from resnet_viz.diagram.scene.font import CAP_HEIGHT
from resnet_viz.diagram.scene.scene import Item, Point, Rect, Text, TextRole

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
    """The label, the details below it, the count, and the figure last."""
    label, details = box.words[0], box.words[1].splitlines()
    y = rect.y + (rect.height - words_height(box)) / 2 + CAP_HEIGHT * LABEL_SIZE
    middle = rect.x + rect.width / 2
    texts = [Text(label, middle, y, LABEL_SIZE, is_bold=True)]
    for detail in details:
        y += LINE
        texts.append(Text(detail, middle, y, DETAIL_SIZE, TextRole.DETAIL))
    if box.count > 1:
        y += LINE + VALUE_RISE
        texts.append(Text(count_text(box.count), middle, y, VALUE_SIZE, TextRole.COUNT, True))
    if box.value:
        y += LINE + VALUE_RISE
        texts.append(Text(box.value, middle, y, VALUE_SIZE, TextRole.VALUE, True))
    return tuple(texts)
