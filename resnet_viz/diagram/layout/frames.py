"""The ground behind a stage: its rectangle, its title and its output size."""

from collections.abc import Sequence
from math import ceil

from resnet_viz.diagram.cells.cell import Section
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Anchor, Frame, Rect, Text, TextRole

TITLE_SIZE = 11.0
SUBTITLE_SIZE = 9.0
FRAME_PAD = 12.0
TITLE_DROP = 18.0  # of the title's baseline below the frame's top
TITLE_ROOM = 28.0  # from the frame's top down to where a joint comes in

HEADING_GAP = 10.0  # between title and subtitle
HIGH_DROP = 24.0  # points, of the title's baseline in a lying frame
LOW_DROP = 38.0  # points, of the subtitle's


def title_room(sections: Sequence[Section]) -> float:
    """From the frames' beginning to where joints come in: below a title, or right of it."""
    framed = [section for section in sections if section.is_framed]
    if not framed:
        return 0.0
    if not framed[0].cells[0].is_lying:
        return TITLE_ROOM
    titles = [text_width(section.title, TITLE_SIZE, is_bold=True) for section in framed]
    sizes = [text_width(section.subtitle, SUBTITLE_SIZE) for section in framed]
    return FRAME_PAD + ceil(max(titles + sizes)) + HEADING_GAP


def heading_reach(section: Section) -> float:
    """How far the title reaches from the left edge of an upright frame; 0 for none."""
    if not section.is_framed:
        return 0.0
    return FRAME_PAD + text_width(section.title, TITLE_SIZE, is_bold=True)


def heading_width(section: Section) -> float:
    """The width that a frame needs for its title and output size; 0 for none."""
    if not section.is_framed:
        return 0.0
    if section.cells[0].is_lying:
        return LOW_DROP + FRAME_PAD
    title = text_width(section.title, TITLE_SIZE, is_bold=True)
    return title + HEADING_GAP + text_width(section.subtitle, SUBTITLE_SIZE) + 2 * FRAME_PAD


def stage_frame(section: Section, rect: Rect) -> Frame:
    """The frame of a section: title at the left, output size at the right, or below if lying."""
    if section.cells[0].is_lying:
        return _lying_frame(section, rect)
    y = rect.y + TITLE_DROP
    left, right = rect.x + FRAME_PAD, rect.x + rect.width - FRAME_PAD
    title = Text(
        section.title, left, y, TITLE_SIZE, TextRole.TITLE, is_bold=True, anchor=Anchor.START
    )
    subtitle = Text(section.subtitle, right, y, SUBTITLE_SIZE, TextRole.SUBTITLE, anchor=Anchor.END)
    return Frame(section.id, rect, title, subtitle if section.subtitle else None)


def _lying_frame(section: Section, rect: Rect) -> Frame:
    """As before the turn: x is how far down a text is."""
    left = rect.y + FRAME_PAD
    title = Text(
        section.title,
        rect.x + HIGH_DROP,
        left,
        TITLE_SIZE,
        TextRole.TITLE,
        is_bold=True,
        anchor=Anchor.START,
    )
    low = title._replace(text=section.subtitle, x=rect.x + LOW_DROP, size=SUBTITLE_SIZE)
    subtitle = low._replace(role=TextRole.SUBTITLE, is_bold=False)
    return Frame(section.id, rect, title, subtitle if section.subtitle else None)


def _title(section: Section, x: float, y: float) -> Text:
    role, start = TextRole.TITLE, Anchor.START
    return Text(section.title, x, y, TITLE_SIZE, role, is_bold=True, anchor=start)
