"""From laid-out cells to the whole picture: columns on straight spines, joints, frames."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from resnet_viz.core.graph.graph import Graph
from resnet_viz.diagram.cells.box_words import labels_in
from resnet_viz.diagram.cells.cell import Section
from resnet_viz.diagram.cells.cells import laid_out_sections
from resnet_viz.diagram.layout.cell_picture import CellPicture, link_between
from resnet_viz.diagram.layout.columns import ASPECT, Plan, cut, plan_columns
from resnet_viz.diagram.layout.filling import cost_in, trials_for_room
from resnet_viz.diagram.layout.joints import joint_from_above, joint_from_the_side
from resnet_viz.diagram.layout.laying import cell_pictures, laid_cell
from resnet_viz.diagram.layout.placing import (
    Laid,
    LaidSection,
    PlacedPage,
    place_columns,
    stack_of,
)
from resnet_viz.diagram.layout.turn import turned
from resnet_viz.diagram.scene.room import Room, least_scale_for
from resnet_viz.diagram.scene.scene import Frame, Item, Scene, Stroke
from resnet_viz.diagram.view import Direction, View

# Of what is laid out, width over height; a picture is then turned or not.
PAPER = Room(500 * ASPECT, 500)  # of any size: what counts is its shape
ASPECTS = {Direction.TOP_TO_BOTTOM: ASPECT, Direction.LEFT_TO_RIGHT: 1 / ASPECT}


def compose(graph: Graph, view: View, layouts: Mapping[str, str]) -> Scene:
    """The whole picture from `layouts`: Graphviz's json0 text for each text of `dots_of`.

    Without figures on boxes, as `dots_of`.
    """
    return compose_sections(graph.title, laid_out_sections(graph, view), view.direction, layouts)


def compose_sections(
    title: str,
    sections: Sequence[Section],
    direction: Direction,
    layouts: Mapping[str, str],
    room: Room | None = None,
) -> Scene:
    """The same from sections as they are laid out, for who has them already.

    In columns that suit a page, or those that are largest in a room on the screen.
    """
    page = page_of(sections, laid_out(sections, layouts), direction, room)
    return scene_on(page, title, direction)


def laid_out(
    sections: Sequence[Section], layouts: Mapping[str, str]
) -> tuple[tuple[Laid, ...], ...]:
    """The cells of each section with their layouts and their room."""
    return tuple(tuple(laid_cell(cell, layouts) for cell in section.cells) for section in sections)


def page_of(
    sections: Sequence[Section],
    laid: Sequence[Sequence[Laid]],
    direction: Direction,
    room: Room | None = None,
) -> PlacedPage:
    """Where everything is: as suits a page, or as is largest in a room on the screen.

    Sections of cells between cuts are more, and more unlike, than stages: they may be below each
    other on a page too.
    """
    stacks = [stack_of(section, cells) for section, cells in zip(sections, laid, strict=True)]
    least = 0.0
    if room is not None:
        least = least_scale_for(set(chain.from_iterable(map(labels_in, sections))))
    elif any(section.is_cut for section in sections):
        room = PAPER
    else:
        return _placed(sections, laid, plan_columns(stacks, ASPECTS[direction]))
    room = (room.turned if direction is Direction.LEFT_TO_RIGHT else room)._replace(least=least)
    trials = trials_for_room(stacks, room)
    pages = [_placed(sections, laid, trial.plan) for trial in trials]
    costs = [
        cost_in(room, page.width, page.height, trial.penalty)
        for page, trial in zip(pages, trials, strict=True)
    ]
    place = costs.index(min(costs))
    return replace(pages[place], least=least, below=trials[place].plan.below)


def _placed(sections: Sequence[Section], laid: Sequence[Sequence[Laid]], plan: Plan) -> PlacedPage:
    """All sections in the columns of a plan."""
    parts = [
        LaidSection(section, cut(cells, split))
        for section, cells, split in zip(sections, laid, plan.splits, strict=True)
    ]
    return place_columns(parts, plan.below)


def scene_on(page: PlacedPage, title: str, direction: Direction) -> Scene:
    """The picture on a page, turned where it flows to the right."""
    drawn = [cell_pictures(column) for column in page.columns]
    between = _links_between(page, drawn)
    scene = scene_of(title, (page.width, page.height), page.frames, drawn, between)
    return turned(scene) if direction is Direction.LEFT_TO_RIGHT else scene


def scene_of(
    title: str,
    size: tuple[float, float],
    frames: Sequence[Frame],
    drawn: Sequence[Sequence[CellPicture]],
    between: Sequence[Stroke],
) -> Scene:
    """A scene of the pictures of all columns, the frames around them and the lines between."""
    pictures = list(chain.from_iterable(drawn))
    within = chain.from_iterable(picture.links for picture in pictures)
    return Scene(
        title=title,
        width=size[0],
        height=size[1],
        frames=(*frames, *chain.from_iterable(picture.frames for picture in pictures)),
        links=(*within, *between),
        shortcuts=tuple(chain.from_iterable(each.shortcuts for each in pictures)),
        items=tuple(item for each in pictures for item in each.items),
    )


def _links_between(page: PlacedPage, drawn: list[list[CellPicture]]) -> tuple[Stroke, ...]:
    """The main path from cell to cell, within columns and from one to the next."""
    links: list[Stroke] = []
    last: Item | None = None
    for column, pictures in zip(page.columns, drawn, strict=True):
        for place, picture in enumerate(pictures):
            first = picture.first
            if picture.is_apart:
                last = None
            if last and (place or column.is_hanging):
                links.append(link_between(last, first, has_arrow=first.rect.height > 0))
            elif last and picture.has_head:
                links.append(joint_from_above(last, first, column.gutter_x, page.entry_y))
            elif last:
                links.append(joint_from_the_side(last, first, column.gutter_x))
            last = picture.last
    return tuple(links)
