"""How high the words of a box are, which lines they have, and how wide the first one is."""

from collections.abc import Iterator

from resnet_viz.diagram.cells.cell import (
    LABEL_SIZE,
    LINE,
    VALUE_RISE,
    Box,
    Section,
    aside_of,
    spine_of,
)
from resnet_viz.diagram.scene.font import CAP_HEIGHT, text_width


def labels_in(section: Section) -> Iterator[tuple[float, float]]:
    """The width of each box's first line, and how wide the box is when all is drawn."""
    for cell in section.cells:
        for box in (*spine_of(cell), *aside_of(cell)):
            if not box.is_round:
                width = box.height if cell.is_lying else box.width
                yield text_width(box.words[0], LABEL_SIZE, True), width


def words_height(box: Box) -> float:
    """From the top of a box's label down to its last baseline."""
    lines = [VALUE_RISE] * bool(box.value) + [VALUE_RISE + LINE] * (box.count > 1)
    return CAP_HEIGHT * LABEL_SIZE + LINE * len(lines_below(box)) + sum(lines)


def lines_below(box: Box) -> tuple[str, ...]:
    """The lines below a box's label; the last is its figure if it has one."""
    return (*box.words[1].splitlines(), *filter(None, (box.value,)))
