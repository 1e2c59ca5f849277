"""Several networks in one picture: a column each, equal stages at one height."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from resnet_viz.core.lab.alignment import common_order
from resnet_viz.diagram.cells.lying import lying_sections
from resnet_viz.diagram.cells.part import Part
from resnet_viz.diagram.layout.cell_picture import CellPicture, link_between
from resnet_viz.diagram.layout.columns import Stack, cut
from resnet_viz.diagram.layout.compose import scene_of
from resnet_viz.diagram.layout.figure_columns import plan_rows
from resnet_viz.diagram.layout.figure_places import (
    ROW_GAP,
    PlacedNetwork,
    PlacedSection,
    place_networks,
)
from resnet_viz.diagram.layout.joints import joint_from_above, joint_from_the_side
from resnet_viz.diagram.layout.laying import cell_pictures, laid_cell
from resnet_viz.diagram.layout.placing import LaidSection
from resnet_viz.diagram.layout.turn import turned
from resnet_viz.diagram.scene.scene import Point, Scene, Stroke
from resnet_viz.diagram.view import Direction


def figure_sections(part: Part, direction: Direction) -> Part:
    """A network as it is laid out in a figure, downwards: no two sections share a row."""
    if direction is Direction.TOP_TO_BOTTOM:
        return part
    return part._replace(sections=lying_sections(part.sections))


def compose_figure(
    parts: Sequence[Part], direction: Direction, layouts: Mapping[str, str]
) -> Scene:
    """The picture of several parts as `figure_sections` gives them.

    From top to bottom each network is a column, from left to right a row; the first boxes of equal
    stages are at one height, or one below the other.
    """
    keys = common_order([[part.key_of(section) for section in part.sections] for part in parts])
    page = place_networks(parts, keys, _split(parts, keys, direction, layouts), direction)
    drawn = [_drawn(network) for network in page.networks]
    columns = [column for sections in drawn for pictures in sections for column in pictures]
    links = [
        link
        for network, sections in zip(page.networks, drawn, strict=True)
        for link in _links_between(network, sections)
    ]
    title = ", ".join(part.title for part in parts)
    scene = scene_of(title, (page.width, page.height), page.frames, columns, links)
    headed = replace(scene, headings=page.headings)
    return turned(headed) if direction is Direction.LEFT_TO_RIGHT else headed


def _split(
    parts: Sequence[Part],
    keys: Sequence[str],
    direction: Direction,
    layouts: Mapping[str, str],
) -> list[list[LaidSection]]:
    """The sections of each network with their cells in as many columns as the figure needs."""
    laid = [
        [[laid_cell(cell, layouts) for cell in section.cells] for section in part.sections]
        for part in parts
    ]
    stacks = [
        {
            part.key_of(section): Stack(tuple(each.extent for each in cells), section.is_framed)
            for section, cells in zip(part.sections, own, strict=True)
        }
        for part, own in zip(parts, laid, strict=True)
    ]
    splits = plan_rows(stacks, keys, direction)
    return [
        [
            LaidSection(section, cut(cells, split[part.key_of(section)]))
            for section, cells in zip(part.sections, own, strict=True)
        ]
        for part, own, split in zip(parts, laid, splits, strict=True)
    ]


def _drawn(network: PlacedNetwork) -> list[list[list[CellPicture]]]:
    return [[cell_pictures(column) for column in each.columns] for each in network.sections]


def _links_between(
    network: PlacedNetwork, drawn: Sequence[Sequence[Sequence[CellPicture]]]
) -> list[Stroke]:
    """The main path of one network, from cell to cell, column to column and row to row."""
    links: list[Stroke] = []
    for section, columns in zip(network.sections, drawn, strict=True):
        links += _links_within(section, columns)
    for (_, above), (section, below) in pairwise(zip(network.sections, drawn, strict=True)):
        if not below[0][0].is_apart:
            links.append(_link_down(above[-1][-1], below[0][0], section.top - ROW_GAP / 2))
    return links


def _links_within(section: PlacedSection, columns: Sequence[Sequence[CellPicture]]) -> list[Stroke]:
    links: list[Stroke] = []
    for cells in columns:
        links += [
            link_between(above.last, below.first, has_arrow=below.first.rect.height > 0)
            for above, below in pairwise(cells)
            if not below.is_apart
        ]
    for (before, after), placed in zip(pairwise(columns), section.columns[1:], strict=True):
        last, first = before[-1].last, after[0]
        if first.is_apart:
            continue
        if first.has_head:
            links.append(joint_from_above(last, first.first, placed.gutter_x, section.entry_y))
        else:
            links.append(joint_from_the_side(last, first.first, placed.gutter_x))
    return links


def _link_down(above: CellPicture, below: CellPicture, lane_y: float) -> Stroke:
    """From the end of one row to the begin of the next, across in the room between them."""
    left, high, width, height = above.last.rect
    start = Point(left + width / 2, high + height)
    first = below.first.rect
    end = Point(first.x + first.width / 2, first.y)
    way: tuple[Point, ...] = (start, end)
    if start.x != end.x:
        way = (start, Point(start.x, lane_y), Point(end.x, lane_y), end)
    return Stroke(way, has_arrow=first.height > 0)
