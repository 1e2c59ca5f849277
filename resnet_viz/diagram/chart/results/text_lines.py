"""Text broken into lines of a width, for captions and titles of charts."""

from collections.abc import Iterator

from resnet_viz.core.text.letters import shown_text
from resnet_viz.diagram.scene.font import text_width


def lines_within(text: str, room: float, size: float, *, is_bold: bool = False) -> tuple[str, ...]:
    """The lines of a text; a word that is wider than the room is broken."""
    return tuple(_lines(shown_text(text), room, size, is_bold))


def _lines(text: str, room: float, size: float, is_bold: bool) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, is_bold) <= room:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _pieces(word, room, size, is_bold)
        yield from whole
    if line:
        yield line


def _pieces(word: str, room: float, size: float, is_bold: bool) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and text_width(piece + letter, size, is_bold) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece
