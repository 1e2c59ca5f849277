"""Words of charts, cut to their room."""

from resnet_viz.diagram.scene.font import text_width


def fitted(text: str, room: float, size: float, *, is_bold: bool = False) -> str:
    """A text that fits into a room in points, its middle left out where it doesn't."""
    if text_width(text, size, is_bold) <= room:
        return text
    for count in range(len(text) - 1, 1, -1):
        head = (count + 1) // 2
        shown = f"{text[:head].rstrip()}…{text[len(text) - (count - head) :].lstrip()}"
        if text_width(shown, size, is_bold) <= room:
            return shown
    return "…"
