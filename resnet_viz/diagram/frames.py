"""The ground behind a stage: its rectangle, its title and its output size."""

from resnet_viz.diagram.cell import Section
from resnet_viz.diagram.font import text_width
from resnet_viz.diagram.scene import Anchor, Frame, Rect, Text

TITLE_SIZE = 11.0
SUBTITLE_SIZE = 9.0
FRAME_PAD = 12.0
TITLE_DROP = 18.0  # of the title's baseline below the frame's top
TITLE_ROOM = 28.0  # from the frame's top down to where a joint comes in

HEADING_GAP = 10.0  # between title and subtitle


def heading_width(section: Section) -> float:
    """The width that a frame needs for its title and output size; 0 for none."""
    if not section.is_framed:
        return 0.0
    title = text_width(section.title, TITLE_SIZE, True)
    return title + HEADING_GAP + text_width(section.subtitle, SUBTITLE_SIZE) + 2 * FRAME_PAD


def stage_frame(section: Section, rect: Rect) -> Frame:
    """The frame of a section: title at the left, output size at the right."""
    y = rect.y + TITLE_DROP
    left, right = rect.x + FRAME_PAD, rect.x + rect.width - FRAME_PAD
    title = Text(section.title, left, y, TITLE_SIZE, "title", True, Anchor.START)
    subtitle = Text(section.subtitle, right, y, SUBTITLE_SIZE, "subtitle", anchor=Anchor.END)
    return Frame(section.id, rect, title, subtitle if section.subtitle else None)
