"""Where the networks of a figure are: columns side by side, rows that all of them share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from resnet_viz.diagram.cells.cell import Section
from resnet_viz.diagram.cells.part import Part
from resnet_viz.diagram.layout.columns import INNER_GUTTER
from resnet_viz.diagram.layout.filling import MARGIN
from resnet_viz.diagram.layout.frames import (
    FRAME_PAD,
    HEADING_GAP,
    SUBTITLE_SIZE,
    TITLE_DROP,
    TITLE_ROOM,
    TITLE_SIZE,
)
from resnet_viz.diagram.layout.placing import (
    LaidSection,
    PlacedColumn,
    has_head,
    stage_bottom,
)
from resnet_viz.diagram.scene.font import text_width
from resnet_viz.diagram.scene.scene import Anchor, Frame, Rect, Text, TextRole
from resnet_viz.diagram.view import Direction

ROW_GAP = 26.0  # between rows, for an arrow
NETWORK_GAP = 30.0  # between networks
HEADING_SIZE = 13.0
HEADING_ROOM = 26.0  # above the first row, or above each network's row
HEADING_DROP = 13.0  # of a heading's baseline
LINE_CLEAR = 7.0  # between the main path and a frame's title
LYING_TITLE_ROOM = 24.0  # above the boxes of a lying frame
LYING_TITLE_DROP = 16.0


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section's columns; its row begins at `top`, and joints within it come in at `entry_y`."""

    columns: tuple[PlacedColumn, ...]
    top: float
    entry_y: float
    frame: Frame | None


@dataclass(frozen=True, slots=True)
class PlacedNetwork:
    """One network of a figure in its column."""

    sections: tuple[PlacedSection, ...]
    heading: Text


@dataclass(frozen=True, slots=True)
class FigurePage:
    """All networks of a figure, and its size."""

    networks: tuple[PlacedNetwork, ...]
    width: float
    height: float

    @property
    def frames(self) -> tuple[Frame, ...]:
        return tuple(s.frame for each in self.networks for s in each.sections if s.frame)

    @property
    def headings(self) -> tuple[Text, ...]:
        return tuple(each.heading for each in self.networks)


@dataclass(frozen=True, slots=True)
class _Row:
    """What the sections of a row share: where it begins, and how far down the first boxes are."""

    top: float
    lead: float


class Spine(NamedTuple):
    """Where a network's main path is, and how far right of it all of its frames reach."""

    x: float
    reach: float
    is_lying: bool


def place_networks(
    parts: Sequence[Part],
    keys: Sequence[str],
    laid: Sequence[Sequence[LaidSection]],
    direction: Direction,
) -> FigurePage:
    """Every network in a column of its own, its sections in the rows that `keys` name."""
    is_lying = direction is Direction.LEFT_TO_RIGHT
    rows, height = _rows(parts, keys, laid, is_lying)
    networks: list[PlacedNetwork] = []
    x = MARGIN
    for part, sections in zip(parts, laid, strict=True):
        left = x + (HEADING_ROOM if is_lying else 0.0)
        half = 0.0 if is_lying else text_width(part.title, HEADING_SIZE, True) / 2
        spine_x = left + max(half, *(_left_of(each, is_lying) for each in sections))
        reach = max((_reach_of(each, is_lying) for each in sections), default=0.0)
        placed = [
            _placed(each, rows[part.key_of(each.section)], Spine(spine_x, reach, is_lying))
            for each in sections
        ]
        right = max(spine_x + half, *(_right_of(each) for each in placed))
        heading = _heading(part.title, x, spine_x, is_lying)
        networks.append(PlacedNetwork(tuple(placed), heading))
        x = right + NETWORK_GAP
    return FigurePage(tuple(networks), x - NETWORK_GAP + MARGIN, height + MARGIN)


def _rows(
    parts: Sequence[Part],
    keys: Sequence[str],
    laid: Sequence[Sequence[LaidSection]],
    is_lying: bool,
) -> tuple[Mapping[str, _Row], float]:
    """Each row by its key, and where the last one ends."""
    found: dict[str, list[LaidSection]] = {key: [] for key in keys}
    for part, sections in zip(parts, laid, strict=True):
        for each in sections:
            found[part.key_of(each.section)].append(each)
    rows: dict[str, _Row] = {}
    top = MARGIN + (0.0 if is_lying else HEADING_ROOM)
    bottom = top
    for key, sections in found.items():
        rows[key] = _Row(top, _lead_of(sections))
        bottom = max(_bottom_of(each, rows[key], is_lying) for each in sections)
        top = bottom + ROW_GAP
    return rows, bottom


def _lead_of(sections: Iterable[LaidSection]) -> float:
    """From where joints come in down to the first boxes of a row, which are at one height."""
    firsts = (column[0] for laid in sections for column in laid.columns)
    return max((laid.extent.lead for laid in firsts if has_head(laid.cell)), default=0.0)


def _entry_of(laid: LaidSection, row: _Row, is_lying: bool) -> float:
    if not laid.section.is_framed:
        return row.top
    return row.top + (FRAME_PAD if is_lying else TITLE_ROOM)


def _columns_of(laid: LaidSection, row: _Row, spine_x: float, is_lying: bool) -> list[PlacedColumn]:
    """The first column on the network's own spine, the others right of it."""
    box_y = _entry_of(laid, row, is_lying) + (row.lead if laid.section.is_framed else 0.0)
    columns: list[PlacedColumn] = []
    x = gutter_x = spine_x
    for cells in laid.columns:
        if columns:
            gutter_x = columns[-1].right_x + INNER_GUTTER / 2
            x = gutter_x + INNER_GUTTER / 2 + max(each.extent.left for each in cells)
        columns.append(PlacedColumn(cells, x, gutter_x, box_y - cells[0].extent.lead))
    return columns


def _bottom_of(laid: LaidSection, row: _Row, is_lying: bool) -> float:
    columns = _columns_of(laid, row, 0.0, is_lying)
    if not laid.section.is_framed:
        return max(column.bottom_y for column in columns)
    bottom = stage_bottom(columns, is_end=True)
    return max(bottom, row.top + _heading_length(laid.section)) if is_lying else bottom


def _heading_length(section: Section) -> float:
    title, subtitle = _title_widths(section)
    return title + HEADING_GAP + subtitle + 2 * FRAME_PAD


def _title_widths(section: Section) -> tuple[float, float]:
    title = text_width(section.title, TITLE_SIZE, True)
    return title, text_width(section.subtitle, SUBTITLE_SIZE)


def _left_of(laid: LaidSection, is_lying: bool) -> float:
    """The room of a section left of the spine, with its frame and its title clear of the line."""
    left = max(each.extent.left for each in laid.columns[0])
    if not laid.section.is_framed:
        return left
    if is_lying:
        return left + LYING_TITLE_ROOM
    title, _ = _title_widths(laid.section)
    return FRAME_PAD + max(left, title + LINE_CLEAR)


def _right_of(placed: PlacedSection) -> float:
    if placed.frame:
        return placed.frame.rect.x + placed.frame.rect.width
    return max(column.right_x for column in placed.columns)


def _reach_of(laid: LaidSection, is_lying: bool) -> float:
    """How far right of the spine the frame of a single column has to reach, its pad aside."""
    if not laid.section.is_framed or len(laid.columns) > 1:
        return 0.0
    right = max(each.extent.right for each in laid.columns[0])
    return right if is_lying else max(right, LINE_CLEAR + _title_widths(laid.section)[1])


def _placed(laid: LaidSection, row: _Row, spine: Spine) -> PlacedSection:
    spine_x, reach, is_lying = spine
    columns = _columns_of(laid, row, spine_x, is_lying)
    entry_y = _entry_of(laid, row, is_lying)
    frame = None
    if laid.section.is_framed:
        left = spine_x - _left_of(laid, is_lying)
        right = max(columns[-1].right_x, spine_x + reach)
        bottom = _bottom_of(laid, row, is_lying)
        rect = Rect(left, row.top, right + FRAME_PAD - left, bottom - row.top)
        frame = _frame(laid.section, rect, is_lying)
    return PlacedSection(tuple(columns), row.top, entry_y, frame)


def _frame(section: Section, rect: Rect, is_lying: bool) -> Frame:
    """Title at the begin, output size at the end; before the turn, x is how far down a text is."""
    if is_lying:
        x = rect.x + LYING_TITLE_DROP
        start, end = (x, rect.y + FRAME_PAD), (x, rect.y + rect.height - FRAME_PAD)
    else:
        y = rect.y + TITLE_DROP
        start, end = (rect.x + FRAME_PAD, y), (rect.x + rect.width - FRAME_PAD, y)
    title = Text(
        section.title, *start, TITLE_SIZE, TextRole.TITLE, is_bold=True, anchor=Anchor.START
    )
    subtitle = Text(section.subtitle, *end, SUBTITLE_SIZE, TextRole.SUBTITLE, anchor=Anchor.END)
    return Frame(section.id, rect, title, subtitle if section.subtitle else None)


def _heading(title: str, left: float, spine_x: float, is_lying: bool) -> Text:
    """A network's title over its column; at the begin of its row where data flows to the right."""
    if is_lying:
        place, anchor = (left + HEADING_DROP, MARGIN), Anchor.START
    else:
        place, anchor = (spine_x, MARGIN + HEADING_DROP), Anchor.MIDDLE
    return Text(title, *place, HEADING_SIZE, TextRole.HEADING, is_bold=True, anchor=anchor)
